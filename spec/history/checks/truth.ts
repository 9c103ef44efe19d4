/** Whether an event reads as its log says, with the words that were asked for. */
import { isDeepStrictEqual } from 'node:util';
import type { Logged } from '../../../grammar/events.ts';
import { logOf } from '../diary.ts';
import { type Claims, place } from './deeds.ts';
import type { Logs } from './logs.ts';

/** Its words are those of the command, or of the edit that it names: also of one that was replaced since. */
export function isTrue(heard: Logged, logs: Logs, claims: Claims): boolean {
  const log = logOf(heard);
  const events = logs.get(log) ?? [];
  const kept = events[heard.seq - 1];
  if (kept === undefined || !isDeepStrictEqual(lasting(heard), lasting(kept))) return false;
  const wordsAt = (seq: number): string | undefined => {
    const command = claims.get(place(log, seq))?.command;
    return command !== undefined && 'text' in command ? command.text : undefined;
  };
  if (heard.ev === 'message') {
    const { seq, text, edited = seq, deleted } = heard;
    if (deleted !== undefined) return text === '' && isDeepStrictEqual(heard, kept);
    const edit = events[edited - 1];
    const isEdit = edited === seq || (edit?.ev === 'edit' && edit.of === seq);
    return isEdit && text === wordsAt(edited);
  }
  if (heard.ev !== 'edit' || kept.ev !== 'edit') return true;
  return heard.text === (heard.text === undefined ? kept.text : wordsAt(heard.seq));
}

/** What of an event never changes. */
export function lasting(event: Logged): object {
  if (event.ev === 'delete') {
    // Whoever ignores somebody is not told their reasons.
    const { reason: _, ...lasting } = event;
    return lasting;
  }
  if (event.ev !== 'message' && event.ev !== 'edit') return event;
  const { text: _, ...rest } = event;
  if (rest.ev === 'edit') return rest;
  const { edited: __, deleted: ___, ...first } = rest;
  return first;
}

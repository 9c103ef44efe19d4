/**
 * Keeps messages to a nick for the person who had it. After an outage somebody else may have the nick, while a private log
 * stays with its person. So an unsent message goes to the log, if it is known, and else to nobody.
 */
import type { Event, EventOf, Message } from '../grammar/events.ts';
import { isPrivateName, isRoomName, type NickKey, nickKey } from '../grammar/names.ts';
import type { Vocabulary } from '../grammar/vocabulary.ts';
import type { Tagged, Unanswered } from './unanswered.ts';

/** For each nick, the private log in which its person was last written to. */
export type Logs = Map<NickKey, string>;

type Aimed = Extract<Tagged, { to: string }>;

const isAimed = (command: Tagged): command is Aimed =>
  'to' in command && !isRoomName(command.to) && !isPrivateName(command.to);

/** Notes the log to which a message to a nick went. */
export function wentTo(logs: Logs, command: Tagged | undefined, { log }: EventOf<'ok'>): void {
  if (command && isAimed(command) && log !== undefined) logs.set(nickKey(command.to), log);
}

/** Notes that a nick has another owner, or none. */
export function changedHands(logs: Logs, event: EventOf<'nick' | 'quit'>): void {
  const key = nickKey(event.ev === 'nick' ? event.from : event.nick);
  const log = logs.get(key);
  logs.delete(key);
  if (log !== undefined && event.ev === 'nick') logs.set(nickKey(event.to), log);
}

/** The client hears its own messages, too. The first unanswered command with that text has surely been done. */
export function cameBack(vocabulary: Vocabulary, unanswered: Unanswered, event: Event): void {
  if (event.ev !== 'message' || !('to' in event)) return;
  const said = [...unanswered.values()].find(
    (each) => each.sent && !each.said && isCopy(vocabulary, each, event),
  );
  if (said) said.said = true;
}

const isCopy = (
  vocabulary: Vocabulary,
  { command }: { command: Tagged },
  event: Extract<Message, { to: string }>,
): boolean =>
  isAimed(command) &&
  event.kind === vocabulary.definitionOf(command).says &&
  event.text === command.text &&
  nickKey(event.to) === nickKey(command.to);

/**
 * Takes messages to nicks of which nobody knows any more whether they were said: they were sent before a `/login` or
 * `/logout` that may be done by now, and one does not hear what one did as somebody else. Returns their tags.
 */
export function perhapsAimed(unanswered: Unanswered): string[] {
  const sent = [...unanswered.values()].filter((each) => each.sent);
  const change = sent.findLastIndex(({ command: { cmd } }) => cmd === 'login' || cmd === 'logout');
  const tags = sent
    .slice(0, Math.max(0, change))
    .filter(({ command, said }) => !said && isAimed(command))
    .map(({ command }) => command.tag);
  for (const tag of tags) unanswered.delete(tag);
  return tags;
}

/**
 * All that was missed has been told. So a message that was not among it was not said: it is sent to its log, or given up if
 * no log is known. Returns those that are given up.
 */
export function aimedAgain(unanswered: Unanswered, logs: Logs): Aimed[] {
  return [...unanswered.values()].flatMap((each) => {
    const { command, said } = each;
    if (said || !isAimed(command)) return [];
    const log = logs.get(nickKey(command.to));
    if (log !== undefined) each.command = { ...command, to: log };
    else unanswered.delete(command.tag);
    return log === undefined ? [command] : [];
  });
}

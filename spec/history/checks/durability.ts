/** Nobody is told anything before it is durable. */
import type { CommandName } from '../../../grammar/ast.ts';
import type { Event } from '../../../grammar/events.ts';
import type { Turn } from '../../../server/store/log.ts';
import { type Diary, logged, logOf, type Moment, type Note } from '../diary.ts';
import { type Problem, place, placeIn } from './deeds.ts';

/** A turn that can't be lost any more, from this moment on. */
export interface Durable {
  readonly moment: Moment;
  readonly turn: Turn;
}

export function checkDurability(diaries: readonly Diary[], durable: readonly Durable[]): Problem[] {
  if (durable.length === 0) return [];
  const since = moments(durable);
  return diaries.flatMap(({ name: who, account, notes }) => {
    const tags = new Set<string>();
    // Whose session ends in the same turn leaves no answers.
    const ends =
      notes.some(isEnd) ||
      diaries.some((other) => other.account === account && other.notes.some(endsDevices));
    const refused = new Set(notes.map(refusedTag));
    // Of a guest who has logged out and done nothing since, nothing is kept.
    let isNobody = false;
    return notes.flatMap((note) => {
      if (note.on === 'sent') {
        const { cmd, tag } = note.command;
        if (cmd === 'logout') isNobody = true;
        else if (makesSomebody(cmd) && !refused.has(tag)) isNobody = false;
        if (isKept(cmd) && !isNobody) tags.add(tag);
      }
      if (note.on !== 'heard' || note.told === undefined) return [];
      const { event, moment, told } = note;
      const what = restsOn(event, tags);
      const from = what === undefined ? 0 : since.get(what);
      if (from === undefined ? ends && event.ev === 'ok' : from < told) return [];
      return [{ text: `is told before it is durable: ${JSON.stringify(event)}`, who, moment }];
    });
  });
}

/** It quits, or it hears that another device of the account has ended it. */
const isEnd = (note: Note): boolean =>
  note.on === 'sent'
    ? note.command.cmd === 'quit'
    : note.on === 'heard' && note.event.ev === 'bye' && note.event.code === 'quit';

/** Whom it ends need not have heard of it before the server died. */
const endsDevices = (note: Note): boolean =>
  note.on === 'sent' && note.command.cmd === 'sessions' && note.command.end !== undefined;

const refusedTag = (note: Note): string | undefined =>
  note.on === 'heard' && note.event.ev === 'error' ? note.event.re : undefined;

/** Events by their places, and the answers that are in no log by their tags. */
function moments(durable: readonly Durable[]): Map<string, Moment> {
  const since = new Map<string, Moment>();
  for (const { moment, turn } of durable) {
    for (const { log, records } of turn.entries) {
      for (const { event } of records) since.set(place(log, event.seq), moment);
    }
    for (const { answers = [] } of turn.sessions) {
      // Answers are stored once more when a session is that of a guest again.
      for (const { tag } of answers) if (!since.has(tag)) since.set(tag, moment);
    }
  }
  return since;
}

/** What makes a session one that is kept. */
const makesSomebody = (cmd: CommandName): boolean =>
  ['nick', 'join', 'register', 'login'].includes(cmd);

/** What makes a session one that is kept, or changes one that is, or what is kept with its account. */
const isKept = (cmd: CommandName): boolean =>
  ['nick', 'join', 'part', 'register', 'ignore', 'unignore'].includes(cmd);

function restsOn(event: Event, kept: ReadonlySet<string>): string | undefined {
  const entry = logged(event);
  if (entry !== undefined) return place(logOf(entry), entry.seq);
  if (event.ev !== 'ok') return undefined;
  if (event.re !== undefined && kept.has(event.re)) return event.re;
  const at = placeIn(event);
  // What was read of a log in which nothing has happened is nothing.
  return at && at.seq > 0 ? place(at.log, at.seq) : undefined;
}

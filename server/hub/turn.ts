/** What a turn comes to: what of its effects the store keeps, what they weigh, and which of them need not wait for it. */
import type { Logged } from '../../grammar/events.ts';
import type { FaultCode } from '../../grammar/faults.ts';
import type { LogKey } from '../../grammar/names.ts';
import type { Effect, Identity } from '../rooms/effects.ts';
import type { Deed } from '../rooms/withdraw.ts';
import type { Entry, SessionChange, Turn } from '../store/log.ts';

/**
 * The records of a turn, log by log, each with the seq that it builds on, and what it changes of sessions; `over` are
 * identities whose end could not be stored before.
 */
export function turnOf(deeds: readonly Deed[], over: Iterable<Identity>): Turn {
  const entries = new Map<LogKey, Entry>();
  const sessions = new Map<Identity, SessionChange>();
  for (const identity of over) sessions.set(identity, { identity });
  for (const { effects } of deeds) {
    for (const effect of effects) {
      if (effect.do === 'record') addRecord(entries, effect);
      else if (effect.do === 'keep') addSession(sessions, effect);
      else if (effect.do === 'drop') sessions.set(effect.identity, { identity: effect.identity });
    }
  }
  return { entries: [...entries.values()], sessions: [...sessions.values()] };
}

function addRecord(entries: Map<LogKey, Entry>, effect: Effect & { do: 'record' }): void {
  const { log, event, author, first, before, amended, about } = effect;
  let entry = entries.get(log);
  if (entry === undefined) {
    entry = { log, after: before.seq, records: [] };
    entries.set(log, entry);
  }
  entry.records.push(first === undefined ? { event, author } : { event, author, ...first });
  if (about !== undefined) entry.about = about;
  if (amended === undefined) return;
  entry.amended ??= [];
  entry.amended.push(...amended);
}

function addSession(sessions: Map<Identity, SessionChange>, effect: Effect & { do: 'keep' }): void {
  const { identity, state, answers } = effect;
  const earlier = sessions.get(identity)?.answers ?? [];
  const all = [...earlier, ...answers];
  sessions.set(identity, { identity, state, ...(all.length > 0 && { answers: all }) });
}

export const isEmpty = ({ entries, sessions }: Turn): boolean =>
  entries.length === 0 && sessions.length === 0;

/** So many characters of a text weigh 1. */
const TEXT = 256;

/** What an effect weighs while it is held: 1, and more for a long text, and 1 for each entry of a list. */
export function weight(effect: Effect): number {
  if (effect.do === 'record') return 1 + longer(effect.event);
  if (effect.do !== 'tell') return 1;
  const { event } = effect;
  switch (event.ev) {
    case 'room':
      return 1 + event.members.length;
    case 'rooms':
      return 1 + event.rooms.length;
    case 'who':
      return 1 + event.people.length;
    case 'whois':
    case 'whoami':
      return 1 + event.rooms.length;
    case 'help':
      return 1 + event.commands.length;
    case 'history':
    case 'search':
      return 1 + event.events.reduce((sum, each) => sum + 1 + longer(each), 0);
    default:
      return 1;
  }
}

const longer = (event: Logged): number =>
  'text' in event ? Math.floor((event.text?.length ?? 0) / TEXT) : 0;

/** Rests on nothing that has still to be committed: it need not wait, unless its session waits for something else. */
export function isFree(effect: Effect): boolean {
  if (effect.do === 'ask' || effect.do === 'remind') return true;
  if (effect.do !== 'tell') return false;
  switch (effect.event.ev) {
    case 'welcome':
    case 'motd':
    case 'help':
    case 'history':
    case 'search':
    case 'slowed':
      return true;
    case 'error':
      return faultsOfLine.has(effect.event.code);
    case 'ok':
      return freeQueries.has(effect.event.done);
    default:
      return false;
  }
}

/** Refusals of the line itself, whatever the world is like. */
const faultsOfLine: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'syntax',
  'unknown_command',
  'bad_line',
  'too_long',
  'empty_text',
  'bad_character',
  'bad_json',
  'bad_command',
  'bad_nick',
  'bad_room',
  'bad_target',
  'bad_emoji',
  'no_words',
  'no_such_topic',
]);

/** Commands whose `ok` tells of nothing that is still to be committed. */
const freeQueries: ReadonlySet<string> = new Set(['ping', 'help', 'motd', 'history', 'search']);

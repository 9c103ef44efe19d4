/** What one person asked and heard, in the order in which it happened: all that the checker knows of a run. */
import type { Command } from '../../grammar/ast.ts';
import type { Event, Logged } from '../../grammar/events.ts';

export type Tagged = Command & { tag: string };

/** The place of a note among those of everybody: a later one has a higher number. */
export type Moment = number;

export type Note = { moment: Moment } & Happening;

export type Happening =
  /** A connection is there: what follows came on it. */
  | { on: 'open' }
  | { on: 'lost' }
  /** For the first time, or once more with the same tag. */
  | { on: 'sent'; command: Tagged; again: boolean }
  /** `told`: when the server handed it to the network, where that is known. */
  | { on: 'heard'; event: Event; told?: Moment }
  /** From here on it reads this log, behind that seq. */
  | { on: 'begins'; log: string; seq: number }
  /** It reads this log no more. */
  | { on: 'ends'; log: string }
  /** These are its private logs, and no others. */
  | { on: 'has'; logs: readonly string[] }
  /** The session that it had is gone; it has a new one, with this nick. */
  | { on: 'begun'; nick: string }
  /** All that was told to it has arrived, and it is behind with nothing. */
  | { on: 'settled' }
  /** Its session may be over from here on: nobody came back to it for long. */
  | { on: 'expired' }
  /** It has quit, is never heard of again, or gives up for another reason. */
  | { on: 'over'; why: string }
  /** Nobody will answer these any more. What is in doubt is done or not; what was not said is not done. */
  | { on: 'dropped'; tags: readonly string[]; as: 'in doubt' | 'not said' };

export interface Diary {
  /** Stays the same whatever nick the person takes. */
  readonly name: string;
  /** The nick of the account that it is a device of. */
  readonly account?: string | undefined;
  readonly notes: Note[];
}

/** Whose nick this is: people are called by their names, or their names, a dash and a number; `_` when that is taken. */
export const nameOf = (nick: string): string => (nick.split('-')[0] ?? nick).replace(/_+$/, '');

/** Whoever has chosen no nick. */
export const isGuest = (nick: string): boolean => nick.startsWith('guest-');

/** Whoever comes in the place of somebody is called like them, with a number: ann, ann2, ann3. */
export const householdOf = (nick: string): string => nameOf(nick).replace(/\d+$/, '');

/** What a log keeps, as PROTOCOL.md has it: a list of the checker's own, so that it shares no mistake with the server. */
const keptNames = {
  message: true,
  topic: true,
  role: true,
  setting: true,
  kicked: true,
  invited: true,
  banned: true,
  muted: true,
  allowed: true,
  lifted: true,
  lockdown: true,
  announced: true,
  renamed: true,
  edit: true,
  delete: true,
  react: true,
  unreact: true,
} as const satisfies Record<Logged['ev'], true>;

const isKept = (event: Event): event is Logged => Object.hasOwn(keptNames, event.ev);

/** The event that a log keeps, if this is one. */
export const logged = (event: Event): Logged | undefined => (isKept(event) ? event : undefined);

/** The room or private log that an event is in. */
export const logOf = (event: Logged): string => ('room' in event ? event.room : event.log);

/** Counts what happens in a run, so that the notes of all can be told in one order. */
export class Clock {
  #moment: Moment = 0;

  next(): Moment {
    this.#moment += 1;
    return this.#moment;
  }
}

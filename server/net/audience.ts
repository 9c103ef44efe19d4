/** The readers of one log, how far it has been told, and the events that were told last. */
import { type Event, isLogged, type Logged } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import { type Author, type Authored, type Authors, Batch } from './batch.ts';
import type { ToldTurn } from './told-turn.ts';

/** While a reader is behind, an audience remembers at most this many events that are told meanwhile. */
const MAX_RECENT_EVENTS = 128;

/** Says of an audience that has a batch whether that batch stays: its readers are not given it yet. */
export type Staying = (audience: Audience) => boolean;

/** Somebody who hears logs. */
export interface Hearer {
  readonly hears: ReadonlySet<Audience>;
  /** The authors whose events it is not shown. Absent when it is shown all. */
  readonly hides: Authors | undefined;
  /** The batch of `audience` is complete; those of audiences that stay are not told yet. */
  share(audience: Audience, staying: Staying | undefined): void;
  /** Presence that is told to several audiences at once. */
  hear(event: Event, author: Author | undefined): void;
}

/** The readers of one log, and the last events that it was told. */
export class Audience {
  readonly log: LogKey;
  readonly readers = new Set<Hearer>();
  /** How many of them have a connection. */
  connected = 0;
  /** What the room is called. */
  name: string;
  /** The last seq told, or the end of the log when nobody heard it yet. */
  told: number;
  /** How many events its readers were told that its log does not keep. */
  presence = 0;
  /** The events that its readers have not been given yet. */
  batch: Batch | undefined;
  /** The places of its first and its last event among all that were told to a log. */
  first = 0;
  last = 0;
  /** True when the batch has an event other than `joined` and `parted`. */
  isUrgent = false;
  /** True when the batch has an event that concerns all rooms of a person: who goes, or is called otherwise. */
  isOfAllRooms = false;
  /** So many earlier batches are not written to all of its readers yet, or the server still rests behind them. */
  underWay = 0;
  /** The batch waits for these, and is a part of each turn that has added to it. */
  turns: ToldTurn[] | undefined;
  #recent: Authored[] = [];
  /** How many readers are behind in it. */
  #followers = 0;

  constructor(log: LogKey, name: string, told: number) {
    this.log = log;
    this.name = name;
    this.told = told;
  }

  /** Adds an event to the batch. `count`: how many events were told to a log so far. */
  hear(event: Event, author: Author | undefined, count: number): void {
    if (this.batch === undefined) this.first = count;
    this.last = count;
    this.batch ??= new Batch();
    this.batch.add(event, author);
    this.isUrgent ||= !isComing(event);
    this.isOfAllRooms ||= !('room' in event);
    if (event.ev === 'renamed') this.name = event.room;
    if (isLogged(event)) this.#remember(event, author ?? '');
    else this.presence += 1;
  }

  /** Its readers have been given the batch. */
  shared(): void {
    this.batch = undefined;
    this.turns = undefined;
    this.isUrgent = false;
    this.isOfAllRooms = false;
  }

  /** A reader is behind: from here on events are remembered for it. */
  follow(): void {
    this.#followers += 1;
  }

  unfollow(): void {
    this.#followers -= 1;
    if (this.#followers === 0) this.#recent = [];
  }

  /** The events told after `cursor`, oldest first, or nothing when the log must be asked for some of them. */
  after(cursor: number): Authored[] | undefined {
    const missing = this.told - cursor;
    if (missing > this.#recent.length) return undefined;
    return missing === 0 ? [] : this.#recent.slice(-missing);
  }

  /** Checks the `seq` that the room manager gave. This count shares no code with the first one, so it can't repeat a mistake. */
  #remember(event: Logged, author: Author): void {
    if (event.seq !== this.told + 1) {
      throw new Error(`${this.name} was to be told ${event.seq} behind ${this.told}`);
    }
    this.told = event.seq;
    if (this.#followers === 0) return;
    this.#recent.push({ event, author });
    if (this.#recent.length > 2 * MAX_RECENT_EVENTS)
      this.#recent = this.#recent.slice(-MAX_RECENT_EVENTS);
  }
}

/** True for an event that may be told a little later: somebody enters or leaves a room, which concerns that room alone. */
const isComing = ({ ev }: Event): boolean => ev === 'joined' || ev === 'parted';

/** Of the audiences that somebody hears, those whose batches stay, and began before so many events were told; the oldest first. */
export function olderOf(
  hears: ReadonlySet<Audience>,
  staying: Staying,
  before: number,
): readonly Audience[] {
  let older: Audience[] | undefined;
  for (const audience of hears) {
    if (audience.batch === undefined || audience.first >= before || !staying(audience)) continue;
    if (older === undefined) older = [audience];
    else older.push(audience);
  }
  return older === undefined ? none : oldestFirst(older);
}

/** Audiences that have batches, in the order in which these began. */
export const oldestFirst = (audiences: Iterable<Audience>): Audience[] =>
  [...audiences].sort((one, other) => one.first - other.first);

const none: readonly Audience[] = [];

/** Whoever is banned or muted in a room says nothing there, or is not in it, until that is taken back; and staff alone read what staff did. */
import type { EventOf, Logged } from '../../../grammar/events.ts';
import type { MeasureKind } from '../../../grammar/measures.ts';
import { isBelow } from '../../../grammar/roles.ts';
import type { PersonState, RoomAbout } from '../../../server/rooms/durable/kept.ts';
import type { LogChange } from '../../../server/store/store.ts';
import type { Moment } from '../diary.ts';
import type { Problem } from './deeds.ts';
import type { Hearing } from './hearings.ts';
import type { Durable } from './people.ts';

export function checkOrder(hearings: readonly Hearing[], durable: readonly Durable[]): Problem[] {
  const order = new Order();
  for (const one of durable) order.follow(one);
  return [...order.problems, ...readByOthers(hearings, durable)];
}

/** So long after an exception is over somebody may be in the room: the next alarm puts them out. */
const PUT_OUT_MS = 60_000;

/** What each event sets. */
const kinds: { readonly [ev in Logged['ev']]?: MeasureKind } = {
  banned: 'ban',
  muted: 'mute',
  allowed: 'allow',
};

/** What is set about one person in one room, and until when. */
interface Measure {
  readonly does: MeasureKind;
  readonly room: string;
  readonly seq: number;
  readonly identity: string;
  readonly until: number;
}

/** The measures of all rooms, read from their logs one turn after the other. */
class Order {
  readonly problems: Problem[] = [];
  #measures: Measure[] = [];
  /** For whom no measure of a room holds. */
  readonly #staff = new Map<string, ReadonlySet<string>>();
  /** What o'clock it is, as events tell. */
  #now = 0;
  readonly #states = new Map<string, PersonState>();
  /** Whose each session is. */
  readonly #sessions = new Map<string, string>();

  follow({ moment, turn }: Durable): void {
    for (const { identity, state } of turn.persons) {
      if (state === undefined) this.#states.delete(identity);
      else this.#states.set(identity, state as PersonState);
    }
    for (const { key, person, state } of turn.sessions) {
      if (state === undefined) this.#sessions.delete(key);
      else this.#sessions.set(key, person);
    }
    for (const entry of turn.entries) this.#read(entry);
    // Who is offline learns of it when they come back.
    const here = new Set(this.#sessions.values());
    for (const { room, identity, does, seq } of this.#measures) {
      const state = here.has(identity) ? this.#states.get(identity) : undefined;
      if (does !== 'ban' || !state?.rooms.includes(room) || this.#isSpared(room, identity))
        continue;
      const text = `${state.nick} is in ${room}, and was banned by ${seq}`;
      this.problems.push({ text, log: room, seq, moment });
    }
  }

  #read({ log, after, records, about: given }: LogChange): void {
    // A room that nobody can read any more is another one when it is opened again.
    if (after === 0) this.#drop(({ room }) => room === log);
    const about = given as RoomAbout | undefined;
    // Who had which role in the midst of a turn is not known.
    const isSure = !records.some(({ event }) => event.ev === 'role');
    for (const { event, author } of records) {
      this.#now = Math.max(this.#now, Date.parse(event.at));
      if (isSure && (event.ev === 'message' || event.ev === 'topic'))
        this.#look(log, event, author);
      else if (event.ev === 'lifted') this.#lift(log, event);
      else this.#set(log, event, about?.measures ?? []);
    }
    if (about !== undefined) this.#staff.set(log, staffIn(about));
  }

  #look(room: string, { seq, from }: Logged, author: string): void {
    const measure = this.#measures.find(
      (each) => each.room === room && each.identity === author && each.does !== 'allow',
    );
    if (measure === undefined || this.#isSpared(room, author)) return;
    const text = `${from} speaks in ${room}, and has a ${measure.does} since ${measure.seq}`;
    this.problems.push({ text, log: room, seq });
  }

  /** It takes the place of one that does the same to the same person. */
  #set(room: string, event: Logged, kept: RoomAbout['measures'] & {}): void {
    const { seq } = event;
    const does = kinds[event.ev];
    const whom = kept.find((each) => each.seq === seq)?.whom;
    if (does === undefined || whom?.kind !== 'person') return;
    const { identity } = whom;
    const until = 'until' in event ? Date.parse(event.until ?? '') : Number.NaN;
    this.#drop((each) => each.does === does && each.room === room && each.identity === identity);
    this.#measures.push({ does, room, seq, identity, until });
  }

  /** Whom one was about that was set in the same turn is not known. */
  #lift(room: string, { measure: does, of }: EventOf<'lifted'>): void {
    const isKnown = this.#measures.some((each) => each.room === room && each.seq === of);
    this.#drop((each) => each.room === room && (isKnown ? each.seq === of : each.does === does));
  }

  /** Whoever was let off for a time is put out a little later, or at the next start of the server. */
  #isSpared(room: string, who: string): boolean {
    if (this.#staff.get(room)?.has(who)) return true;
    return this.#measures.some(
      (each) =>
        each.does === 'allow' &&
        each.room === room &&
        each.identity === who &&
        !(each.until + PUT_OUT_MS <= this.#now),
    );
  }

  #drop(isOver: (each: Measure) => boolean): void {
    this.#measures = this.#measures.filter((each) => !isOver(each));
  }
}

const staffIn = ({ roles = [] }: RoomAbout): Set<string> =>
  new Set(roles.flatMap(([who, role]) => (isBelow(role, 'op') ? [] : [who])));

/** Acts of staff that are told to somebody who was no op or owner at any time between question and answer. */
const readByOthers = (hearings: readonly Hearing[], durable: readonly Durable[]): Problem[] =>
  hearings.flatMap(({ event, identity, asked, told, who, moment }) => {
    // Of a room in which nothing has happened so far no log tells who owns it.
    if (event.ev !== 'audit' || event.events.length === 0 || identity === undefined) return [];
    const staff = staffOf(event.room, durable, asked ?? told, told);
    if (staff.some((each) => each.has(identity))) return [];
    return [{ text: `reads what staff did in ${event.room}`, who, log: event.room, moment }];
  });

/** Who was staff of a room, before the one moment and until the other. */
function staffOf(room: string, durable: readonly Durable[], from: Moment, to: Moment) {
  const all = durable.flatMap(({ moment, turn }) =>
    moment > to
      ? []
      : turn.entries
          .filter(({ log, about }) => log === room && about !== undefined)
          .map(({ about }) => ({ moment, staff: staffIn(about as RoomAbout) })),
  );
  const last = all.findLastIndex(({ moment }) => moment <= from);
  return all.slice(Math.max(0, last)).map(({ staff }) => staff);
}

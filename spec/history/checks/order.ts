/** Whoever is banned or muted in a room says nothing there, or is not in it, until that is taken back; and staff alone read what staff did. */
import type { Logged } from '../../../grammar/events.ts';
import type { PersonState } from '../../../server/rooms/durable/kept.ts';
import type { LogRecord } from '../../../server/store/log.ts';
import type { Diary, Moment } from '../diary.ts';
import type { Problem } from './deeds.ts';
import type { Durable } from './durability.ts';
import type { People } from './people.ts';

export function checkOrder(
  diaries: readonly Diary[],
  people: People,
  durable: readonly Durable[],
): Problem[] {
  const order = new Order();
  for (const one of durable) order.follow(one);
  return [...order.problems, ...diaries.flatMap((diary) => readByOthers(diary, people, durable))];
}

/** So long after an exception is over somebody may be in the room: the next alarm puts them out. */
const PUT_OUT_MS = 60_000;

/** What is set about one person in one room. */
interface Measure {
  readonly does: 'ban' | 'mute';
  readonly room: string;
  readonly seq: number;
  readonly identity: string;
}

/** The measures of all rooms, read from their logs one turn after the other. */
class Order {
  readonly problems: Problem[] = [];
  #measures: Measure[] = [];
  /** Until when each exception lets somebody off, and in which room, by the number of its event. */
  readonly #exceptions = new Map<
    string,
    { readonly whom: readonly string[]; readonly until: number }
  >();
  /** For whom no measure of a room holds, each as the room and an identity. */
  readonly #staff = new Set<string>();
  /** What o'clock it is, as events tell. */
  #now = 0;
  #states = new Map<string, PersonState>();

  follow({ moment, turn }: Durable): void {
    const before = this.#states;
    this.#states = new Map(before);
    for (const { identity, state } of turn.persons) {
      if (state === undefined) this.#states.delete(identity);
      else this.#states.set(identity, state as PersonState);
    }
    for (const { log, records } of turn.entries)
      for (const record of records) this.#read(log, record, before);
    for (const { room, identity, does, seq } of this.#measures) {
      const state = this.#states.get(identity);
      if (does !== 'ban' || !state?.rooms.includes(room) || this.#isSpared(room, identity))
        continue;
      const text = `${state.nick} is in ${room}, and was banned by ${seq}`;
      this.problems.push({ text, log: room, seq, moment });
    }
  }

  #read(
    room: string,
    { event, author }: LogRecord,
    before: ReadonlyMap<string, PersonState>,
  ): void {
    this.#now = Math.max(this.#now, Date.parse(event.at));
    this.#look(room, event, author);
    if (event.ev === 'allowed') {
      const until = event.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(event.until);
      const whom = this.#perhapsCalled(event.who, before);
      this.#exceptions.set(`${room} ${event.seq}`, { whom, until });
    } else if (event.ev === 'banned' || event.ev === 'muted') {
      const does = event.ev === 'banned' ? 'ban' : 'mute';
      // Who has another nick since the same turn is not known.
      for (const identity of this.#called(event.who, before))
        this.#set({ does, room, seq: event.seq, identity });
    } else if (event.ev === 'lifted') {
      this.#drop((each) => each.room === room && each.seq === event.of);
      this.#exceptions.delete(`${room} ${event.of}`);
    } else if (event.ev === 'role') {
      const isStaff = event.role !== 'member' && event.role !== 'voice';
      for (const identity of this.#called(event.nick, before)) {
        if (isStaff) this.#staff.add(`${room} ${identity}`);
        else this.#staff.delete(`${room} ${identity}`);
      }
    }
  }

  /** A room that nobody can read any more is another one when it is opened again. */
  #look(room: string, event: Logged, author: string): void {
    if (event.seq === 1) {
      this.#drop((each) => each.room === room);
      for (const each of this.#staff) if (each.startsWith(`${room} `)) this.#staff.delete(each);
    }
    if (event.ev !== 'message' && event.ev !== 'topic') return;
    const { seq } = event;
    const measure = this.#measures.find(
      (each) => each.room === room && each.identity === author && each.seq < seq,
    );
    if (measure === undefined || this.#isSpared(room, author)) return;
    const text = `${event.from} speaks in ${room}, and has a ${measure.does} since ${measure.seq}`;
    this.problems.push({ text, log: room, seq });
  }

  #isSpared(room: string, who: string): boolean {
    return this.#staff.has(`${room} ${who}`) || this.#isLetOff(room, who);
  }

  /** Whoever was let off for a time is put out a little later, or at the next start of the server. */
  #isLetOff(room: string, who: string): boolean {
    return [...this.#exceptions].some(
      ([place, { whom, until }]) =>
        whom.includes(who) && place.startsWith(`${room} `) && until + PUT_OUT_MS > this.#now,
    );
  }

  /** It takes the place of one that does the same to the same person. */
  #set({ does, room, identity, seq }: Measure): void {
    this.#drop((each) => each.does === does && each.room === room && each.identity === identity);
    this.#measures.push({ does, room, identity, seq });
  }

  #drop(isOver: (each: Measure) => boolean): void {
    this.#measures = this.#measures.filter((each) => !isOver(each));
  }

  /** Whoever is called so before a turn or behind it. */
  #perhapsCalled(nick: string | undefined, before: ReadonlyMap<string, PersonState>): string[] {
    return [...this.#states].flatMap(([identity, state]) =>
      state.nick === nick || before.get(identity)?.nick === nick ? [identity] : [],
    );
  }

  /** Whoever is called so before a turn and behind it. */
  #called(nick: string | undefined, before: ReadonlyMap<string, PersonState>): string[] {
    return [...this.#states].flatMap(([identity, state]) =>
      state.nick === nick && before.get(identity)?.nick === nick ? [identity] : [],
    );
  }
}

/** Acts of staff that are told to somebody who was no op or owner at any time between question and answer. */
function readByOthers({ name: who, notes }: Diary, people: People, durable: readonly Durable[]) {
  let nick = '';
  const asked = new Map<string, Moment>();
  return notes.flatMap((note): Problem[] => {
    if (note.on === 'sent') asked.set(note.command.tag, note.moment);
    if (note.on !== 'heard') return [];
    const { event, moment, told } = note;
    if (event.ev === 'ok' || event.ev === 'welcome' || event.ev === 'whoami')
      nick = event.nick ?? nick;
    if (event.ev === 'nick' && event.from === nick) nick = event.to;
    // Of a room in which nothing has happened so far no log tells who owns it.
    if (event.ev !== 'audit' || event.events.length === 0 || told === undefined) return [];
    const own = people.called(nick, 0, told).map(({ identity }) => identity);
    const since = asked.get(event.re ?? '') ?? told;
    const roles = rolesIn(event.room, durable, since, told);
    if (own.length === 0 || roles.some((each) => own.some((identity) => isStaff(each, identity))))
      return [];
    return [{ text: `reads what staff did in ${event.room}`, who, log: event.room, moment }];
  });
}

type Roles = readonly (readonly [identity: string, role: string])[];

const isStaff = (roles: Roles, identity: string): boolean =>
  roles.some(([who, role]) => who === identity && (role === 'op' || role === 'owner'));

/** Who had which role in a room, before the one moment and until the other. */
function rolesIn(room: string, durable: readonly Durable[], from: Moment, to: Moment): Roles[] {
  const all = durable.flatMap(({ moment, turn }) =>
    moment > to
      ? []
      : turn.entries
          .filter(({ log, about }) => log === room && about !== undefined)
          .map(({ about }) => ({ moment, roles: (about as { roles?: Roles }).roles ?? [] })),
  );
  const last = all.findLastIndex(({ moment }) => moment <= from);
  return all.slice(Math.max(0, last)).map(({ roles }) => roles);
}

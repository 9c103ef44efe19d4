/** Listens on a JSON connection: each line is an event of the protocol, meant for whoever reads it, and in order. */
import * as v from 'valibot';
import { type Event, type EventOf, events, isVisible, type Logged } from '../../grammar/events.ts';
import type { Hearing } from './hearing.ts';

type RoomState = EventOf<'room'>;

/** What is known of a session whose connection was lost. */
export interface Remembered {
  readonly nick: string;
  /** Per log the last seq heard. */
  readonly cursors: ReadonlyMap<string, number>;
}

export class JsonEar {
  nick = '';
  /** Of the session that this connection was greeted with. */
  token = '';
  #greeted = '';
  /** The rooms that it is in and the private logs that it has, with the last seq heard of each. */
  readonly cursors: Map<string, number>;
  /** Rooms that are told before it was seen that they are its own: what `/join #dev=7` replays. */
  readonly #replayed = new Map<string, number>();
  /** What it was in before is not known. */
  #unsure = false;
  /** The session is older than this connection: `welcome` told the nick of another one. */
  #resuming: string | undefined;
  #resumed = false;
  /** Where each text that is said only once was heard. */
  readonly #places = new Map<string, string>();
  readonly #hearing: Hearing;

  constructor(hearing: Hearing, remembered?: Remembered) {
    this.#hearing = hearing;
    this.cursors = new Map(remembered?.cursors);
    this.#resuming = remembered?.nick;
    this.#resumed = remembered !== undefined;
  }

  /** It begins in the middle of a session. */
  beUnsure(): void {
    this.#unsure = true;
    this.#resuming = undefined;
    this.cursors.clear();
  }

  hear(line: string): void {
    const event = this.#read(line);
    if (event === undefined) return;
    switch (event.ev) {
      case 'welcome':
        this.#greeted = event.nick;
        this.nick = this.#resuming ?? event.nick;
        this.token = event.session;
        break;
      case 'ok':
        this.#acknowledge(event);
        break;
      case 'error':
        this.#hearing.answer(event.re, false);
        break;
      case 'nick':
        if (event.from === this.nick) this.nick = event.to;
        break;
      case 'room':
        this.#see(event);
        break;
      case 'parted':
        if (event.nick === this.nick) this.#leave(event.room);
        break;
      case 'message':
      case 'topic':
      case 'role':
      case 'setting':
      case 'kicked':
      case 'invited':
      case 'banned':
      case 'muted':
      case 'allowed':
      case 'lifted':
        this.#follow(event);
        this.#listen(event);
        break;
      case 'history':
        for (const each of event.events.filter(isVisible)) this.#listen(each);
        break;
      case 'lagged':
        this.#skip(event.room ?? event.log ?? '', event.from, event.to);
        break;
      case 'bye':
        this.#hearing.bye();
        break;
      default:
    }
  }

  /** Everything sent has been answered: nothing may be left that nobody explained. */
  settle(): void {
    for (const room of this.#replayed.keys()) this.#problem(`hears ${room} and is not in it`);
    this.#replayed.clear();
  }

  /** The resume was refused: this is the session that it was greeted with. */
  startAfresh(): void {
    this.nick = this.#greeted;
    this.#resuming = undefined;
    this.#resumed = false;
    this.cursors.clear();
  }

  #read(line: string): Event | undefined {
    try {
      const given = JSON.parse(line) as Event;
      const event = v.parse(events[given.ev] as v.GenericSchema<unknown, Event>, given);
      const extra = Object.keys(given).filter((field) => !(field in event));
      if (extra.length > 0) this.#problem(`hears fields that no event has: ${extra} in ${line}`);
      return event;
    } catch (error) {
      this.#problem(`hears no event (${error}): ${line}`);
      return undefined;
    }
  }

  #acknowledge(event: EventOf<'ok'>): void {
    if (event.nick !== undefined) this.nick = event.nick;
    if (this.#resuming !== undefined && event.logs !== undefined) {
      this.#resuming = undefined;
      const rooms = new Set(event.rooms);
      for (const log of this.cursors.keys()) {
        if (log.startsWith('#') && !rooms.has(log)) this.cursors.delete(log);
      }
    }
    this.#hearing.answer(event.re, true);
  }

  /** The state of a room: its own if it is listed. All before that state has been told. */
  #see({ room, seq, members }: RoomState): void {
    const mine = this.#resuming !== undefined || members.some(({ nick }) => nick === this.nick);
    if (!mine) return;
    const last = this.cursors.get(room) ?? this.#replayed.get(room) ?? seq;
    if (last !== seq) this.#problem(`has heard ${room} up to ${last}, and its state is of ${seq}`);
    this.#replayed.delete(room);
    this.cursors.set(room, seq);
  }

  #leave(room: string): void {
    this.cursors.delete(room);
    this.#replayed.delete(room);
  }

  #follow(event: Logged): void {
    const place = 'room' in event ? event.room : event.log;
    if (!('room' in event)) this.#concerns(event);
    this.#advance(place, event.seq, event.seq);
  }

  #skip(place: string, from: number, to: number): void {
    this.#advance(place, from, to);
  }

  /** A log goes on from `from` to `to`, which may not leave a gap. */
  #advance(place: string, from: number, to: number): void {
    const mine = this.cursors.get(place);
    const last = mine ?? this.#replayed.get(place);
    if (last !== undefined && last + 1 !== from) {
      this.#problem(`hears ${place} ${from} after ${last}`);
    }
    if (mine !== undefined || this.#unsure || place.startsWith('@')) this.cursors.set(place, to);
    else this.#replayed.set(place, to);
    const isNew = last === undefined && place.startsWith('@');
    if (isNew && from !== 1 && !this.#unsure && !this.#resumed) {
      this.#problem(`hears ${place} from ${from} on`);
    }
  }

  #concerns({ from, to, log }: { from: string; to: string; log: string }): void {
    if (this.#resumed || this.#unsure || from === this.nick || to === this.nick) return;
    this.#problem(`is ${this.nick} and hears in ${log} what ${from} says to ${to}`);
  }

  #listen(event: Logged): void {
    if (event.ev !== 'message') return;
    this.#hearing.words(event.text, 'room' in event ? event.room : undefined);
    const id = /^\S+ ‹([\w.-]+)›/.exec(event.text)?.[1];
    if (id === undefined) return;
    const place = `${'room' in event ? event.room : event.log} ${event.seq}`;
    const before = this.#places.get(id) ?? place;
    if (before !== place) this.#problem(`hears ${id} at ${before} and at ${place}`);
    this.#places.set(id, place);
  }

  #problem(text: string): void {
    this.#hearing.problem(text);
  }
}

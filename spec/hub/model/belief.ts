/** What a person believes of the world, from nothing but what they hear; what cannot be so is a complaint. */
import { type Event, type EventOf, isLogged, type Logged } from '../../../grammar/events.ts';

/** The tags of questions, which also those may ask who are not in a room. */
export const QUERY = 'q';

export class Belief {
  nick = '';
  /** Who is in the rooms that the person is in. */
  readonly rooms = new Map<string, Set<string>>();
  /** What was heard of each log, without a gap. */
  readonly logs = new Map<string, Logged[]>();
  /** Where each log was when the person began to hear it, or how far it has been heard since. */
  readonly cursors = new Map<string, number>();
  /** What cannot be so. */
  readonly complaints: string[] = [];
  /** The rooms that have been told since a `/resume` was sent. */
  #told: Set<string> | undefined;

  /** From here on the answer to a `/resume` is heard. */
  resumes(): void {
    this.#told = new Set();
  }

  hear(event: Event): void {
    if (isLogged(event)) return this.#read(event);
    switch (event.ev) {
      case 'room':
        return this.#look(event);
      case 'joined':
        if (this.#in(event)?.has(event.nick)) this.#complain('joined a room twice', event);
        this.#in(event)?.add(event.nick);
        return;
      case 'parted':
        if (event.nick === this.nick) return this.#leave(event.room);
        if (!this.#in(event)?.delete(event.nick)) this.#complain('parted and was not in it', event);
        return;
      case 'quit':
        for (const members of this.rooms.values()) members.delete(event.nick);
        return;
      case 'nick':
        return this.#rename(event);
      case 'ok':
        if (event.re === 'resume') this.#resumed(event);
        return;
      case 'error':
        if (event.code === 'bad_cursor') this.#complain('has a cursor beyond the end', event);
        return;
      default:
        return;
    }
  }

  /** The members of a room that this person has to be in. */
  #in(event: Event & { room: string }): Set<string> | undefined {
    const members = this.rooms.get(event.room);
    if (members === undefined) this.#complain('heard of a room that they are not in', event);
    return members;
  }

  #look({ room, seq, members, re }: EventOf<'room'>): void {
    if (!this.rooms.has(room) && re?.startsWith(QUERY)) return;
    const cursor = this.cursors.get(room);
    if (this.rooms.has(room) && cursor !== seq) {
      this.#complain(`has heard ${room} up to ${cursor} and is told that it ends at ${seq}`);
    }
    this.#told?.add(room);
    this.cursors.set(room, seq);
    this.rooms.set(room, new Set(members.map(({ nick }) => nick)));
    if (members.length !== this.rooms.get(room)?.size)
      this.#complain(`sees somebody twice in ${room}`);
  }

  #leave(room: string): void {
    if (!this.rooms.delete(room)) this.#complain(`parted ${room} and was not in it`);
    this.cursors.delete(room);
    this.logs.delete(room);
  }

  #rename({ from, to }: EventOf<'nick'>): void {
    if (from === this.nick) this.nick = to;
    for (const members of this.rooms.values()) if (members.delete(from)) members.add(to);
  }

  #resumed({ nick = '', rooms = [] }: EventOf<'ok'>): void {
    this.nick = nick;
    for (const room of rooms) {
      if (!this.#told?.has(room)) this.#complain(`has resumed in ${room}, which was not told`);
    }
    for (const room of [...this.rooms.keys()]) {
      if (rooms.includes(room)) continue;
      if (this.#told?.has(room)) this.#complain(`was told ${room} and has not resumed in it`);
      this.#leave(room);
    }
    this.#told = undefined;
  }

  #read(event: Logged): void {
    const log = 'log' in event ? event.log : event.room;
    if (!log.startsWith('@') && !this.rooms.has(log))
      return this.#complain('read a strange log', event);
    const cursor = this.cursors.get(log) ?? 0;
    if (event.seq !== cursor + 1) this.#complain(`was at ${cursor} of ${log}`, event);
    this.cursors.set(log, event.seq);
    const events = this.logs.get(log) ?? [];
    this.logs.set(log, events);
    events.push(event);
  }

  #complain(what: string, event?: Event): void {
    this.complaints.push(`${this.nick} ${what}${event ? `: ${JSON.stringify(event)}` : ''}`);
  }
}

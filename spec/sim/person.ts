/** Somebody who lives in a simulated town, as chance sees them: what they know and wait for, and what they can be made to do. */
import { type LogKey, logKey } from '../../grammar/names.ts';
import type { Diary, Moment, Tagged } from '../history/diary.ts';
import { after, type State } from '../history/state.ts';
import type { Cable } from './cable.ts';
import type { Dial } from './connections.ts';
import { Link, type Resident } from './link.ts';
import type { Memory } from './memory.ts';

export class Person {
  readonly name: string;
  /** The nick of the account that it is a device of. */
  readonly account: string | undefined;
  readonly #link: Link;
  /** The highest number in a tag that it has used. */
  #tags = 0;

  constructor(resident: Resident, rooms: readonly string[], moment: () => Moment, dial: Dial) {
    this.name = resident.name;
    this.account = resident.account;
    this.#link = new Link(resident, rooms, moment, dial);
  }

  get memory(): Memory {
    return this.#link.memory;
  }

  /** It has quit, or its session is used elsewhere. */
  get isOver(): boolean {
    return this.#link.isOver;
  }

  /** What went over the wire, and what the link told of it. */
  get diaries(): { readonly wire: Diary; readonly told: Diary } {
    return this.#link.notes;
  }

  get isOnline(): boolean {
    return this.#link.connections.isOpen;
  }

  /** Its connections, also those that it has left and the server has not noticed yet; the latest first. */
  get cables(): Cable[] {
    return this.#link.connections.all;
  }

  /** Those of whoever was here before. */
  set cables(cables: Cable[]) {
    this.#link.connections.all = cables;
  }

  /** What its old devices hear. */
  get overheard(): Diary[] {
    return this.#link.connections.overheard;
  }

  get isLive(): boolean {
    return this.#link.isLive;
  }

  get unanswered(): number {
    return this.#link.talk.unanswered.size;
  }

  /** The tags of what it waits for. */
  get waiting(): string {
    return [...this.#link.talk.unanswered.keys()].join(', ');
  }

  get logs(): LogKey[] {
    return [...this.#link.talk.cursors.keys()];
  }

  get nick(): string {
    return this.#link.talk.nick;
  }

  cursor(log: string): number | undefined {
    return this.#link.talk.cursors.get(logKey(log));
  }

  /** What its session will be when all that was asked is done. */
  get intended(): State {
    const waiting = [...this.#link.talk.unanswered.values()];
    return waiting.reduce((state, { command }) => after(state, command), this.memory.state);
  }

  /** It is about to leave a room: until it has, nobody knows from where to read when it comes back. */
  isLeaving(room: string): boolean {
    return [...this.#link.talk.unanswered.values()].some(
      ({ command }) => command.cmd === 'part' && command.rooms?.includes(room),
    );
  }

  /** One that it has not used, and uses when it asks for something. */
  get freshTag(): string {
    return `${this.name}.${this.#tags + 1}`;
  }

  /** Connects, also when it has a connection: then the server may learn of that one's end later than of the new one. */
  dial(): void {
    if (this.isOver) return;
    this.hangUp('in order', Number.POSITIVE_INFINITY);
    this.#link.connect();
  }

  /** Goes on with the session on another device; the old one stays connected, and says `late` when it should not. */
  moveOn(late: Tagged): void {
    if (!this.isOnline || !this.isLive || this.isOver) return;
    this.#countTag(late);
    this.#link.connections.leaveBehind(this.diaries.wire, late);
    this.#link.connect();
  }

  /** The connection breaks; so many bytes of what was sent still arrive. */
  hangUp(how: 'in order' | 'reset', arriving: number): void {
    this.#link.connections.hangUp(how, arriving);
  }

  /** So much time has passed that its session may be over. */
  expire(): void {
    if (!this.isOver) this.#link.notes.onWire({ on: 'expired' });
  }

  /** All that was told to it has arrived. */
  settle(): void {
    if (this.isLive) this.#link.notes.onWire({ on: 'settled' });
  }

  /** It is never heard of again. */
  vanish(): void {
    this.expire();
    this.#link.connections.vanish();
    if (!this.isOver) this.#link.end('vanished');
  }

  ask(command: Tagged): void {
    if (this.isOver) return;
    this.#countTag(command);
    this.#link.ask(command);
  }

  #countTag({ tag }: Tagged): void {
    this.#tags = Math.max(this.#tags, Number(tag.split('.')[1]));
  }

  /** Sends something once more that was done: as a client would that never read the answer. */
  repeat(command: Tagged): void {
    if (this.isLive && this.#link.notes.isAnswered(command)) this.#link.send(command);
  }
}

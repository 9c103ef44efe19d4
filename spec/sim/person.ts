/** Somebody who talks through the conversation code of the clients, over simulated connections, and writes a diary. */
import { beginning } from '../../client/beginning.ts';
import { asked, cut, heard, opened } from '../../client/conversation.ts';
import {
  type Conversation,
  conversation,
  type LinkInput,
  type TalkEffect,
} from '../../client/talk.ts';
import { eventIn } from '../../client/wire.ts';
import type { Command } from '../../grammar/ast.ts';
import type { Event, EventOf } from '../../grammar/events.ts';
import { type LogKey, logKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { type Diary, logged, type Moment, type Tagged } from '../history/diary.ts';
import { after, type State } from '../history/state.ts';
import { PASSWORD } from '../history/whims/accounts.ts';
import type { Cable } from './cable.ts';
import { Connections, type Dial } from './connections.ts';
import { Memory } from './memory.ts';
import { Notes } from './notes.ts';

/** Somebody who lives in the town: a guest, or a device of an account. */
export interface Resident {
  readonly name: string;
  /** The nick of the account that it logs in to. */
  readonly account?: string;
}

export class Person {
  readonly name: string;
  /** The nick of the account that it is a device of. */
  readonly account: string | undefined;
  readonly memory = new Memory();
  /** It has quit, or its session is used elsewhere. */
  isOver = false;
  #isQuitting = false;
  readonly #talk: Conversation;
  readonly #notes: Notes;
  readonly #connections: Connections;
  /** The highest number in a tag that it has used. */
  #tags = 0;

  constructor(resident: Resident, rooms: readonly string[], moment: () => Moment, dial: Dial) {
    const { name, account: nick } = resident;
    this.name = name;
    this.account = nick;
    this.#notes = new Notes(resident, moment);
    this.#connections = new Connections(name, moment, dial, {
      line: (line, told) => this.#take(line, told),
      lost: () => this.#lost(),
    });
    const begin = { nick: name, rooms, ...(nick && { account: { nick, password: PASSWORD } }) };
    this.#talk = conversation(beginning(begin), name);
  }

  /** What went over the wire, and what the link told of it. */
  get diaries(): { readonly wire: Diary; readonly told: Diary } {
    return this.#notes;
  }

  get isOnline(): boolean {
    return this.#connections.isOpen;
  }

  /** Its connections, also those that it has left and the server has not noticed yet; the latest first. */
  get cables(): Cable[] {
    return this.#connections.all;
  }

  /** Those of whoever was here before. */
  set cables(cables: Cable[]) {
    this.#connections.all = cables;
  }

  /** What its old devices hear. */
  get overheard(): Diary[] {
    return this.#connections.overheard;
  }

  get isLive(): boolean {
    return this.#talk.phase === 'live';
  }

  get unanswered(): number {
    return this.#talk.unanswered.size;
  }

  /** The tags of what it waits for. */
  get waiting(): string {
    return [...this.#talk.unanswered.keys()].join(', ');
  }

  get logs(): LogKey[] {
    return [...this.#talk.cursors.keys()];
  }

  get nick(): string {
    return this.#talk.nick;
  }

  cursor(log: string): number | undefined {
    return this.#talk.cursors.get(logKey(log));
  }

  /** What its session will be when all that was asked is done. */
  get intended(): State {
    const waiting = [...this.#talk.unanswered.values()];
    return waiting.reduce((state, { command }) => after(state, command), this.memory.state);
  }

  /** It is about to leave a room: until it has, nobody knows from where to read when it comes back. */
  isLeaving(room: string): boolean {
    return [...this.#talk.unanswered.values()].some(
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
    this.#connect();
  }

  /** Goes on with the session on another device; the old one stays connected, and says `late` when it should not. */
  moveOn(late: Tagged): void {
    if (!this.isOnline || !this.isLive || this.isOver) return;
    this.#countTag(late);
    this.#connections.leaveBehind(late);
    this.#connect();
  }

  #connect(): void {
    if (!this.#connections.open()) return;
    this.#notes.both({ on: 'open' });
    this.#perform(opened(this.#talk));
  }

  /** The connection breaks; so many bytes of what was sent still arrive. */
  hangUp(how: 'in order' | 'reset', arriving: number): void {
    this.#connections.hangUp(how, arriving);
  }

  /** So much time has passed that its session may be over. */
  expire(): void {
    if (!this.isOver) this.#notes.onWire({ on: 'expired' });
  }

  /** All that was told to it has arrived. */
  settle(): void {
    if (this.isLive) this.#notes.onWire({ on: 'settled' });
  }

  /** It is never heard of again. */
  vanish(): void {
    this.expire();
    this.#connections.vanish();
    if (!this.isOver) this.#end('vanished');
  }

  ask(command: Tagged): void {
    if (this.isOver) return;
    this.#countTag(command);
    this.memory.asks(command);
    if (command.cmd === 'quit') return this.#quit(command);
    this.#watched(() => asked(this.#talk, command));
  }

  #countTag({ tag }: Tagged): void {
    this.#tags = Math.max(this.#tags, Number(tag.split('.')[1]));
  }

  /** As the link does it: the connection that it is said on is the last one. */
  #quit(command: Tagged): void {
    if (!this.isLive) return;
    this.#isQuitting = true;
    this.#send(command);
  }

  /** Sends something once more that was done: as a client would that never read the answer. */
  repeat(command: Tagged): void {
    if (this.isLive && this.#notes.isAnswered(command)) this.#send(command);
  }

  #lost(): void {
    this.#notes.both({ on: 'lost' });
    cut(this.#talk);
    if (this.#isQuitting) this.#end('quit');
  }

  #take(line: string, told: Moment): void {
    const event = eventIn(line);
    if (event === undefined) return;
    this.#notes.hear(event, told);
    this.memory.hear(event);
    if (event.ev === 'ok' && event.re !== undefined) this.#granted(event, event.re);
    this.#watched(() => heard(this.#talk, event), event);
  }

  /**
   * Does what follows, and notes in which logs it begins to read, and where, before, and in which it ends, behind; an event
   * that is the first of a log is no beginning of its own.
   */
  #watched(act: () => TalkEffect[], cause?: Event): void {
    const before = new Map(this.#talk.cursors);
    const effects = act();
    const after = new Map(this.#talk.cursors);
    const isEvent = cause !== undefined && (cause.ev === 'hidden' || logged(cause) !== undefined);
    for (const [log, seq] of after) {
      if (!before.has(log) && !isEvent) this.#notes.byLink({ on: 'begins', log, seq });
    }
    this.#perform(effects, cause);
    for (const [log, seq] of before) {
      if (after.has(log)) continue;
      this.memory.left.set(log, seq);
      this.#notes.byLink({ on: 'ends', log });
    }
  }

  /** Something that was asked is done: what it has changed is known. */
  #granted(ok: EventOf<'ok'>, tag: string): void {
    if (tag === this.#talk.resumeTag) this.memory.resume(ok);
    const command = this.#talk.unanswered.get(tag)?.command ?? this.#step(tag);
    if (command !== undefined) this.memory.grant(command, ok);
    const logs = command?.cmd === 'logout' ? [] : ok.logs;
    if (logs !== undefined) this.#notes.byLink({ on: 'has', logs });
  }

  #step(tag: string): Tagged | undefined {
    const [step] = this.#talk.steps;
    return step?.tag === tag ? { ...step.command, tag } : undefined;
  }

  #perform(effects: readonly TalkEffect[], cause?: Event): void {
    for (const effect of effects) {
      switch (effect.do) {
        case 'send':
          this.#send(effect.command);
          break;
        case 'hear':
          if (effect.input.link === 'up') this.#up(effect.input);
          else if (effect.input.link === 'event') this.#hear(effect.input.event, cause);
          break;
        case 'live':
          break;
        case 'redial':
          this.hangUp('in order', Number.POSITIVE_INFINITY);
          return;
        case 'end':
          this.hangUp('in order', Number.POSITIVE_INFINITY);
          if (!this.isOver) this.#end(this.#isQuitting ? 'quit' : effect.why);
          return;
        default:
          unreachable(effect);
      }
    }
  }

  #send(command: Command): void {
    const { tag } = command;
    if (tag !== undefined) this.#notes.send({ ...command, tag });
    this.#connections.send(`${JSON.stringify(command)}\n`);
  }

  /** Its session goes on, or a new one has begun: then nobody will tell what became of what was on its way. */
  #up({ welcome, resumed, perhaps }: LinkInput & { link: 'up' }): void {
    this.#notes.drop(perhaps, 'in doubt');
    if (resumed) return this.#hearLate();
    this.#connections.hush();
    this.memory.begin(welcome.nick);
    this.#notes.both({ on: 'begun', nick: welcome.nick });
    const { unanswered } = this.#talk;
    this.#notes.drop(
      this.#notes.open.filter((tag) => !unanswered.has(tag)),
      'in doubt',
    );
  }

  /** What its old devices say now is nobody's. */
  #hearLate(): void {
    for (const command of this.#connections.sayLate()) {
      this.#notes.send(command);
      this.#notes.drop([command.tag], 'not said');
    }
  }

  #hear(event: Event, cause: Event | undefined): void {
    // What the link says by itself was not said by the server.
    if (event.ev === 'error' && event !== cause && event.re !== undefined)
      this.#notes.drop([event.re], 'not said');
    else this.#notes.byLink({ on: 'heard', event });
  }

  #end(why: string): void {
    this.isOver = true;
    this.#notes.onWire({ on: 'over', why });
    this.#notes.drop(this.#notes.open, 'in doubt');
  }
}

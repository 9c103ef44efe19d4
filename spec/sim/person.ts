/** Somebody who talks through the conversation code of the clients, over simulated connections, and writes a diary. */
import { StringDecoder } from 'node:string_decoder';
import { beginning } from '../../client/beginning.ts';
import { asked, cut, heard, opened } from '../../client/conversation.ts';
import { type Conversation, conversation, type TalkEffect } from '../../client/talk.ts';
import { eventIn, lineSplitter } from '../../client/wire.ts';
import type { Command } from '../../grammar/ast.ts';
import type { Event, EventOf } from '../../grammar/events.ts';
import { type LogKey, logKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { type Diary, logged, type Moment, type Tagged } from '../history/diary.ts';
import { after, type State } from '../history/state.ts';
import type { Cable, ClientEvents } from './cable.ts';
import { Memory } from './memory.ts';
import { Notes } from './notes.ts';
import { OldDevice } from './old-device.ts';

/** Makes a connection to the server; nothing when nobody listens. */
export type Dial = (events: ClientEvents) => Cable | undefined;

export class Person {
  readonly name: string;
  readonly memory = new Memory();
  /** It has quit, or its session is used elsewhere. */
  isOver = false;
  #isQuitting = false;
  readonly #talk: Conversation;
  readonly #notes: Notes;
  readonly #moment: () => Moment;
  readonly #dial: Dial;
  /** The connection, and those that it has left and the server has not noticed yet; the latest first. */
  cables: Cable[] = [];
  #cable: Cable | undefined;
  readonly #oldDevices = new Map<Cable, OldDevice>();
  /** The highest number in a tag that it has used. */
  #tags = 0;

  constructor(name: string, rooms: readonly string[], moment: () => Moment, dial: Dial) {
    this.name = name;
    this.#notes = new Notes(name, moment);
    this.#moment = moment;
    this.#dial = dial;
    this.#talk = conversation(beginning({ nick: name, rooms }), name);
  }

  /** What went over the wire, and what the link told of it. */
  get diaries(): { readonly wire: Diary; readonly told: Diary } {
    return this.#notes;
  }

  get isOnline(): boolean {
    return this.#cable !== undefined;
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
    const cable = this.#cable;
    if (cable === undefined || !this.isLive || this.isOver) return;
    this.#countTag(late);
    this.#oldDevices.set(cable, new OldDevice(this.name, cable, late, this.#moment));
    this.#lost();
    this.#connect();
  }

  /** What its old devices hear. */
  get overheard(): Diary[] {
    return [...this.#oldDevices.values()].map(({ diary }) => diary);
  }

  #connect(): void {
    const decoder = new StringDecoder('utf8');
    const lines = lineSplitter();
    const cable = this.#dial({
      heard: (bytes, told) => {
        for (const line of lines(decoder.write(bytes))) {
          if (this.#cable === cable) this.#take(line, told);
          else if (cable) this.#oldDevices.get(cable)?.hear(line, told);
        }
      },
      closed: () => {
        if (this.#cable === cable) this.#lost();
        else if (cable) this.#oldDevices.get(cable)?.lose();
      },
    });
    if (cable === undefined) return;
    this.#cable = cable;
    this.cables = [cable, ...this.cables.filter(({ isDone }) => !isDone)];
    this.#notes.both({ on: 'open' });
    this.#perform(opened(this.#talk));
  }

  /** The connection breaks; so many bytes of what was sent still arrive. */
  hangUp(how: 'in order' | 'reset', arriving: number): void {
    this.#cable?.leave(how, arriving);
    this.#lost();
  }

  /** So much time has passed that its session may be over. */
  expire(): void {
    if (!this.isOver) this.#notes.onWire({ on: 'expired' });
  }

  /** It is never heard of again. */
  vanish(): void {
    this.expire();
    this.hangUp('reset', 0);
    for (const cable of this.#oldDevices.keys()) cable.leave('reset', 0);
    for (const device of this.#oldDevices.values()) device.lose();
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
    if (this.#cable === undefined) return;
    this.#cable = undefined;
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
    const isEvent = cause !== undefined && logged(cause) !== undefined;
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
    this.#cable?.send(`${JSON.stringify(command)}\n`);
  }

  /** Its session goes on, or a new one has begun: then nobody will tell what became of what was on its way. */
  #up({ welcome, resumed }: { welcome: { nick: string }; resumed: boolean }): void {
    if (resumed) return this.#hearLate();
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
    for (const device of this.#oldDevices.values()) {
      const command = device.speak();
      if (command === undefined) continue;
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

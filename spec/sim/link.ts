/** What stands between somebody and the wire: the conversation code of the clients, with its effects done on simulated connections and written into a diary. */
import { beginning } from '../../client/beginning.ts';
import { asked, closed, heard, opened } from '../../client/conversation.ts';
import {
  type Conversation,
  conversation,
  type LinkInput,
  type TalkEffect,
} from '../../client/talk.ts';
import { eventIn } from '../../client/wire.ts';
import type { Command } from '../../grammar/ast.ts';
import type { Event, EventOf } from '../../grammar/events.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { logged, type Moment, type Tagged } from '../history/diary.ts';
import { PASSWORD } from '../history/whims/accounts.ts';
import { Connections, type Dial } from './connections.ts';
import { Memory } from './memory.ts';
import { Notes } from './notes.ts';

/** Somebody who lives in the town: a guest, or a device of an account. */
export interface Resident {
  readonly name: string;
  /** The nick of the account that it logs in to. */
  readonly account?: string;
}

export class Link {
  readonly memory = new Memory();
  readonly notes: Notes;
  readonly connections: Connections;
  /** It has quit, or its session is used elsewhere. */
  isOver = false;
  #isQuitting = false;
  readonly #talk: Conversation;

  constructor(resident: Resident, rooms: readonly string[], moment: () => Moment, dial: Dial) {
    const { name, account: nick } = resident;
    this.notes = new Notes(resident, moment);
    this.connections = new Connections(moment, dial, {
      line: (line, told) => this.#take(line, told),
      lost: () => this.#lost(),
    });
    const begin = { nick: name, rooms, ...(nick && { account: { nick, password: PASSWORD } }) };
    this.#talk = conversation(beginning(begin), name);
  }

  /** What is known of the session. */
  get talk(): Readonly<Conversation> {
    return this.#talk;
  }

  get isLive(): boolean {
    return this.#talk.phase === 'live';
  }

  connect(): void {
    if (!this.connections.open()) return;
    this.notes.both({ on: 'open' });
    this.#perform(opened(this.#talk));
  }

  /** Asks for it, now or when it may be. */
  ask(command: Tagged): void {
    this.memory.asks(command);
    if (command.cmd === 'quit') return this.#quit(command);
    this.#watched(() => asked(this.#talk, command));
  }

  /** As the link does it: the connection that it is said on is the last one. */
  #quit(command: Tagged): void {
    if (!this.isLive) return;
    this.#isQuitting = true;
    this.send(command);
  }

  /** Puts it on the wire as it is. */
  send(command: Command): void {
    const { tag } = command;
    if (tag !== undefined) this.notes.send({ ...command, tag });
    this.connections.send(`${JSON.stringify(command)}\n`);
  }

  #lost(): void {
    this.notes.both({ on: 'lost' });
    closed(this.#talk);
    if (this.#isQuitting) this.end('quit');
  }

  #take(line: string, told: Moment): void {
    const event = eventIn(line);
    if (event === undefined) return;
    this.notes.hear(event, told);
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
      if (!before.has(log) && !isEvent) this.notes.byLink({ on: 'begins', log, seq });
    }
    this.#perform(effects, cause);
    for (const [log, seq] of before) {
      if (after.has(log)) continue;
      this.memory.left.set(log, seq);
      this.notes.byLink({ on: 'ends', log });
    }
  }

  /** Something that was asked is done: what it has changed is known. */
  #granted(ok: EventOf<'ok'>, tag: string): void {
    if (tag === this.#talk.resumeTag) this.memory.resume(ok);
    const command = this.#talk.unanswered.get(tag)?.command ?? this.#step(tag);
    if (command !== undefined) this.memory.grant(command, ok);
    const logs = command?.cmd === 'logout' ? [] : ok.logs;
    if (logs !== undefined) this.notes.byLink({ on: 'has', logs });
  }

  #step(tag: string): Tagged | undefined {
    const [step] = this.#talk.steps;
    return step?.tag === tag ? { ...step.command, tag } : undefined;
  }

  #perform(effects: readonly TalkEffect[], cause?: Event): void {
    for (const effect of effects) {
      switch (effect.do) {
        case 'send':
          this.send(effect.command);
          break;
        case 'hear':
          if (effect.input.link === 'up') this.#up(effect.input);
          else if (effect.input.link === 'event') this.#hear(effect.input.event, cause);
          break;
        case 'live':
          break;
        case 'redial':
          this.connections.hangUp('in order', Number.POSITIVE_INFINITY);
          return;
        case 'end':
          this.connections.hangUp('in order', Number.POSITIVE_INFINITY);
          if (!this.isOver) this.end(this.#isQuitting ? 'quit' : effect.why);
          return;
        default:
          unreachable(effect);
      }
    }
  }

  /** Its session goes on, or a new one has begun: then nobody will tell what became of what was on its way. */
  #up({ welcome, resumed, perhaps }: LinkInput & { link: 'up' }): void {
    this.notes.drop(perhaps, 'in doubt');
    if (resumed) return this.#hearLate();
    this.connections.hush();
    this.memory.begin(welcome.nick);
    this.notes.both({ on: 'begun', nick: welcome.nick });
    const { unanswered } = this.#talk;
    this.notes.drop(
      this.notes.open.filter((tag) => !unanswered.has(tag)),
      'in doubt',
    );
  }

  /** What its old devices say now is nobody's. */
  #hearLate(): void {
    for (const command of this.connections.sayLate()) {
      this.notes.send(command);
      this.notes.drop([command.tag], 'not said');
    }
  }

  #hear(event: Event, cause: Event | undefined): void {
    // What the link says by itself was not said by the server.
    if (event.ev === 'error' && event !== cause && event.re !== undefined)
      this.notes.drop([event.re], 'not said');
    else this.notes.byLink({ on: 'heard', event });
  }

  /** Nothing happens any more. */
  end(why: string): void {
    this.isOver = true;
    this.notes.onWire({ on: 'over', why });
    this.notes.drop(this.notes.open, 'in doubt');
  }
}

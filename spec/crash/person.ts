/**
 * A program that talks to the server as PROTOCOL.md asks for: it tags what it says, keeps a cursor for each log, and when
 * its connection is lost it resumes and sends again what was not answered, in order and with the same tags.
 */
import type { Command } from '../../grammar/ast.ts';
import type { Event, EventOf, Logged } from '../../grammar/events.ts';
import type { Chance } from '../hostile/chance.ts';
import type { Answer, Problem } from './checks/deeds.ts';
import { type Clock, type Diary, logged, logOf, type Tagged } from './diary.ts';
import { Wire } from './wire.ts';

export interface Setting {
  readonly name: string;
  readonly port: () => number;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Something is so wrong that there is no going on. */
  readonly fail: (problem: Problem) => void;
}

/** Something that was asked and is not answered yet. */
interface Waiting {
  readonly command: Tagged;
  readonly answered: (answer: Answer) => void;
  /** It was sent on the present connection. */
  isSent: boolean;
  /** It was sent before, perhaps in vain. */
  again: boolean;
}

/** How many of the last answered commands may be sent once more. */
const REMEMBERED = 8;
/** How long, in milliseconds, to wait before something that could not be stored is tried again. */
const RETRY = 50;
/** How long, in milliseconds, an answer may take. Only a failing run ever waits so long. */
const PATIENCE = 30_000;

export class Person {
  readonly diary: Diary;
  /** Commands that were done. */
  acknowledged = 0;
  /** Commands that could not be stored. */
  refused = 0;
  /** The events of its logs come here. */
  onLogged: (event: Logged) => void = () => {};
  readonly #setting: Setting;
  #wire: Wire | undefined;
  #phase: 'down' | 'greeting' | 'resuming' | 'live' = 'down';
  #token: string | undefined;
  #fresh = '';
  readonly #cursors = new Map<string, number>();
  readonly #unanswered = new Map<string, Waiting>();
  /** The last that was done. */
  readonly #done: Tagged[] = [];
  readonly #pages = new Map<string, EventOf<'history'>>();
  #tags = 0;
  #resting = true;
  /** When something was last answered, or there was nothing to wait for. */
  #hopeful = Date.now();

  constructor(setting: Setting) {
    this.#setting = setting;
    this.diary = { name: setting.name, notes: [] };
  }

  get name(): string {
    return this.#setting.name;
  }

  /** The logs that it reads. */
  get logs(): string[] {
    return [...this.#cursors.keys()];
  }

  cursor(log: string): number | undefined {
    return this.#cursors.get(log);
  }

  get isResting(): boolean {
    return this.#resting;
  }

  get isWaiting(): boolean {
    return this.#unanswered.size > 0;
  }

  tag(): string {
    this.#tags += 1;
    return `${this.name}.${this.#tags}`;
  }

  /** Asks for something; resolves with the answer, whatever becomes of connections and servers meanwhile. */
  do(command: Command): Promise<Answer> {
    const tagged = { ...command, tag: command.tag ?? this.tag() };
    return new Promise((answered) => {
      const waiting = { command: tagged, answered, isSent: false, again: false };
      this.#unanswered.set(tagged.tag, waiting);
      if (this.#phase === 'live') this.#send(waiting);
    });
  }

  /** All of a log, page by page. */
  async history(target: string): Promise<Logged[]> {
    const events: Logged[] = [];
    for (;;) {
      const tag = this.tag();
      const after = events.at(-1)?.seq ?? 0;
      await this.do({ cmd: 'history', tag, target, after, limit: 500 });
      const page = this.#pages.get(tag);
      this.#pages.delete(tag);
      events.push(...(page?.events ?? []));
      if (page?.more !== true) return events;
    }
  }

  /** Breaks the connection, if there is one; it comes back by itself. */
  cut(): void {
    this.#wire?.cut();
  }

  /** Breaks the connection and stays away until it is woken. */
  rest(): void {
    this.#resting = true;
    this.cut();
  }

  wake(): void {
    if (!this.#resting) return;
    this.#resting = false;
    if (this.#wire === undefined) this.#dial();
  }

  /** To be asked now and then: complains when an answer is long overdue. */
  complain(): void {
    if (this.#resting || !this.isWaiting) this.#hopeful = Date.now();
    if (Date.now() - this.#hopeful < PATIENCE) return;
    const [tag = ''] = this.#unanswered.keys();
    this.#fail(`is ${this.#phase}, and has waited too long`, tag);
  }

  #dial(): void {
    const wire = new Wire(this.#setting.port(), {
      opened: () => {
        this.#note({ on: 'open' });
        this.#phase = 'greeting';
        wire.write({ cmd: 'format', format: 'json' });
      },
      line: (line) => this.#hear(line),
      closed: () => this.#lost(),
    });
    this.#wire = wire;
  }

  #lost(): void {
    this.#wire = undefined;
    if (this.#phase !== 'down') this.#note({ on: 'lost' });
    this.#phase = 'down';
    for (const waiting of this.#unanswered.values()) waiting.isSent = false;
    setTimeout(() => {
      if (!this.#resting && this.#wire === undefined) this.#dial();
    }, 2 + this.#setting.chance.below(20));
  }

  #hear(line: string): void {
    // Before the welcome there may be a greeting for people.
    if (this.#phase === 'greeting' && !line.startsWith('{')) return;
    const event = JSON.parse(line) as Event;
    if (event.ev === 'history') {
      if (event.re !== undefined) this.#pages.set(event.re, event);
      return;
    }
    this.#note({ on: 'heard', event });
    const entry = logged(event);
    if (entry !== undefined) {
      this.#cursors.set(logOf(entry), entry.seq);
      this.onLogged(entry);
      return;
    }
    switch (event.ev) {
      case 'welcome':
        return this.#greeted(event);
      case 'room':
        if (!this.#cursors.has(event.room)) this.#cursors.set(event.room, event.seq);
        return;
      case 'ping':
        this.#wire?.write({ cmd: 'ping' });
        return;
      case 'ok':
      case 'error':
        return this.#take(event);
      default:
    }
  }

  #greeted({ session }: EventOf<'welcome'>): void {
    this.#fresh = session;
    if (this.#token === undefined) {
      this.#token = session;
      return this.#live();
    }
    this.#resume();
  }

  #resume(): void {
    if (this.#token === undefined) return;
    this.#phase = 'resuming';
    const cursors = Object.fromEntries(this.#cursors);
    const tag = `resume-${this.tag()}`;
    this.#write({ cmd: 'resume', tag, token: this.#token, cursors }, false);
  }

  #take(answer: Answer): void {
    const tag = answer.re ?? '';
    if (tag.startsWith('resume-')) return this.#resumed(answer);
    const waiting = this.#unanswered.get(tag);
    if (waiting === undefined) return;
    if (isUnstored(answer) && changes(waiting.command)) return this.#tryAgain(waiting);
    this.#unanswered.delete(tag);
    this.#hopeful = Date.now();
    if (answer.ev === 'ok') {
      this.acknowledged += 1;
      if (changes(waiting.command)) this.#done.push(waiting.command);
      if (this.#done.length > REMEMBERED) this.#done.shift();
    }
    waiting.answered(answer);
  }

  #resumed(answer: Answer): void {
    if (answer.ev === 'ok') return this.#live();
    if (isUnstored(answer)) {
      const wire = this.#wire;
      setTimeout(() => {
        if (this.#wire === wire) this.#resume();
      }, RETRY);
      return;
    }
    const isQuitting = [...this.#unanswered.values()].some(({ command }) => command.cmd === 'quit');
    // A session in which nothing was done had nothing to come back to.
    if (this.acknowledged === 0) {
      this.#token = this.#fresh;
      this.#live();
    } else if (isQuitting) this.#leave();
    else this.#fail(`can't resume: ${answer.code}: ${answer.message}`, answer.re ?? '');
  }

  /** It has quit, and the connection broke before it was told so. */
  #leave(): void {
    this.rest();
    for (const { command, answered } of this.#unanswered.values()) {
      answered({ ev: 'ok', re: command.tag, done: 'quit' });
    }
    this.#unanswered.clear();
  }

  /** Everything that was not answered is sent again, in order; now and then so is something that was. */
  #live(): void {
    this.#phase = 'live';
    const { chance } = this.#setting;
    for (const command of chance.oneIn(3) ? this.#done : []) {
      if (chance.oneIn(2)) this.#write(command, true);
    }
    for (const waiting of this.#unanswered.values()) this.#send(waiting);
  }

  #tryAgain(waiting: Waiting): void {
    waiting.isSent = false;
    this.refused += 1;
    setTimeout(() => {
      const isDue = !waiting.isSent && this.#unanswered.has(waiting.command.tag);
      if (isDue && this.#phase === 'live') this.#send(waiting);
    }, RETRY);
  }

  #send(waiting: Waiting): void {
    waiting.isSent = true;
    this.#write(waiting.command, waiting.again);
    waiting.again = true;
  }

  #write(command: Tagged, again: boolean): void {
    this.#note({ on: 'sent', command, again });
    this.#wire?.write(command);
  }

  #fail(text: string, tag: string): void {
    this.#setting.fail({ text, who: this.name, tag });
  }

  #note(note: WithoutMoment): void {
    this.diary.notes.push({ moment: this.#setting.clock.next(), ...note });
  }
}

type WithoutMoment = Diary['notes'][number] extends infer Note
  ? Note extends { moment: number }
    ? Omit<Note, 'moment'>
    : never
  : never;

const isUnstored = (answer: Answer): boolean =>
  answer.ev === 'error' && answer.code === 'store_unavailable';

/** A query that is sent again is asked again. */
const changes = ({ cmd }: Command): boolean =>
  cmd !== 'history' && cmd !== 'ping' && cmd !== 'whoami';

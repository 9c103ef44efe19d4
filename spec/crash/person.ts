/**
 * A program that talks to the server as PROTOCOL.md asks for: it tags what it says, keeps a cursor for each log, and when
 * its connection is lost it resumes and sends again what was not answered, in order and with the same tags.
 */
import type { Command } from '../../grammar/ast.ts';
import { type Event, type EventOf, isVisible, type Logged } from '../../grammar/events.ts';
import type { OkOrError, Problem } from '../history/checks/deeds.ts';
import {
  type Clock,
  type Diary,
  type Happening,
  logged,
  logOf,
  type Tagged,
} from '../history/diary.ts';
import type { Chance } from '../hostile/chance.ts';
import { Party } from '../support/party.ts';
import { Asked, isUnstored, type Waiting } from './asked.ts';

interface Setting {
  readonly name: string;
  /** The nick of the account that it is a device of. */
  readonly account?: string | undefined;
  readonly port: () => number;
  readonly clock: Clock;
  readonly chance: Chance;
  /** Something is so wrong that there is no going on. */
  readonly fail: (problem: Problem) => void;
  /** It has been answered. */
  readonly answered: () => void;
}

/** How long, in milliseconds, to wait before something that could not be stored is tried again. */
const RETRY_MS = 50;
/** How long, in milliseconds, an answer may take on one connection. Only a failing run ever waits so long. */
const MAX_ANSWER_MS = 30_000;

export class Person {
  readonly diary: Diary;
  readonly asked = new Asked();
  /** The events of its logs come here. */
  onLogged: (event: Logged) => void = () => {};
  readonly #setting: Setting;
  #party: Party | undefined;
  #phase: 'down' | 'dialling' | 'greeting' | 'resuming' | 'live' = 'down';
  #onLost = Promise.withResolvers<void>();
  /** It stays away until it is woken. */
  #isResting = true;
  /** Of the session to come back to, and of the one that this connection was greeted with. */
  #token: string | undefined;
  #fresh = '';
  readonly #cursors = new Map<string, number>();
  readonly #pages = new Map<string, EventOf<'history'>>();
  #tags = 0;

  constructor(setting: Setting) {
    this.#setting = setting;
    this.diary = { name: setting.name, account: setting.account, notes: [] };
  }

  get name(): string {
    return this.#setting.name;
  }

  get account(): string | undefined {
    return this.#setting.account;
  }

  get isResting(): boolean {
    return this.#isResting;
  }

  /** The logs that it has heard of. */
  get logs(): string[] {
    return [...this.#cursors.keys()];
  }

  cursor(log: string): number | undefined {
    return this.#cursors.get(log);
  }

  /** One that nobody has used. */
  tag(): string {
    this.#tags += 1;
    return `${this.name}.${this.#tags}`;
  }

  /** Asks for something; resolves with the answer, whatever becomes of connections and servers meanwhile. */
  do(command: Command): Promise<OkOrError> {
    const tagged = { ...command, tag: command.tag ?? this.tag() };
    return new Promise((answered) => {
      const waiting = this.asked.add(tagged, answered);
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
      events.push(...(page?.events ?? []).filter(isVisible));
      if (page?.more !== true) return events;
    }
  }

  /** Breaks the connection, if there is one; it comes back by itself. */
  cut(): void {
    this.#party?.cut();
  }

  /** Breaks the connection and stays away until it is woken. */
  rest(): void {
    this.#isResting = true;
    this.cut();
  }

  wake(): void {
    if (!this.#isResting) return;
    this.#isResting = false;
    this.asked.hope();
    if (this.#phase === 'down') void this.#dial();
  }

  /** Resolves when it has no connection any more. */
  async lost(): Promise<void> {
    await this.#onLost.promise;
  }

  /** To be asked now and then: complains when an answer is long overdue. */
  complain(): void {
    const tag = this.#isResting ? undefined : this.asked.overdue(MAX_ANSWER_MS);
    if (tag === undefined) return;
    const moment = this.#setting.clock.next();
    const text = `is ${this.#phase}, and has waited too long`;
    this.#setting.fail({ text, who: this.name, tag, moment });
  }

  async #dial(): Promise<void> {
    this.#phase = 'dialling';
    const party = await Party.connect(this.#setting.port(), this.name).catch(() => undefined);
    if (party === undefined) return this.#lost();
    this.#party = party;
    this.#onLost = Promise.withResolvers();
    party.listen({ line: (line) => this.#hear(line), closed: () => this.#lost() });
    if (this.#isResting) return party.cut();
    this.#note({ on: 'open' });
    this.asked.hope();
    this.#phase = 'greeting';
    this.#say({ cmd: 'format', format: 'json' });
  }

  #lost(): void {
    if (this.#phase !== 'down' && this.#phase !== 'dialling') this.#note({ on: 'lost' });
    this.#party = undefined;
    this.#phase = 'down';
    this.asked.lose();
    this.#onLost.resolve();
    setTimeout(() => {
      if (!this.#isResting && this.#phase === 'down') void this.#dial();
    }, 2 + this.#setting.chance.below(20));
  }

  #hear(line: string): void {
    // Before the welcome there may be a greeting for people.
    if (this.#phase === 'greeting' && !line.startsWith('{')) return;
    const event = JSON.parse(line) as Event;
    if (event.ev === 'history') {
      this.#pages.set(event.re ?? '', event);
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
        return this.#enter(event);
      case 'ping':
        this.#say({ cmd: 'ping' });
        return;
      case 'ok':
      case 'error':
        return this.#take(event);
      default:
    }
  }

  /** Without a cursor, reading begins at the state of a room. */
  #enter({ room, seq }: EventOf<'room'>): void {
    if (this.#cursors.has(room)) return;
    this.#cursors.set(room, seq);
    this.#note({ on: 'begins', log: room, seq });
  }

  #greeted({ session }: EventOf<'welcome'>): void {
    this.#fresh = session;
    if (this.#token !== undefined) return this.#resume(this.#token);
    this.#token = session;
    this.#live();
  }

  #resume(token: string): void {
    this.#phase = 'resuming';
    const cursors = Object.fromEntries(this.#cursors);
    this.#write({ cmd: 'resume', tag: `resume-${this.tag()}`, token, cursors }, false);
  }

  #take(answer: OkOrError): void {
    // From here on its session has another token.
    if (answer.ev === 'ok' && answer.session !== undefined) this.#token = answer.session;
    if (answer.re?.startsWith('resume-')) return this.#resumed(answer, answer.re);
    const unstored = this.asked.take(answer);
    this.#setting.answered();
    if (unstored === undefined) return;
    this.#later(() => {
      const isDue = !unstored.isSent && this.asked.isWaiting(unstored);
      if (isDue && this.#phase === 'live') this.#send(unstored);
    });
  }

  #resumed(answer: OkOrError, tag: string): void {
    if (answer.ev === 'ok') this.#live();
    else if (isUnstored(answer)) this.#later(() => this.#resume(this.#token ?? ''));
    else if (this.asked.acknowledged === 0) {
      // A session in which nothing was done had nothing to come back to.
      this.#token = this.#fresh;
      this.#live();
    } else if (this.asked.isQuitting) {
      // It has quit, and the connection broke before it was told so.
      this.rest();
      this.asked.end();
    } else this.#fail(`can't resume: ${answer.code}: ${answer.message}`, tag);
  }

  /** Everything that was not answered is sent again, in order; now and then so is something that was. */
  #live(): void {
    this.#phase = 'live';
    const { chance } = this.#setting;
    for (const command of chance.oneIn(3) ? this.asked.done : []) {
      if (chance.oneIn(2)) this.#write(command, true);
    }
    for (const waiting of this.asked.waiting) this.#send(waiting);
  }

  /** What could not be stored is tried again after a while, if the connection is still the same. */
  #later(act: () => void): void {
    const party = this.#party;
    setTimeout(() => {
      if (this.#party === party) act();
    }, RETRY_MS);
  }

  #send(waiting: Waiting): void {
    waiting.isSent = true;
    this.#write(waiting.command, waiting.again);
    waiting.again = true;
  }

  #write(command: Tagged, again: boolean): void {
    this.#note({ on: 'sent', command, again });
    this.#say(command);
  }

  #say(command: Command): void {
    this.#party?.send(JSON.stringify(command));
  }

  #fail(text: string, tag: string): void {
    this.#setting.fail({ text, who: this.name, tag });
  }

  #note(note: Happening): void {
    this.diary.notes.push({ moment: this.#setting.clock.next(), ...note });
  }
}

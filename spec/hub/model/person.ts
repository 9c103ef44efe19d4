/** Somebody who follows the protocol to the letter: resumes with cursors, and sends again what was not answered. */
import type { Event, EventOf } from '../../../grammar/events.ts';
import { Party } from '../../support/party.ts';
import { Belief } from './belief.ts';

export type OkOrError = EventOf<'ok'> | EventOf<'error'>;

export interface Command {
  readonly tag: string;
  readonly line: string;
  /** What it says, which nobody else says. */
  readonly text?: string;
  answer?: OkOrError;
}

export class Person {
  belief = new Belief();
  /** All that was ever asked for; what was not answered when the session was over is open for ever. */
  readonly commands: Command[] = [];
  readonly complaints: string[] = [];
  #pending = new Map<string, Command>();
  #party: Party | undefined;
  #token: string | undefined;
  /** A `/resume` has been sent and not answered. */
  #resuming = false;
  #read = 0;
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** All that was asked for has been answered, and there is a connection. */
  get settled(): boolean {
    return this.#party !== undefined && !this.#resuming && this.#pending.size === 0;
  }

  /** On a new connection: goes on with the session, or begins one. One that still has a connection takes it over. */
  async come(): Promise<void> {
    this.hear();
    const party = await Party.connect(this.#port, 'person');
    await party.greet('json');
    this.#party?.destroy();
    this.#party = party;
    this.#read = party.heard.length;
    if (this.#token === undefined) return this.#begin(party);
    this.#resuming = true;
    this.belief.resumes();
    const cursors = Object.fromEntries(this.belief.cursors);
    party.send(JSON.stringify({ cmd: 'resume', tag: 'resume', token: this.#token, cursors }));
  }

  /** Sends commands with one write. */
  send(commands: Command[]): void {
    this.commands.push(...commands);
    for (const command of commands) this.#pending.set(command.tag, command);
    // While the session is being resumed, they are sent when it is.
    if (!this.#resuming) this.#write(commands);
  }

  /** Takes in what has come. */
  hear(): void {
    const lines = this.#party?.heard.slice(this.#read) ?? [];
    this.#read += lines.length;
    for (const line of lines) this.#take(JSON.parse(line) as Event);
    if (!this.#party?.over) return;
    this.complaints.push(`${this.belief.nick} was hung up after ${lines.at(-1)}`);
    this.#party = undefined;
    this.#resuming = true;
  }

  /** Hears all that came of what was sent. */
  async barrier(): Promise<void> {
    await this.#party?.barrier();
    this.hear();
  }

  /** The connection breaks. */
  break(): void {
    this.hear();
    this.#party?.destroy();
    this.#party = undefined;
    this.#resuming = true;
  }

  /** Says these and quits with them, and is somebody new when they come again. */
  leave(commands: Command[]): void {
    this.hear();
    if (this.#resuming || this.#party === undefined) return;
    this.#write([...commands, { tag: 'quit', line: '/quit@quit' }]);
    this.commands.push(...commands);
    this.#party = undefined;
    this.#forget();
  }

  /** Asks, and returns what is told. */
  async ask<Name extends Event['ev']>(line: string, ev: Name): Promise<EventOf<Name>> {
    if (this.#party === undefined) throw new Error('nobody is there');
    this.#party.send(line);
    await this.#party.barrier();
    const told = this.#party.heard.slice(this.#read).map((each) => JSON.parse(each) as Event);
    this.#read = this.#party.heard.length;
    const answer = told.find((event) => event.ev === ev);
    if (answer === undefined) throw new Error(`${line} was answered ${JSON.stringify(told)}`);
    return answer as EventOf<Name>;
  }

  get online(): boolean {
    return this.#party !== undefined;
  }

  #begin(party: Party): void {
    this.#token = party.token;
    this.belief.nick = party.nick;
    this.#resuming = false;
  }

  #write(commands: readonly Command[]): void {
    if (commands.length > 0) this.#party?.write(commands.map(({ line }) => `${line}\n`).join(''));
  }

  #take(event: Event): void {
    this.belief.hear(event);
    if (event.ev !== 'ok' && event.ev !== 'error') return;
    if (event.re === undefined) return this.#complain('is told of a mistake', event);
    if (event.re === 'resume') return this.#resumed(event);
    const command = this.#pending.get(event.re);
    if (command === undefined) return this.#complain('is answered what was not asked', event);
    this.#pending.delete(event.re);
    command.answer = event;
  }

  #resumed(event: OkOrError): void {
    if (event.ev === 'ok') {
      this.#resuming = false;
      return this.#write([...this.#pending.values()]);
    }
    if (event.code !== 'no_such_session') return this.#complain('cannot resume', event);
    this.#forget();
    if (this.#party) this.#begin(this.#party);
  }

  /** The session is over. */
  #forget(): void {
    this.complaints.push(...this.belief.complaints);
    this.belief = new Belief();
    this.#token = undefined;
    this.#pending = new Map();
  }

  /** What it waits for. */
  toString(): string {
    const waits = [...this.#pending.values()].map(({ line }) => line);
    return `${this.belief.nick} ${this.online ? 'online' : 'offline'} ${this.#resuming ? 'resuming' : ''} ${waits.join(' | ')}`;
  }

  #complain(what: string, event: Event): void {
    this.complaints.push(`${this.belief.nick} ${what}: ${JSON.stringify(event)}`);
  }
}

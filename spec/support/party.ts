/**
 * A fake person on a real TCP connection: sends lines, hears lines, and proves silence with a barrier instead of a sleep.
 *
 *     const ana = await Party.open(port, 'ana');       // greeted, called ana; 'json' as third argument for programs
 *     ana.send('/join #tea');
 *     await ana.next();                                // the next line, or an error that shows what was heard
 *     await ana.event('room');                         // the next line as the event of that name
 *     await ana.rest();                                // all that came up to now: everything sent has been answered
 *     await ana.silence();                             // nothing more has come
 */
import { connect, type Socket } from 'node:net';
import type { Event, EventName, EventOf } from '../../grammar/events.ts';

/** How long, in milliseconds, something that has to come may take. Only a failing spec ever waits so long. */
const PATIENCE = 5_000;
/** So many of the last lines are shown by an error. */
const SHOWN = 12;
const BELL = '\x07';

export class Party {
  readonly name: string;
  readonly port: number;
  /** All lines that have come, but the answers to barriers. */
  readonly heard: string[] = [];
  /** How often the terminal's bell rang: a BEL before a line. One within a line stays in it. */
  bells = 0;
  /** The nick and the `/resume` token of the greeting, once `greet` has read it. */
  nick = '';
  token = '';
  readonly #socket: Socket;
  /** How many of the lines heard have been read. */
  #read = 0;
  /** What came after the last line's end. */
  #tail = '';
  #barriers = 0;
  /** Barriers that have been passed. */
  readonly #passed = new Set<string>();
  readonly #watchers = new Set<() => void>();
  #over = false;

  private constructor(name: string, port: number, socket: Socket) {
    this.name = name;
    this.port = port;
    this.#socket = socket;
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => this.#take(text));
    socket.on('error', () => {});
    const finish = () => {
      this.#over = true;
      socket.destroy();
      this.#look();
    };
    socket.on('end', finish).on('close', finish);
  }

  /** A connection on which nothing has been sent yet: its first line will pick the dialect. */
  static connect(port: number, name = 'somebody'): Promise<Party> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port, allowHalfOpen: true, noDelay: true });
      socket.once('error', reject);
      socket.once('connect', () => resolve(new Party(name, port, socket)));
    });
  }

  /** Somebody who has been greeted and has taken `name` as nick; all that was said about it is read. */
  static async open(
    port: number,
    name: string,
    format: 'plain' | 'json' = 'plain',
  ): Promise<Party> {
    const party = await Party.connect(port, name);
    await party.greet(format);
    party.send(`/nick ${name}`);
    const answer = await party.rest();
    if (!answer.some((line) => line.includes(name))) throw party.#error(`didn't become ${name}`);
    party.nick = name;
    return party;
  }

  /** Picks the dialect with a first line, and reads the greeting. */
  async greet(format: 'plain' | 'json' = 'plain'): Promise<void> {
    const greeted = this.#pass(format);
    await greeted;
    const greeting = this.#unread().join('\n');
    const [nick, token] = format === 'json' ? inWelcome(greeting) : inGreeting(greeting);
    this.nick = nick;
    this.token = token;
  }

  /** Sends a line. */
  send(line: string): void {
    this.write(`${line}\n`);
  }

  /** Sends these bytes and nothing else: half a line, several lines at once, what is no text. */
  write(bytes: string | Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** The next line that was not read yet. */
  next(): Promise<string> {
    return this.#until('a line', () => this.#shift());
  }

  /** The next line, which must be the JSON of this event. */
  async event<Name extends EventName>(ev: Name): Promise<EventOf<Name>> {
    const line = await this.next();
    const event = JSON.parse(line) as Event;
    if (event.ev !== ev) throw this.#error(`expected ${ev} and heard ${line}`);
    return event as EventOf<Name>;
  }

  /** Reads on until a line matches; resolves with all that was read. */
  until(pattern: RegExp): Promise<string[]> {
    const lines: string[] = [];
    return this.#until(`${pattern}`, () => {
      for (let line = this.#shift(); line !== undefined; line = this.#shift()) {
        lines.push(line);
        if (pattern.test(line)) return lines;
      }
      return undefined;
    });
  }

  /**
   * Waits until everything sent before has been done, and told to everybody: a tagged `/ping`, whose answer is not among
   * the lines heard. A connection that the server closes has passed, too.
   */
  barrier(): Promise<void> {
    return this.#pass('plain');
  }

  /** A barrier, then all lines that were not read yet. */
  async rest(): Promise<string[]> {
    await this.barrier();
    return this.#unread();
  }

  /** Proves that nothing has come that was not read. What others did counts once they have passed a barrier. */
  async silence(): Promise<void> {
    const lines = await this.rest();
    if (lines.length > 0)
      throw this.#error(`should have heard nothing more than this:\n${lines.join('\n')}`);
  }

  /** Waits until the server has closed the connection; fails if lines are left unread. */
  async closed(): Promise<void> {
    await this.#until('the end of the connection', () => this.#over || undefined);
    const lines = this.#unread();
    if (lines.length > 0)
      throw this.#error(`had not read these lines at the end:\n${lines.join('\n')}`);
  }

  /** True when the server has closed the connection, or we have broken it. */
  get over(): boolean {
    return this.#over;
  }

  /** How many lines wait to be read. */
  get waiting(): number {
    return this.heard.length - this.#read;
  }

  /** Closes in order, as `nc -N` does, and waits until the server has closed, too. What came until then can be read. */
  async close(): Promise<void> {
    this.#socket.end();
    await this.#until('the end of the connection', () => this.#over || undefined);
  }

  /** Breaks the connection (RST), and waits until the server has noticed. */
  async reset(): Promise<void> {
    await new Promise((resolve) => this.#socket.once('close', resolve).resetAndDestroy());
    this.#read = this.heard.length;
    await this.#witness();
  }

  /** Lets go of the socket at once, whatever the server makes of it. */
  destroy(): void {
    this.#socket.destroy();
  }

  /**
   * The server reads a reset no later than a line that is sent after it, and acts on it before the turn that follows:
   * whoever has then been answered twice knows that it is done.
   */
  async #witness(): Promise<void> {
    const witness = await Party.connect(this.port, 'witness');
    await witness.barrier();
    await witness.barrier();
    await witness.close();
  }

  async #pass(format: 'plain' | 'json'): Promise<void> {
    this.#barriers += 1;
    const tag = `barrier-${this.#barriers}`;
    if (!this.#over)
      this.send(format === 'plain' ? `/ping@${tag}` : `{"cmd":"ping","tag":"${tag}"}`);
    await this.#until(
      `the answer to /ping@${tag}`,
      () => this.#passed.has(tag) || this.#over || undefined,
    );
  }

  #take(text: string): void {
    const lines = (this.#tail + text).split('\n');
    this.#tail = this.#ring(lines.pop()!);
    for (const line of lines) this.#hear(this.#ring(line));
    this.#look();
  }

  /** What follows the bells that a line begins with. */
  #ring(line: string): string {
    let from = 0;
    for (; line[from] === BELL; from += 1) this.bells += 1;
    return line.slice(from);
  }

  #hear(line: string): void {
    const [, tag] = /^(?:\* ok |\{"ev":"ok","re":")(barrier-\d+)(?:"\})?$/.exec(line) ?? [];
    if (tag === undefined) this.heard.push(line);
    else this.#passed.add(tag);
  }

  #shift(): string | undefined {
    const line = this.heard[this.#read];
    if (line !== undefined) this.#read += 1;
    return line;
  }

  #unread(): string[] {
    const lines = this.heard.slice(this.#read);
    this.#read = this.heard.length;
    return lines;
  }

  #look(): void {
    for (const watcher of [...this.#watchers]) watcher();
  }

  /** Waits until `find` finds something. */
  #until<T>(what: string, find: () => T | undefined): Promise<T> {
    // Made here, while the stack still tells who waits.
    const failure = new Error();
    const fail = (problem: string) => Object.assign(failure, { message: this.#told(problem) });
    return new Promise((resolve, reject) => {
      const stop = () => {
        clearTimeout(timer);
        this.#watchers.delete(look);
      };
      const look = () => {
        const found = find();
        if (found === undefined && !this.#over) return;
        stop();
        if (found !== undefined) resolve(found);
        else reject(fail(`waited for ${what} when the connection ended`));
      };
      const timer = setTimeout(() => {
        stop();
        reject(fail(`waited ${PATIENCE / 1000} s for ${what}`));
      }, PATIENCE);
      this.#watchers.add(look);
      look();
    });
  }

  #error(problem: string): Error {
    return new Error(this.#told(problem));
  }

  #told(problem: string): string {
    const lines = this.heard.slice(-SHOWN).map((line) => `  ${line}`);
    const all = lines.length === 0 ? 'nothing was heard' : `heard last:\n${lines.join('\n')}`;
    return `${this.name} ${problem}; ${all}`;
  }
}

/** The nick and the token in a plain greeting. */
function inGreeting(greeting: string): [nick: string, token: string] {
  const [, nick] = /^\* Welcome to \S+, (\S+)\. /m.exec(greeting) ?? [];
  const [, token] = /\/resume (\S+)$/m.exec(greeting) ?? [];
  if (nick === undefined || token === undefined) throw new Error(`no greeting: ${greeting}`);
  return [nick, token];
}

function inWelcome(greeting: string): [nick: string, token: string] {
  const { nick, session } = JSON.parse(greeting.split('\n')[0]!) as EventOf<'welcome'>;
  return [nick, session];
}

/**
 * A fake person on a real TCP connection: sends lines, hears lines, and proves silence with a barrier instead of a sleep.
 * They are gone afterwards.
 *
 *     const ana = await Party.open(port, 'ana');       // greeted, called ana; 'json' as third argument for programs
 *     ana.send('/join #tea');
 *     await ana.next();                                // the next line, or an error that shows what was heard
 *     await ana.event('room');                         // the next line as the event of that name
 *     await ana.rest();                                // all that came up to now: everything sent has been answered
 *     await ana.silence();                             // nothing more has come
 *     await ana.ask({ cmd: 'say', text: 'tea?' });      // the `ok`, for programs
 *     ana.stall(); … ana.wake();                       // reads nothing meanwhile
 *     ana.listen({ line, closed });                     // hears each line as it comes, and keeps none
 *     ana.ignore();                                     // takes all that comes, and reads none
 */
import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import type { Command } from '../../grammar/ast.ts';
import type { Event, EventName, EventOf } from '../../grammar/events.ts';
import { afterwards } from './afterwards.ts';
import { type Hearer, Inbox } from './inbox.ts';
import { byTcp, type Connected, type Way } from './ways.ts';

export type Format = 'plain' | 'json';

export class Party {
  readonly name: string;
  readonly #way: Way;
  readonly #cut: () => void;
  /** The nick and the `/resume` token of the greeting, once `greet` has read it. */
  nick = '';
  token = '';
  readonly #socket: Duplex;
  readonly #inbox: Inbox;
  #barriers = 0;
  #asked = 0;

  private constructor(name: string, way: Way, { stream: socket, cut }: Connected) {
    this.name = name;
    this.#way = way;
    this.#cut = cut;
    this.#socket = socket;
    this.#inbox = new Inbox(name);
    const finish = () => {
      socket.destroy();
      this.#inbox.end();
    };
    socket.on('data', (bytes: Buffer) => this.#inbox.take(bytes));
    socket.on('error', finish).on('end', finish).on('close', finish);
    afterwards(() => {
      socket.destroy();
      if (this.#inbox.wrong !== undefined) throw new Error(this.#inbox.wrong);
    });
  }

  /** A connection on which nothing has been sent yet: its first line will pick the dialect. */
  static async connect(to: number | Way, name = 'somebody'): Promise<Party> {
    const way = typeof to === 'number' ? byTcp(to) : to;
    return new Party(name, way, await way());
  }

  /** Somebody who has been greeted and has taken `name` as nick; all that was said about it is read. */
  static async open(to: number | Way, name: string, format: Format = 'plain'): Promise<Party> {
    const party = await Party.connect(to, name);
    await party.greet(format);
    party.send(`/nick@named ${name}`);
    const answer = await party.rest();
    if (!/\bok\b/.test(answer.at(-1) ?? '')) throw party.#error(`can't be called ${name}`);
    party.nick = name;
    return party;
  }

  /** Picks the dialect with a first line, and reads the greeting. */
  async greet(format: Format = 'plain'): Promise<void> {
    await this.#pass(format);
    const greeting = this.#inbox.rest().join('\n');
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

  /** Sends bytes so many times, never more at once than the server takes. */
  async pour(bytes: string | Uint8Array, times = 1): Promise<void> {
    for (let left = times; left > 0; left -= 1) {
      if (!this.#socket.write(bytes)) await once(this.#socket, 'drain');
    }
  }

  /** Asks as a program does; resolves with the `ok`, and rejects with the message of an `error`. */
  async ask(command: Command): Promise<EventOf<'ok'>> {
    this.#asked += 1;
    const tag = `ask-${this.#asked}`;
    let from = this.heard.length;
    this.send(JSON.stringify({ ...command, tag }));
    const answer = await this.#inbox.until(`the answer to ${tag}`, () => {
      const answered = eventsIn(this.heard.slice(from)).find(
        (event) => (event.ev === 'ok' || event.ev === 'error') && event.re === tag,
      );
      from = this.heard.length;
      return answered as EventOf<'ok'> | EventOf<'error'> | undefined;
    });
    if (answer.ev === 'error') throw this.#error(`is refused: ${answer.message}`);
    return answer;
  }

  /** Reads nothing from now on: the buffers of the kernel fill up. */
  stall(): void {
    this.#socket.pause();
  }

  /** Goes on reading. */
  wake(): void {
    this.#socket.resume();
  }

  /** From now on it takes what comes, and reads none of it: nothing can be awaited here. */
  ignore(): void {
    this.#socket.removeAllListeners('data').resume();
  }

  /** From now on somebody hears each line as it comes: none is kept, and nothing can be awaited here. */
  listen(hearer: Hearer): void {
    this.#inbox.listen(hearer);
  }

  /** All lines that have come, read or not. */
  get heard(): readonly string[] {
    return this.#inbox.lines;
  }

  /** All events that have come, read or not. */
  get events(): Event[] {
    return eventsIn(this.heard);
  }

  /** What was said in a room. */
  texts(room: string): string[] {
    return this.events.flatMap((event) =>
      event.ev === 'message' && 'room' in event && event.room === room ? [event.text] : [],
    );
  }

  /** How often the terminal's bell rang. */
  get bells(): number {
    return this.#inbox.bells;
  }

  /** True when the server has closed the connection, or we have broken it. */
  get over(): boolean {
    return this.#inbox.over;
  }

  /** The next line that was not read yet. */
  next(): Promise<string> {
    return this.#inbox.until('a line', () => this.#inbox.shift());
  }

  /** The next line, which must be the JSON of this event. */
  async event<Name extends EventName>(ev: Name): Promise<EventOf<Name>> {
    const line = await this.next();
    const event = JSON.parse(line) as Event;
    if (event.ev !== ev) throw this.#error(`should have heard ${ev}`);
    return event as EventOf<Name>;
  }

  /** Reads on until a line matches; resolves with all that was read. */
  until(pattern: RegExp): Promise<string[]> {
    const lines: string[] = [];
    return this.#inbox.until(`${pattern}`, () => {
      for (let line = this.#inbox.shift(); line !== undefined; line = this.#inbox.shift()) {
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
    return this.#inbox.rest();
  }

  /** Proves that nothing has come that was not read. What others did counts once they have passed a barrier. */
  async silence(): Promise<void> {
    this.#nothing(await this.rest(), 'should have heard nothing more, not');
  }

  /** Waits until the server has closed the connection; fails if lines are left unread. */
  async closed(): Promise<void> {
    await this.ended();
    this.#nothing(this.#inbox.rest(), 'should have heard nothing more before the end, not');
  }

  /** Closes in order, as `nc -N` does, and waits until the server has closed, too. What came until then can be read. */
  async close(): Promise<void> {
    this.end();
    await this.ended();
  }

  /** Waits until the connection is over. */
  async ended(): Promise<void> {
    await this.#inbox.until('the end of the connection', () => this.over || undefined);
  }

  /** Says that nothing more will come from here. */
  end(): void {
    this.#socket.end();
  }

  /** Breaks the connection (RST): what was not read yet is lost. */
  cut(): void {
    this.#inbox.deafen();
    this.#cut();
  }

  /** Breaks the connection (RST), and waits until the server has noticed. */
  async reset(): Promise<void> {
    this.cut();
    await this.ended();
    this.#inbox.rest();
    await this.#witness();
  }

  /** Lets go of the socket at once, whatever the server makes of it. */
  destroy(): void {
    this.#socket.destroy();
  }

  /**
   * The server reads a reset no later than a line that is sent after it, and acts on it before the turn that follows:
   * when somebody has then been answered twice, it is done.
   */
  async #witness(): Promise<void> {
    const witness = await Party.connect(this.#way, 'witness');
    await witness.barrier();
    await witness.barrier();
    await witness.close();
  }

  async #pass(format: Format): Promise<void> {
    this.#barriers += 1;
    const tag = `barrier-${this.#barriers}`;
    const { passed } = this.#inbox;
    if (!this.over)
      this.send(format === 'plain' ? `/ping@${tag}` : `{"cmd":"ping","tag":"${tag}"}`);
    await this.#inbox.until(
      `the answer to /ping@${tag}`,
      () => passed.has(tag) || this.over || undefined,
    );
  }

  #nothing(lines: string[], problem: string): void {
    if (lines.length > 0) throw this.#error(`${problem}\n  ${lines.join('\n  ')}\n`);
  }

  #error(problem: string): Error {
    return new Error(this.#inbox.told(problem));
  }
}

/** The events among lines. */
export const eventsIn = (lines: readonly string[]): Event[] =>
  lines.flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as Event] : []));

/** The numbers of the messages among events. */
export const seqsIn = (events: readonly Event[]): number[] =>
  events.flatMap((event) => (event.ev === 'message' ? [event.seq] : []));

/** The nick and the token in a plain greeting. */
function inGreeting(greeting: string): [nick: string, token: string] {
  const [, nick] = /^\* Welcome to \S+, (\S+)\. /m.exec(greeting) ?? [];
  const [, token] = /\/resume (\S+)$/m.exec(greeting) ?? [];
  if (nick === undefined || token === undefined) throw new Error(`no greeting: ${greeting}`);
  return [nick, token];
}

function inWelcome(greeting: string): [nick: string, token: string] {
  // A plain greeting may have gone out before, when the first line was long under way.
  const welcome = greeting.split('\n').find((line) => line.startsWith('{')) ?? greeting;
  const { nick, session } = JSON.parse(welcome) as EventOf<'welcome'>;
  return [nick, session];
}

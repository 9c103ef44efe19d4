/** The client for programs: it sends commands, hears events, and survives lost connections. `send` and `tail` use it. */
import { Readable } from 'node:stream';
import type { Command } from '../grammar/ast.ts';
import type { Event, EventOf } from '../grammar/events.ts';
import { logKey } from '../grammar/names.ts';
import { unreachable } from '../grammar/unreachable.ts';
import { strictSetup } from './beginning.ts';
import { Connection } from './connection.ts';
import { type ClientOptions, routeOf } from './options.ts';
import type { LinkInput } from './talk.ts';

/** How a command ended. */
export type CommandResult =
  /** It was done once. `told`: what the server told the asker alone, such as a `history`. */
  | { is: 'ok'; ok: EventOf<'ok'>; told: readonly Event[] }
  /** Nothing was done. */
  | { is: 'refused'; code: string; message: string }
  /** It may have been done or not: its session is gone, or the client was closed or gave up before it was answered. */
  | { is: 'lost' };

/** How a client ended: it was closed, or it had to end, with a sentence for the person. */
export type Ending = { is: 'closed' } | { is: 'lost'; why: string };

/** At most this many events wait to be taken; then the client stops reading, and the server holds events back. */
const MAX_WAITING_EVENTS = 1_000;

/** Connects, and resolves once the client is in its rooms. Throws a sentence for the person when the server refuses or can't be reached. */
export async function connect(options: ClientOptions = {}): Promise<Client> {
  const client = new Client(options);
  const ending = await Promise.race([client.ready, client.ended]);
  if (ending?.is === 'lost') throw new Error(ending.why);
  return client;
}

/**
 * Dials at once. Lives until `close`, a refusal of its nick or rooms, or the end of its patience.
 *
 * Iterating gives each event once, in the order told: what was missed during an outage, too. It ends with the client,
 * and throws when the client ended against its will. Whoever iterates slowly slows the server down, save while an
 * answer is awaited. Answers to `do` and `say` are not among the events.
 */
export class Client implements AsyncIterable<Event> {
  /** Resolves when the server has granted the nick and the rooms. */
  readonly ready: Promise<void>;
  /** Resolves when it is over; nothing happens after that. */
  readonly ended: Promise<Ending>;

  readonly #options: ClientOptions;
  readonly #connection: Connection;
  readonly #events: Readable;
  readonly #asked = new Map<string, { told: Event[]; resolve: (answer: CommandResult) => void }>();
  readonly #end: (ending: Ending) => void;
  /** Of the session, once there is one. */
  #store: string | undefined;
  /** When and why the connection was lost, while it is not back. */
  #outage: { since: number; why: string } | undefined;
  /** Begins the tags of this run. */
  readonly #run = Date.now().toString(36);
  #count = 0;
  #state: 'beginning' | 'live' | 'over' = 'beginning';
  #isFull = false;
  #isTaken = false;

  constructor(options: ClientOptions = {}) {
    const ready = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<Ending>();
    this.ready = ready.promise;
    this.ended = ended.promise;
    this.#end = ended.resolve;
    this.#options = options;
    this.#events = new Readable({
      objectMode: true,
      highWaterMark: MAX_WAITING_EVENTS,
      read: () => this.#pace(false),
    });
    const { since = {} } = options;
    const cursors = new Map(Object.entries(since).map(([room, seq]) => [logKey(room), seq]));
    const onLive = () => {
      this.#outage = undefined;
      if (this.#state === 'beginning') this.#state = 'live';
      ready.resolve();
    };
    const route = routeOf(options);
    const isCertified = options.cert !== undefined && route.address.by === 'tls';
    const begin = strictSetup({ ...options, isCertified });
    this.#connection = new Connection({ route, cursors, begin, onLive }, (input) =>
      this.#take(input),
    );
  }

  /** Whose session it is; empty before there is one. */
  get nick(): string {
    return this.#connection.nick;
  }

  /** Sends a command. Whatever the connection does, the command is done once, refused, or known to be lost. */
  do(command: Command): Promise<CommandResult> {
    if (this.#state === 'over') return Promise.resolve({ is: 'lost' });
    this.#count += 1;
    const tag = `ask-${this.#run}-${this.#count}`;
    const { promise, resolve } = Promise.withResolvers<CommandResult>();
    this.#asked.set(tag, { told: [], resolve });
    this.#pace(this.#isFull);
    this.#connection.send({ ...command, tag });
    return promise;
  }

  /** Says a text in a room that the client is in, or to a nick. */
  say(to: string, text: string): Promise<CommandResult> {
    return this.do({ cmd: 'msg', to, text });
  }

  /** Closes the client. Commands that were sent are answered first, unless there is no connection now. */
  async close(): Promise<void> {
    if (this.#state !== 'over') {
      this.#state = 'over';
      this.#connection.resume();
      this.#connection.close();
    }
    await this.ended;
  }

  /** Drops events as they come, for a program that only sends commands. */
  ignoreEvents(): void {
    this.#isTaken = true;
    this.#events.resume();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Event, void> {
    this.#isTaken = true;
    this.#pace(this.#isFull);
    yield* this.#events.iterator({ destroyOnReturn: false });
    const ending = await this.ended;
    if (ending.is === 'lost') throw new Error(ending.why);
  }

  #take(input: LinkInput): void {
    switch (input.link) {
      case 'event':
        return this.#hear(input.event);
      case 'up':
        return this.#up(input);
      case 'lost':
        return this.#lost(input.reason);
      case 'connecting':
        return this.#consider(input.inMs);
      case 'over':
        return this.#over(
          this.#state === 'over' ? { is: 'closed' } : { is: 'lost', why: input.reason },
        );
      case 'lag':
        return;
      default:
        return unreachable(input);
    }
  }

  #hear(event: Event): void {
    const asked = 're' in event && event.re !== undefined ? this.#asked.get(event.re) : undefined;
    if (asked === undefined) {
      this.#pace(!this.#events.push(event));
    } else if (event.ev === 'ok') {
      this.#answer(event.re, { is: 'ok', ok: event, told: asked.told });
    } else if (event.ev === 'error') {
      this.#answer(event.re, { is: 'refused', code: event.code, message: event.message });
    } else {
      asked.told.push(event);
    }
  }

  /** Pauses or resumes reading. Never pauses while an answer is awaited, nor before somebody may take the events. */
  #pace(isFull: boolean): void {
    this.#isFull = isFull;
    const mayWait = this.#asked.size === 0 && (this.#isTaken || this.#state === 'live');
    if (isFull && mayWait) this.#connection.pause();
    else this.#connection.resume();
  }

  #up({ welcome, resumed, perhaps }: LinkInput & { link: 'up' }): void {
    const before = this.#store;
    this.#store = welcome.store;
    if (before === undefined) return;
    if (before !== welcome.store) this.#options.onChange?.('new_store');
    this.#options.onChange?.(resumed ? 'resumed' : 'gone');
    for (const tag of perhaps) this.#answer(tag, { is: 'lost' });
  }

  /** A client that never got in ends at once. */
  #lost(why: string): void {
    if (this.#store === undefined) return this.#giveUp(why);
    if (this.#outage === undefined) this.#options.onChange?.('lost');
    this.#outage = { since: this.#outage?.since ?? Date.now(), why };
  }

  #consider(inMs: number): void {
    const { patienceMs = Number.POSITIVE_INFINITY } = this.#options;
    if (this.#outage === undefined) return;
    const { since, why } = this.#outage;
    if (Date.now() + inMs > since + patienceMs) this.#giveUp(why);
  }

  #giveUp(why: string): void {
    this.#over({ is: 'lost', why });
    this.#connection.close();
  }

  #over(ending: Ending): void {
    this.#state = 'over';
    for (const tag of [...this.#asked.keys()]) this.#answer(tag, { is: 'lost' });
    this.#events.push(null);
    this.#end(ending);
  }

  #answer(tag: string | undefined, answer: CommandResult): void {
    if (tag === undefined) return;
    this.#asked.get(tag)?.resolve(answer);
    this.#asked.delete(tag);
    this.#pace(this.#isFull);
  }
}

/** A connection as `send` and `tail` use it: questions with answers that can be awaited, and an end to its patience. */

import type { Command } from '../grammar/ast.ts';
import type { Event, EventOf } from '../grammar/events.ts';
import { Connection } from './connection.ts';
import type { Cursors } from './conversation.ts';
import type { LinkInput } from './link.ts';

export interface LinkOptions {
  host: string;
  port: number;
  /** What every new session does first, such as join; told how far has been read. A refusal ends the link. */
  begin: (cursors: Cursors) => Command[];
  /** From where to read at first. */
  cursors?: Cursors;
  /** How many milliseconds a lost connection is tried again before the link gives up. */
  patience: number;
  /** An event that has not been told before. */
  onEvent: (event: Event) => void;
  onNote: (note: Note) => void;
}

/**
 * lost: the connection is (once for each outage). resumed: it is the same session again, and nothing is missing. gone:
 * the server has forgotten the session, a new one was begun. new_store: the server's logs are not those we knew, so the
 * cursors mean nothing any more.
 */
export type Note = 'lost' | 'resumed' | 'gone' | 'new_store';

/** How one command ended. `lost`: it was sent and its session is gone, so it may have been done or not. */
export type Answer =
  | { kind: 'ok'; ok: EventOf<'ok'> }
  | { kind: 'refused'; code: string; message: string }
  | { kind: 'lost' };

/** How a link ended: `closed` as asked, or `lost` with a sentence for the person. */
export type Ending = { kind: 'closed' } | { kind: 'lost'; why: string };

/** A link dials at once. It lives until `close`, a refusal, or the end of its patience. */
export class Link {
  /** Resolves when the server has granted all that `begin` asked for. */
  readonly ready: Promise<void>;
  /** Resolves when it is over; nothing happens after that. */
  readonly ended: Promise<Ending>;

  readonly #options: LinkOptions;
  readonly #connection: Connection;
  readonly #waiting = new Map<string, (answer: Answer) => void>();
  readonly #hasEnded: (ending: Ending) => void;
  /** The number space of the session, once there is one. */
  #store: string | undefined;
  /** When and why the connection was lost that has not come back. */
  #outage: { since: number; why: string } | undefined;
  /** Begins the tags of this run. */
  readonly #run = Date.now().toString(36);
  #asked = 0;
  #closed = false;

  constructor(options: LinkOptions) {
    const ready = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<Ending>();
    this.ready = ready.promise;
    this.ended = ended.promise;
    this.#hasEnded = ended.resolve;
    this.#options = options;
    const { host, port, cursors = new Map() } = options;
    const begin = (memory: { cursors: Cursors }) =>
      options.begin(memory.cursors).map((command) => ({ command }));
    const onLive = () => {
      this.#outage = undefined;
      ready.resolve();
    };
    this.#connection = new Connection({ host, port, cursors, begin, onLive }, (input) =>
      this.#take(input),
    );
  }

  /** Asks something; whatever the connection does, it is done once or known to be lost. */
  ask(command: Command): Promise<Answer> {
    if (this.#closed) return Promise.resolve({ kind: 'lost' });
    this.#asked += 1;
    const tag = `ask-${this.#run}-${this.#asked}`;
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(tag, resolve));
    this.#connection.send({ ...command, tag });
    return answer;
  }

  /** Stops reading, so that the server holds back what comes next, until `resume`. */
  pause(): void {
    this.#connection.pause();
  }

  resume(): void {
    this.#connection.resume();
  }

  /** Takes leave: what was asked is answered first, unless there is no connection now. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#connection.close();
    await this.ended;
  }

  #take(input: LinkInput): void {
    switch (input.link) {
      case 'event':
        this.#hear(input.event);
        break;
      case 'up':
        this.#up(input);
        break;
      case 'lost':
        this.#lost(input.reason);
        break;
      case 'connecting':
        this.#consider(input.inMs);
        break;
      case 'over':
        this.#over(this.#closed ? { kind: 'closed' } : { kind: 'lost', why: input.reason });
        break;
      case 'lag':
        break;
      default:
        unheard(input);
    }
  }

  #hear(event: Event): void {
    if (event.ev === 'ok' && event.re !== undefined) {
      this.#settle(event.re, { kind: 'ok', ok: event });
    } else if (event.ev === 'error' && event.re !== undefined) {
      this.#settle(event.re, { kind: 'refused', code: event.code, message: event.message });
    } else {
      this.#options.onEvent(event);
    }
  }

  #up({ welcome, resumed, perhaps }: LinkInput & { link: 'up' }): void {
    const before = this.#store;
    this.#store = welcome.store;
    if (before === undefined) return;
    if (before !== welcome.store) this.#options.onNote('new_store');
    this.#options.onNote(resumed ? 'resumed' : 'gone');
    for (const tag of perhaps) this.#settle(tag, { kind: 'lost' });
  }

  /** Who never got in gives up at once. */
  #lost(why: string): void {
    if (this.#store === undefined) return this.#giveUp(why);
    if (this.#outage === undefined) this.#options.onNote('lost');
    this.#outage = { since: this.#outage?.since ?? Date.now(), why };
  }

  #consider(inMs: number): void {
    if (this.#outage === undefined) return;
    const { since, why } = this.#outage;
    if (Date.now() + inMs > since + this.#options.patience) this.#giveUp(why);
  }

  #giveUp(why: string): void {
    this.#over({ kind: 'lost', why });
    this.#connection.close();
  }

  #over(ending: Ending): void {
    this.#closed = true;
    for (const tag of [...this.#waiting.keys()]) this.#settle(tag, { kind: 'lost' });
    this.#hasEnded(ending);
  }

  #settle(tag: string, answer: Answer): void {
    this.#waiting.get(tag)?.(answer);
    this.#waiting.delete(tag);
  }
}

function unheard(input: never): never {
  throw new Error(`An input that nobody takes: ${JSON.stringify(input)}`);
}

/** One JSON connection to a server that survives being cut: dials, resumes, and sends again what was not answered. */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Command } from '../../grammar/ast.ts';
import type { Event } from '../../grammar/events.ts';
import {
  type Answer,
  asked,
  type Conversation,
  type Cursors,
  conversation,
  cut,
  heard,
  type Move,
  type Note,
  opened,
} from './conversation.ts';
import { eventIn, lineSplitter, unreached } from './wire.ts';

export interface LinkOptions {
  host: string;
  port: number;
  /** What every new session does first, such as join; told how far has been read. A refusal ends the link. */
  begin: (cursors: Cursors) => Command[];
  /** From where to read at first. */
  cursors?: Cursors;
  /** How many milliseconds a lost connection is tried again before the link gives up. */
  patience: number;
  /** An event that has not been told before, and the line that it came in. */
  onEvent: (event: Event, line: string) => void;
  onNote: (note: Note) => void;
}

/** How a link ended: `closed` as asked, or `lost` with a sentence for the person. */
export type Ending = { kind: 'closed' } | { kind: 'lost'; why: string };

/** A server has so many milliseconds to accept a connection, greet and answer a `/resume`. */
const ANSWER_WITHIN = 10_000;
/** After so many milliseconds of silence the server is asked for a sign of life; after as many again it is given up. */
const SILENCE = 60_000;
/** After `close` the server has so many milliseconds to answer what was asked and to hang up. */
const FAREWELL = 2_000;

/** How long to wait before try number `attempt` (from 0), in milliseconds: doubling, at most 15 s, half of it by chance. */
export function backoff(attempt: number, chance: number): number {
  return Math.min(15_000, 200 * 2 ** Math.min(attempt, 10)) * (0.5 + chance / 2);
}

/** A link dials at once. It lives until `close`, a refusal, or the end of its patience. */
export class Link {
  /** Resolves when the server has granted all that `begin` asked for. */
  readonly ready: Promise<void>;
  /** Resolves when it is over; nothing happens after that. */
  readonly ended: Promise<Ending>;

  readonly #options: LinkOptions;
  readonly #talk: Conversation;
  readonly #waiting = new Map<string, (answer: Answer) => void>();
  readonly #isReady: () => void;
  readonly #hasEnded: (ending: Ending) => void;
  #socket: Socket | undefined;
  #timer: NodeJS.Timeout | undefined;
  #attempt = 0;
  #lostSince: number | undefined;
  #paused = false;
  #state: 'open' | 'closing' | 'over' = 'open';

  constructor(options: LinkOptions) {
    this.#options = options;
    this.#talk = conversation(options.begin, randomBytes(4).toString('hex'), options.cursors);
    const ready = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<Ending>();
    this.ready = ready.promise;
    this.ended = ended.promise;
    this.#isReady = ready.resolve;
    this.#hasEnded = ended.resolve;
    this.#dial();
  }

  /** Asks something, under a tag of its own; whatever the connection does, it is done once or known to be lost. */
  ask(command: Command): Promise<Answer> {
    if (this.#state !== 'open') return Promise.resolve({ kind: 'lost' });
    const { tag, moves } = asked(this.#talk, command);
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(tag, resolve));
    this.#perform(moves, '');
    return answer;
  }

  /** Stops reading, so that the server holds back what comes next, until `resume`. */
  pause(): void {
    this.#paused = true;
    this.#socket?.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#socket?.resume();
  }

  /** Takes leave: what was asked is answered first, unless there is no connection now. */
  async close(): Promise<void> {
    if (this.#state === 'open') {
      this.#state = 'closing';
      if (this.#socket === undefined || this.#talk.phase !== 'live') {
        this.#end({ kind: 'closed' });
      } else {
        this.resume();
        this.#send({ cmd: 'quit' });
        this.#timer = setTimeout(() => this.#end({ kind: 'closed' }), FAREWELL);
      }
    }
    await this.ended;
  }

  #dial(): void {
    const { host, port } = this.#options;
    const socket = connect({ host, port, noDelay: true });
    const lines = lineSplitter();
    let failure: Error | undefined;
    let probed = false;
    this.#socket = socket;
    if (this.#paused) socket.pause();
    socket.setEncoding('utf8');
    socket.setTimeout(ANSWER_WITHIN);
    socket.on('connect', () => this.#perform(opened(this.#talk), ''));
    socket.on('data', (chunk: string) => {
      probed = false;
      for (const line of lines(chunk)) if (this.#socket === socket) this.#hear(line);
    });
    socket.on('timeout', () => {
      if (this.#paused) return;
      if (this.#talk.phase !== 'live' || probed) socket.destroy(new Error('there was no answer'));
      else this.#send({ cmd: 'ping' });
      probed = true;
    });
    socket.on('error', (error) => {
      failure = error;
    });
    socket.on('close', () => {
      if (this.#socket === socket) this.#lost(failure);
    });
  }

  #hear(line: string): void {
    const event = eventIn(line);
    if (event === undefined) {
      // Before the welcome there may be a greeting for people; after it only a broken peer talks like this.
      if (this.#talk.phase !== 'greeting') this.#socket?.destroy(new Error('that was not JSON'));
      return;
    }
    this.#perform(heard(this.#talk, event), line);
  }

  #perform(moves: Move[], line: string): void {
    for (const move of moves) {
      if (this.#state === 'over') return;
      switch (move.do) {
        case 'send':
          this.#send(move.command);
          break;
        case 'tell':
          this.#options.onEvent(move.event, line);
          break;
        case 'settle':
          this.#settle(move.tag, move.answer);
          break;
        case 'note':
          this.#options.onNote(move.note);
          break;
        case 'live':
          this.#attempt = 0;
          this.#lostSince = undefined;
          this.#socket?.setTimeout(SILENCE);
          this.#isReady();
          break;
        case 'redial':
          this.#socket?.destroy();
          break;
        case 'end':
          this.#end({ kind: 'lost', why: move.why });
          break;
        default:
          unreachable(move);
      }
    }
  }

  /** Writes a command; those of one turn of the event loop leave in one piece. */
  #send(command: Command): void {
    const socket = this.#socket;
    if (socket === undefined || socket.destroyed) return;
    if (socket.writableCorked === 0) {
      socket.cork();
      process.nextTick(() => socket.uncork());
    }
    socket.write(`${JSON.stringify(command)}\n`);
  }

  #settle(tag: string, answer: Answer): void {
    this.#waiting.get(tag)?.(answer);
    this.#waiting.delete(tag);
  }

  /** The connection is gone: the end, or another try after a while. */
  #lost(failure: Error | undefined): void {
    this.#socket = undefined;
    cut(this.#talk);
    if (this.#state === 'closing') this.#end({ kind: 'closed' });
    else if (this.#talk.token === undefined) this.#giveUp(failure);
    else this.#dialLater(failure);
  }

  #dialLater(failure: Error | undefined): void {
    const now = Date.now();
    const first = this.#lostSince === undefined;
    this.#lostSince ??= now;
    const wait = backoff(this.#attempt++, Math.random());
    if (now + wait > this.#lostSince + this.#options.patience) {
      this.#giveUp(failure);
      return;
    }
    this.#timer = setTimeout(() => this.#dial(), wait);
    if (first) this.#options.onNote('lost');
  }

  #giveUp(failure: Error | undefined): void {
    const { host, port } = this.#options;
    this.#end({ kind: 'lost', why: unreached(host, port, failure) });
  }

  #end(ending: Ending): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    clearTimeout(this.#timer);
    this.#socket?.destroy();
    this.#socket = undefined;
    for (const tag of [...this.#waiting.keys()]) this.#settle(tag, { kind: 'lost' });
    this.#hasEnded(ending);
  }
}

function unreachable(move: never): never {
  throw new Error(`A move that nobody performs: ${JSON.stringify(move)}`);
}

/** Carries a conversation over sockets: connects, checks that the server is alive, reconnects with back-off, closes in order. */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Command } from '../grammar/ast.ts';
import type { Event } from '../grammar/events.ts';
import { unreachable } from '../grammar/unreachable.ts';
import type { Vocabulary } from '../grammar/vocabulary.ts';
import { asked, closed, heard, opened } from './conversation.ts';
import { dial, type Route } from './dial/dial.ts';
import { type Trouble, troubleInWords } from './dial/trouble.ts';
import { JsonSocket } from './json-socket.ts';
import { declined, isOwn } from './own.ts';
import { Pulse } from './pulse.ts';
import {
  type Conversation,
  type Cursors,
  conversation,
  type LinkInput,
  type Remembered,
  rememberedOf,
  type Setup,
  type TalkEffect,
} from './talk.ts';

interface ConnectionOptions {
  route: Route;
  /** What every new session does first. */
  begin: Setup;
  /** From where to read at first. */
  cursors?: Cursors;
  /** A server has this many milliseconds to accept a connection, and as many to greet and answer a `/resume`. */
  answerWithinMs?: number;
  /** The commands that are known of; all that Parlance has if absent. */
  vocabulary?: Vocabulary | undefined;
  /** What an earlier connection left, to go on with. */
  remembered?: Remembered | undefined;
  /** The steps of a new session are done, or an old one is resumed. */
  onLive?: () => void;
}

/** The delay before the first try; it doubles with each further one. */
const FIRST_BACKOFF_MS = 200;
const MAX_BACKOFF_MS = 15_000;
const ANSWER_WITHIN_MS = 10_000;
/** After `close` the server has this many milliseconds to answer the commands and to hang up. */
const FAREWELL_MS = 2_000;

/** Dials at once, and calls `hear` with all that happens until `over`. */
export class Connection {
  readonly #options: ConnectionOptions;
  readonly #hear: (input: LinkInput) => void;
  readonly #talk: Conversation;
  readonly #pulse: Pulse;
  #socket: JsonSocket | undefined;
  #dialling: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #attempt = 1;
  #paused = false;
  #state: 'open' | 'closing' | 'over' = 'open';

  constructor(options: ConnectionOptions, hear: (input: LinkInput) => void) {
    this.#options = options;
    this.#hear = hear;
    const prefix = randomBytes(4).toString('hex');
    this.#talk = conversation(options.begin, prefix, options);
    this.#pulse = new Pulse({
      ask: (tag) => this.#socket?.write({ cmd: 'ping', tag }),
      sign: () => this.#socket?.write({ cmd: 'ping' }),
      tell: (ms) => hear({ link: 'lag', ms }),
      dead: () => this.#lost({ is: 'dead' }),
    });
    // The first input comes only after the constructor has returned.
    this.#timer = setTimeout(() => this.#dial(), 0);
  }

  /** Whose session it is; empty before there is one. */
  get nick(): string {
    return this.#talk.nick;
  }

  /** What a later connection needs to go on from here; nothing before a server has greeted. */
  remembered(): Remembered | undefined {
    return rememberedOf(this.#talk);
  }

  /** Sends a command, under its own tag or a new one. Whatever the connection does, it is done once or known to be lost. */
  send(command: Command): void {
    if (this.#state !== 'open') return;
    if (command.cmd === 'quit') this.#leave(command);
    else if (isOwn(this.#talk.vocabulary, command))
      this.#hear({ link: 'event', event: declined(command) });
    else this.#perform(asked(this.#talk, command));
  }

  /** Closes. Commands that were sent are answered first, unless there is no connection now. */
  close(): void {
    if (this.#state === 'open') this.#leave({ cmd: 'quit' });
  }

  /** Stops reading, so that the server holds back what comes next, until `resume`. */
  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    if (this.#talk.phase === 'live') this.#pulse.rest();
    this.#socket?.pause();
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#socket?.resume();
    if (this.#talk.phase === 'live') this.#pulse.start();
  }

  #dial(): void {
    const { route, answerWithinMs: withinMs = ANSWER_WITHIN_MS } = this.#options;
    this.#hear({ link: 'connecting', attempt: this.#attempt, inMs: 0 });
    if (this.#state === 'over') return;
    const dialling = new AbortController();
    const { signal } = dialling;
    this.#dialling = dialling;
    void dial(route, { withinMs, signal }).then((dialled) => {
      if ('socket' in dialled) {
        if (signal.aborted) dialled.socket.destroy();
        else this.#talkOver(dialled.socket, withinMs);
      } else if (!signal.aborted) {
        this.#lost(dialled.trouble);
      }
    });
  }

  #talkOver(connected: Socket, withinMs: number): void {
    if (this.#paused) connected.pause();
    const socket = new JsonSocket(connected, {
      alive: () => this.#pulse.alive(),
      event: (event) => this.#take(event),
      // Before the welcome there may be a greeting for people; after it only a broken peer talks like this.
      nonsense: () => {
        if (this.#talk.phase !== 'greeting') socket.fail('The server says what is not JSON.');
      },
      broken: (trouble) => this.#lost(trouble),
    });
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#lost(socket.silence), withinMs);
    this.#perform(opened(this.#talk));
  }

  #take(event: Event): void {
    if (event.ev === 'ok' && this.#pulse.answered(event.re)) return;
    this.#perform(heard(this.#talk, event));
  }

  #perform(effects: TalkEffect[]): void {
    for (const effect of effects) {
      if (this.#state === 'over') return;
      switch (effect.do) {
        case 'send':
          this.#socket?.write(effect.command);
          break;
        case 'hear':
          this.#hear(effect.input);
          break;
        case 'live':
          this.#live();
          break;
        case 'redial':
          this.#lost({ is: 'told', message: effect.why });
          break;
        case 'end':
          this.#end(effect.why);
          break;
        default:
          unreachable(effect);
      }
    }
  }

  #live(): void {
    this.#attempt = 1;
    if (this.#state === 'open') clearTimeout(this.#timer);
    if (this.#paused) this.#pulse.rest();
    else this.#pulse.start();
    this.#options.onLive?.();
  }

  /** The connection is gone: ends, or dials again after a while. */
  #lost(trouble: Trouble): void {
    this.#hangUp();
    closed(this.#talk);
    if (this.#state === 'closing') {
      this.#end('closed');
      return;
    }
    const inMs = Math.round(backoff(this.#attempt, Math.random()));
    this.#timer = setTimeout(() => this.#dial(), inMs);
    this.#hear({ link: 'lost', reason: troubleInWords(trouble, this.#options.route.address) });
    if (this.#state === 'open') this.#hear({ link: 'connecting', attempt: this.#attempt, inMs });
    this.#attempt += 1;
  }

  #leave(command: Command): void {
    this.#state = 'closing';
    const { phase } = this.#talk;
    if (this.#socket === undefined || (phase !== 'live' && phase !== 'beginning')) {
      this.#end('closed');
      return;
    }
    clearTimeout(this.#timer);
    this.resume();
    this.#socket?.write(command);
    this.#timer = setTimeout(() => this.#end('closed'), FAREWELL_MS);
  }

  #end(reason: string): void {
    if (this.#state === 'over') return;
    const asked = this.#state === 'closing';
    this.#state = 'over';
    this.#hangUp();
    this.#hear({ link: 'over', reason, asked });
  }

  #hangUp(): void {
    clearTimeout(this.#timer);
    this.#pulse.stop();
    this.#dialling?.abort();
    this.#socket?.close();
    this.#socket = undefined;
  }
}

/** How long to wait before try number `attempt` (from 1), in milliseconds. Half of it is by `chance` (0 to 1): clients never come all at once. */
function backoff(attempt: number, chance: number): number {
  const delay = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));
  return delay * (0.5 + chance / 2);
}

/** What one person has asked: what is not answered yet, in the order in which it was asked, and the last that was done. */
import type { Command } from '../../grammar/ast.ts';
import type { OkOrError } from '../history/checks/deeds.ts';
import type { Tagged } from '../history/diary.ts';

/** Something that was asked and is not answered yet. */
export interface Waiting {
  readonly command: Tagged;
  readonly answered: (answer: OkOrError) => void;
  /** It was sent on the present connection, and no answer has come. */
  isSent: boolean;
  /** It was sent before, perhaps in vain. */
  again: boolean;
}

/** How many of the last answered commands may be sent once more. */
const MAX_REMEMBERED_COMMANDS = 8;

export class Asked {
  /** Commands that were done. */
  acknowledged = 0;
  /** Commands that could not be stored, each as often as it was tried. */
  refused = 0;
  /** The last that changed something. */
  readonly done: Tagged[] = [];
  readonly #waiting = new Map<string, Waiting>();
  /** When there was last a reason to wait: an answer or a refusal came, or there was nothing to wait for. */
  #hopeful = Date.now();

  add(command: Tagged, answered: (answer: OkOrError) => void): Waiting {
    if (this.#waiting.size === 0) this.hope();
    const waiting = { command, answered, isSent: false, again: false };
    this.#waiting.set(command.tag, waiting);
    return waiting;
  }

  get waiting(): Iterable<Waiting> {
    return this.#waiting.values();
  }

  isWaiting({ command }: Waiting): boolean {
    return this.#waiting.has(command.tag);
  }

  get isQuitting(): boolean {
    return [...this.#waiting.values()].some(({ command }) => command.cmd === 'quit');
  }

  /** An answer has come. Returns what has to be sent again after a while, because it could not be stored. */
  take(answer: OkOrError): Waiting | undefined {
    const waiting = this.#waiting.get(answer.re ?? '');
    if (waiting === undefined) return undefined;
    const { command } = waiting;
    if (isUnstored(answer) && changes(command)) {
      waiting.isSent = false;
      this.hope();
      this.refused += 1;
      return waiting;
    }
    this.#waiting.delete(command.tag);
    this.hope();
    if (answer.ev === 'ok') this.#remember(command);
    waiting.answered(answer);
    return undefined;
  }

  /** The connection is gone: nothing of what was sent may have arrived. */
  lose(): void {
    for (const waiting of this.#waiting.values()) waiting.isSent = false;
  }

  /** The session is over as was asked: nobody will answer any more. */
  end(): void {
    for (const { command, answered } of this.#waiting.values()) {
      answered({ ev: 'ok', re: command.tag, done: 'quit' });
    }
    this.#waiting.clear();
  }

  /** The tag of something whose answer should have come so many milliseconds ago. */
  overdue(patience: number): string | undefined {
    const [first] = this.#waiting.keys();
    return Date.now() - this.#hopeful < patience ? undefined : first;
  }

  /** It is right to wait. */
  hope(): void {
    this.#hopeful = Date.now();
  }

  #remember(command: Tagged): void {
    this.acknowledged += 1;
    if (changes(command)) this.done.push(command);
    if (this.done.length > MAX_REMEMBERED_COMMANDS) this.done.shift();
  }
}

export const isUnstored = (answer: OkOrError): boolean =>
  answer.ev === 'error' && answer.code === 'store_unavailable';

/** A query that is sent again is asked again. */
const changes = ({ cmd }: Command): boolean =>
  cmd !== 'history' && cmd !== 'ping' && cmd !== 'whoami';

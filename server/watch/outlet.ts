/** Writes lines to a file that is open, without waiting for whoever reads it; what can't be written is lost. */
import { write } from 'node:fs';

/** Of what nobody reads so much waits; further lines are lost. */
const MAX_WAITING_CHARACTERS = 1024 * 1024;
/** A pipe that is full is tried again after this time. */
const RETRY_MS = 100;
/** Lines of a busy moment are written together, at most once in this time. */
const GATHERING_MS = 20;
/** Whoever ends waits at most so long for the last lines. */
const FLUSH_LIMIT_MS = 500;

/** A file that is open for writing, such as standard error. At most `MAX_WAITING_CHARACTERS` wait for whoever reads it. */
export class Outlet {
  readonly #descriptor: number;
  #waiting = '';
  #isWriting = false;
  #idle: (() => void) | undefined;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  /** Adds a line with its end. */
  write(line: string): void {
    if (this.#waiting.length + line.length > MAX_WAITING_CHARACTERS) return;
    this.#waiting += line;
    if (!this.#isWriting) this.#next();
  }

  /** Resolves when nothing waits, or after `FLUSH_LIMIT_MS`. */
  flushed(): Promise<void> {
    if (!this.#isWriting) return Promise.resolve();
    return new Promise((resolve) => {
      const late = setTimeout(resolve, FLUSH_LIMIT_MS);
      this.#idle = () => {
        clearTimeout(late);
        resolve();
      };
    });
  }

  #next(): void {
    const text = Buffer.from(this.#waiting);
    this.#waiting = '';
    this.#isWriting = text.length > 0;
    if (this.#isWriting) this.#put(text);
    else this.#idle?.();
  }

  #put(text: Buffer): void {
    write(this.#descriptor, text, (error, written) => {
      if (error?.code === 'EAGAIN') setTimeout(() => this.#put(text), RETRY_MS).unref();
      else if (!error && written < text.length) this.#put(text.subarray(written));
      else setTimeout(() => this.#next(), GATHERING_MS);
    });
  }
}

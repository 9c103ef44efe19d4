/** At which point a server ends itself: exactly where it hurts, and as suddenly as by SIGKILL from outside. */
import { Socket } from 'node:net';
import type { AppendOutcome, Store, Turn } from '../../server/store/store.ts';

/**
 * - before: a commit is about to begin
 * - amid: it has begun, so many microseconds ago
 * - after: it is done, and nobody has been told
 * - telling: since then all but one of so many sockets were written to
 */
export type Doom = { commit: number } & (
  | { when: 'before' }
  | { when: 'amid'; micros: number }
  | { when: 'after' }
  | { when: 'telling'; writes: number }
);

type Handing = (this: Socket, ...pieces: unknown[]) => void;

/** Counts commits and writes, and strikes where it was told to. */
export class Executioner {
  #doom: Doom | undefined;
  /** Commits until it strikes. */
  #commits = 0;
  /** Writes until it strikes; while it is 0, it lets them pass. */
  #writes = 0;

  /** The `commit`-th commit from now on is the one. */
  condemn(doom: Doom): void {
    this.#doom = doom;
    this.#commits = doom.commit;
  }

  /** Lets a log commit as it does, unless it is time to die. */
  watch<T extends Store>(log: T): T {
    const append = log.append.bind(log);
    log.append = (turn) => this.#append(append, turn);
    return log;
  }

  /** Sees all that is handed to the kernel for a socket from now on: what one turn tells somebody goes in one piece. */
  watchSockets(): void {
    const executioner = this;
    for (const method of ['_write', '_writev'] as const) {
      const original = Socket.prototype[method] as Handing;
      Socket.prototype[method] = function (this: Socket, ...pieces: unknown[]): void {
        executioner.#wrote();
        return original.apply(this, pieces);
      } as never;
    }
  }

  async #append(append: Store['append'], turn: Turn): Promise<AppendOutcome> {
    const doom = this.#next();
    if (doom?.when === 'before') die();
    const committing = append(turn);
    if (doom?.when === 'amid') {
      const end = performance.now() + doom.micros / 1000;
      while (performance.now() < end);
      die();
    }
    const outcome = await committing;
    // When nothing was committed, the next one it is.
    if (doom !== undefined && outcome.is !== 'done') this.#commits = 1;
    if (outcome.is !== 'done') return outcome;
    if (doom?.when === 'after') die();
    if (doom?.when === 'telling') this.#writes = doom.writes;
    return outcome;
  }

  #next(): Doom | undefined {
    if (this.#doom === undefined) return undefined;
    this.#commits -= 1;
    return this.#commits === 0 ? this.#doom : undefined;
  }

  #wrote(): void {
    if (this.#writes === 0) return;
    this.#writes -= 1;
    if (this.#writes === 0) die();
  }
}

/** Nothing is flushed, closed or said: the process is gone before this returns. */
function die(): never {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

/** Waiting for what must come: whoever waits looks again whenever something has come. */

/** A spec waits at most this long for something that has to come. Only a failing spec waits so long, however slow the machine. */
const PATIENCE_MS = 60_000;

export class Waiting {
  readonly #looks = new Set<() => void>();
  readonly #told: (problem: string) => string;
  /** Why nothing comes any more. */
  #end: string | undefined;

  /** `told` makes a message of a problem: it shows what has come. */
  constructor(told: (problem: string) => string) {
    this.#told = told;
  }

  /** Waits until `find` finds something; fails when nothing more will come. */
  until<T>(what: string, find: () => T | undefined): Promise<T> {
    const there = find();
    if (there !== undefined) return Promise.resolve(there);
    // Made here, while the stack still tells who waits.
    const failure = new Error();
    return new Promise((resolve, reject) => {
      const fail = (problem: string) => {
        stop();
        reject(Object.assign(failure, { message: this.#told(problem) }));
      };
      const look = () => {
        const found = find();
        if (found !== undefined) {
          stop();
          resolve(found);
        } else if (this.#end !== undefined) fail(`waited for ${what} when ${this.#end}`);
      };
      const timer = setTimeout(
        () => fail(`waited ${PATIENCE_MS / 1000} s for ${what}`),
        PATIENCE_MS,
      );
      const stop = () => {
        clearTimeout(timer);
        this.#looks.delete(look);
      };
      this.#looks.add(look);
      look();
    });
  }

  /** Something has come. */
  look(): void {
    for (const look of [...this.#looks]) look();
  }

  /** Nothing more will come, for this reason. */
  end(why: string): void {
    this.#end ??= why;
    this.look();
  }
}

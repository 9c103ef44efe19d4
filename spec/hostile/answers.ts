/** Keeps account of tags: each tagged command gets exactly one answer, unless its connection is lost before. */

/** The tags of commands that were sent as they are; others are of mangled lines and may be anything. */
const counted = /^valid\./;

export class Answers {
  /** How many answers are still due. */
  readonly #due = new Map<string, number>();
  /** Answers that may have been lost with a connection, and may come on the next one. */
  readonly #lost = new Map<string, number>();
  readonly #problem: (text: string) => void;

  constructor(problem: (text: string) => void) {
    this.#problem = problem;
  }

  ask(tag: string): void {
    this.#due.set(tag, (this.#due.get(tag) ?? 0) + 1);
  }

  take(tag: string): void {
    if (!counted.test(tag)) return;
    if (!count(this.#due, tag) && !count(this.#lost, tag)) {
      this.#problem(`gets an answer too many to ${tag}`);
    }
  }

  /** Everything sent was answered. */
  settle(): void {
    for (const tag of this.#due.keys()) this.#problem(`never gets an answer to ${tag}`);
    this.#due.clear();
  }

  /** The connection is gone. Returns the tags whose answers may have been lost with it. */
  lose(): string[] {
    const tags = [...this.#due.keys()];
    for (const [tag, times] of this.#due) this.#lost.set(tag, (this.#lost.get(tag) ?? 0) + times);
    this.#due.clear();
    return tags;
  }
}

/** Takes one off; false when there is none. */
function count(counts: Map<string, number>, tag: string): boolean {
  const left = counts.get(tag);
  if (left === undefined) return false;
  if (left > 1) counts.set(tag, left - 1);
  else counts.delete(tag);
  return true;
}

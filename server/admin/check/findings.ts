/** Collects what a check finds: sentences by kind, some of each, and the number of the others. */

/** What there may be more of than is shown. */
export type Kind =
  | 'faults of the file'
  | 'faults of the tables'
  | 'faults of logs'
  | 'gaps in logs'
  | 'events that no client could be sent'
  | 'events that disagree with their rows'
  | 'events that go back in time'
  | 'events about messages that are not before them'
  | 'texts that should read otherwise or be gone'
  | 'faults of the search index'
  | 'faults of persons'
  | 'nicks of several persons'
  | 'faults of sessions'
  | 'faults of answers';

/** The operator is shown at most this many sentences of a kind. */
export const MAX_SHOWN = 20;

/** Gathers the sentences of a check: at most `MAX_SHOWN` of each kind, and the number of the others. */
export class Findings {
  readonly #sentences = new Map<Kind, string[]>();
  readonly #more = new Map<Kind, number>();

  add(kind: Kind, sentence: string): void {
    const sentences = this.#sentences.get(kind) ?? [];
    if (sentences.length >= MAX_SHOWN) return this.addUntold(kind, 1);
    sentences.push(sentence);
    this.#sentences.set(kind, sentences);
  }

  /** Counts further findings of a kind, without their sentences. */
  addUntold(kind: Kind, count: number): void {
    if (count > 0) this.#more.set(kind, (this.#more.get(kind) ?? 0) + count);
  }

  get count(): number {
    const told = [...this.#sentences.values()].map(({ length }) => length);
    return [...told, ...this.#more.values()].reduce((sum, count) => sum + count, 0);
  }

  /** All sentences, those of one kind together. */
  get sentences(): string[] {
    return [...this.#sentences].flatMap(([kind, sentences]) => {
      const more = this.#more.get(kind) ?? 0;
      return more === 0 ? sentences : [...sentences, `… and ${more} more ${kind}.`];
    });
  }
}

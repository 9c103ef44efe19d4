/** Puts what a turn adds to different logs into the order of its times. */

/** Things by their times. Those of one time stay in the order in which they were added. */
export class Timeline<T> {
  readonly #things = new Map<string, T[]>();

  /** `at`: a time in ISO 8601. */
  add(at: string, thing: T): void {
    const those = this.#things.get(at);
    if (those) those.push(thing);
    else this.#things.set(at, [thing]);
  }

  /** All of them. Costs little for each: ISO 8601 sorts as text, and a turn has but few times. */
  inOrder(): T[] {
    return [...this.#things.keys()].sort().flatMap((at) => this.#things.get(at) ?? []);
  }
}

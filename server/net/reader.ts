/** One session as the fan-out knows it: the logs it hears, and the connection, if any, that it hears them on. */
import type { Audience } from './audience.ts';
import type { Feed } from './feed.ts';
import type { Outbox } from './outbox.ts';

export class Reader {
  readonly id: number;
  readonly hears = new Set<Audience>();
  outbox: Outbox | undefined;
  /** There while it is behind: what its logs tell comes through the feed then. */
  feed: Feed | undefined;
  /** The session is over: what to do when the connection has got the rest. */
  left: (() => void) | undefined;
  /** Where in this turn's batches it begins, if not at the first event. */
  #begins: Map<Audience, number> | undefined;

  constructor(id: number) {
    this.id = id;
  }

  /** From here on it hears `audience`; what this turn has told already is not for it. */
  enter(audience: Audience): void {
    this.hears.add(audience);
    audience.readers.add(this);
    this.feed?.start(audience, audience.told);
    this.begin(audience);
  }

  begin(audience: Audience): void {
    const { batch } = audience;
    if (batch === undefined) return;
    this.#begins ??= new Map();
    this.#begins.set(audience, batch.events.length);
  }

  /** Where in this turn's batch it begins; forgets it. */
  takeBegin(audience: Audience): number {
    if (this.#begins === undefined) return 0;
    const begin = this.#begins.get(audience) ?? 0;
    this.#begins.delete(audience);
    if (this.#begins.size === 0) this.#begins = undefined;
    return begin;
  }

  /** What its logs have told so far in this turn goes into the outbox: something else comes behind it. */
  catchUp(audience: Audience, outbox: Outbox): boolean {
    const { batch } = audience;
    if (batch === undefined) return false;
    const from = this.takeBegin(audience);
    const to = batch.events.length;
    this.begin(audience);
    return from < to && outbox.push({ batch, dialect: outbox.dialect, from, to });
  }
}

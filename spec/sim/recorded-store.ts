/** The store of a recording that is played again: it keeps what a restart needs, and ends a turn as it ended when it was recorded. */
import { recalled } from '../../server/recalled/index.ts';
import type { Left } from '../../server/rooms/durable/restore.ts';
import type { AppendOutcome, Store, Turn } from '../../server/store/store.ts';
import { Latest } from './latest.ts';

export class RecordedStore implements Store {
  readonly id = 'recorded';
  readonly searchLag = { events: 0 };
  readonly #problems: string[];
  readonly #latest: Latest;
  #under: { turn: Turn; end: (outcome: AppendOutcome) => void } | undefined;
  #turns = 0;

  constructor(left: Left, problems: string[]) {
    this.#latest = new Latest(left);
    this.#problems = problems;
  }

  /** A turn is being committed. */
  get isBusy(): boolean {
    return this.#under !== undefined;
  }

  append(turn: Turn): Promise<AppendOutcome> {
    return new Promise((end) => {
      this.#under = { turn, end };
    });
  }

  end(isKept: boolean): void {
    const under = this.#under;
    this.#under = undefined;
    if (under === undefined) return void this.#problems.push('no turn is being committed');
    if (!isKept) return under.end({ is: 'nothing', why: 'so it was recorded' });
    this.#keep(under.turn);
    this.#turns += 1;
    under.end({ is: 'done', turn: this.#turns });
  }

  left(): Left {
    return recalled(this.#latest.kept());
  }

  #keep(turn: Turn): void {
    for (const { log, after, records } of turn.entries) {
      const end = this.#latest.logs.get(log)?.end ?? 0;
      const gap = records.findIndex(({ event }, n) => event.seq !== end + n + 1);
      if (after !== end || gap >= 0)
        this.#problems.push(`${log} goes on after ${after}, and ends at ${end}`);
    }
    this.#latest.apply(turn);
  }

  /** Whatever was read is an input of its own. */
  recall = unasked;
  lastTurn = unasked;
  read = unasked;
  lastBefore = unasked;
  lastSaid = unasked;
  saidBy = unasked;
  search = unasked;
  unread = unasked;
  mentions = unasked;
  answers = unasked;
  close = async (): Promise<void> => {};
}

const unasked = (): never => {
  throw new Error('a recorded store is asked nothing');
};

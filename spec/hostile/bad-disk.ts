/** A log on a disk that takes its time, and now and then refuses: everything waits for commits of random length. */
import type { LogKey } from '../../grammar/names.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import type { AppendOutcome, LogRange, LogRecord, Turn } from '../../server/store/store.ts';
import { HandClock } from '../support/hand-clock.ts';
import type { Chance } from './chance.ts';

export class BadDisk extends MemoryStore {
  /** Of its server, too. */
  readonly clock: HandClock;
  readonly #chance: Chance;
  /** How many commits have failed. */
  failures = 0;

  constructor(chance: Chance) {
    const clock = new HandClock();
    super(clock);
    this.clock = clock;
    this.#chance = chance;
  }

  /** One that refuses does not always say so, nor does every tenth that does not. */
  override async append(turn: Turn): Promise<AppendOutcome> {
    await this.#wait();
    const next = (await this.lastTurn()) + 1;
    const fails = this.#fails();
    const outcome: AppendOutcome = fails
      ? { is: 'nothing', why: 'the disk is bad' }
      : await super.append(turn);
    return this.#chance.oneIn(10)
      ? { is: 'unknown', why: 'the disk is mute', turn: next }
      : outcome;
  }

  override async read(log: LogKey, part: LogRange): Promise<LogRecord[]> {
    await this.#wait();
    if (this.#fails()) throw new Error('the disk is bad');
    return super.read(log, part);
  }

  /** Lets some turns of the event loop pass. */
  async #wait(): Promise<void> {
    for (let left = this.#chance.below(40); left > 0; left -= 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #fails(): boolean {
    const fails = this.#chance.oneIn(8);
    if (fails) this.failures += 1;
    return fails;
  }
}

/** A log on a disk that takes its time, and now and then refuses: everything waits for commits of random length. */
import type { LogKey } from '../../grammar/names.ts';
import type { Entry, Record } from '../../server/store/log.ts';
import { MemoryLog } from '../../server/store/memory.ts';
import type { Chance } from './chance.ts';

export class BadDisk extends MemoryLog {
  readonly #chance: Chance;
  /** How many commits have failed. */
  failures = 0;

  constructor(chance: Chance) {
    super();
    this.#chance = chance;
  }

  override async append(batch: Entry[]): Promise<'done' | 'conflict'> {
    await this.#turn();
    return super.append(batch);
  }

  override async read(log: LogKey, after: number, limit: number): Promise<Record[]> {
    await this.#turn();
    return super.read(log, after, limit);
  }

  /** Lets some turns of the event loop pass, then mostly succeeds. */
  async #turn(): Promise<void> {
    for (let left = this.#chance.below(40); left > 0; left -= 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (!this.#chance.oneIn(8)) return;
    this.failures += 1;
    throw new Error('the disk is bad');
  }
}

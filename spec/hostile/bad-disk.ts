/** A log on a disk that takes its time, and now and then refuses: everything waits for commits of random length. */
import type { LogKey } from '../../grammar/names.ts';
import type { Part, Record, Turn } from '../../server/store/log.ts';
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

  override async append(turn: Turn): Promise<'done' | 'conflict'> {
    await this.#turn();
    return super.append(turn);
  }

  override async read(log: LogKey, part: Part): Promise<Record[]> {
    await this.#turn();
    return super.read(log, part);
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

/** A log whose disk a spec holds in its hand: commits and reads wait, or fail, until it says otherwise. */
import type { LogKey } from '../../grammar/names.ts';
import type { Entry, Part, Record, Turn } from '../../server/store/log.ts';
import { MemoryLog } from '../../server/store/memory.ts';

export class TroubledLog extends MemoryLog {
  /** All records that were ever committed, turn by turn. */
  readonly commits: Entry[][] = [];
  /** All that was ever committed. */
  readonly turns: Turn[] = [];
  /** How many commits have been asked for. */
  asked = 0;
  #gate: Promise<void> | undefined;
  #open: (() => void) | undefined;
  #failing = false;
  #readsFailing = false;
  #readsGo = false;

  /** From now on commits and reads wait. */
  stall(): void {
    this.#gate ??= new Promise((resolve) => {
      this.#open = resolve;
    });
  }

  /** From now on commits wait, and reads do not. */
  stallCommits(): void {
    this.stall();
    this.#readsGo = true;
  }

  /** What waits goes on. */
  resume(): void {
    this.#open?.();
    this.#gate = undefined;
    this.#readsGo = false;
  }

  /** From now on commits fail. */
  breakDown(): void {
    this.#failing = true;
  }

  /** From now on reads fail, too. */
  goBlind(): void {
    this.#readsFailing = true;
  }

  /** From now on all goes well again. */
  recover(): void {
    this.#failing = false;
    this.#readsFailing = false;
  }

  override async append(turn: Turn): Promise<'done' | 'conflict'> {
    this.asked += 1;
    await this.#gate;
    if (this.#failing) throw new Error('disk full');
    this.turns.push(turn);
    this.commits.push(turn.entries);
    return super.append(turn);
  }

  override async read(log: LogKey, part: Part): Promise<Record[]> {
    if (!this.#readsGo) await this.#gate;
    if (this.#readsFailing) throw new Error('the file is gone');
    return super.read(log, part);
  }
}

/** What is known of decisions that wait to be told together: how much they tell, since when, and who has caused it. */
import type { Clock } from '../net/clock.ts';
import { addCause, type Causes } from './shares.ts';

/** The sum of some decisions, until all are told. */
export class Untold {
  /** The addresses that are charged for the time of telling them. */
  readonly causes: Causes = new Map();
  /** How many bytes they tell, about. */
  bytes = 0;
  /** How many come and go, and are told of that. */
  crossings = 0;
  /** When the first of them was decided. */
  began: number | undefined;

  /** One more that tells so many bytes. */
  tells(bytes: number, isCrossing: boolean, clock: Clock): void {
    this.bytes += bytes;
    if (isCrossing) this.crossings += 1;
    this.began ??= clock.now();
  }

  /** Those of another sum are told with these. */
  join({ causes, bytes }: Untold): void {
    for (const [address, part] of causes) addCause(this.causes, address, part);
    this.bytes += bytes;
  }
}

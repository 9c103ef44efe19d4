/** What is told together: the effects of some decisions, how much they tell, since when, and who has caused them. */
import type { Clock } from '../clock.ts';
import type { Effect } from '../rooms/effects.ts';
import { addCause, type Causes } from './shares.ts';

/** The effects of decisions, in the order in which they are told. */
export class Telling {
  readonly effects: (readonly Effect[])[];
  /** The addresses that are charged for the time of telling them. */
  readonly causes: Causes = new Map();
  /** How many bytes they tell, about. */
  bytes = 0;
  /** How many come and go, and are told of that. */
  crossings = 0;
  /** When the first of them was decided. */
  began: number | undefined;

  constructor(effects: (readonly Effect[])[] = []) {
    this.effects = effects;
  }

  /** Takes the effects of one more decision, which tell so many bytes. */
  take(effects: readonly Effect[], bytes: number, isCrossing: boolean, clock: Clock): void {
    this.effects.push(effects);
    this.bytes += bytes;
    if (isCrossing) this.crossings += 1;
    this.began ??= clock.now();
  }

  /** It is told in the place of another, which was undone. */
  replace({ causes, bytes }: Telling): void {
    for (const [address, part] of causes) addCause(this.causes, address, part);
    this.bytes += bytes;
  }
}

/** One turn while it grows: its inputs and effects, what the store will keep, and whose answers wait for it. */
import type { Effect, Input } from '../rooms/effects.ts';
import { isKept, whose } from '../rooms/traits.ts';
import type { Party } from '../rooms/world/ids.ts';
import type { Savepoint } from '../rooms/world/journal.ts';
import type { Turn } from '../store/store.ts';
import type { Causes } from './shares.ts';
import { TurnBuilder } from './turn-builder.ts';
import { isCrossing } from './turn-limits.ts';

/** One input and what it came to. */
export interface DecidedInput {
  input: Input;
  effects: readonly Effect[];
  /** Its effects are performed already, since none of them waited for a commit. It is held because it changed the world. */
  told: boolean;
}

/** The inputs and effects of one turn, until the turn is committed or undone. */
export class HeldTurn {
  readonly inputs: DecidedInput[] = [];
  /** Whom an effect in it concerns, and rooms that it renames: later answers to them, or about these, wait, so that their order is kept. */
  readonly parties = new Set<Party>();
  /** The addresses that are charged for the time of telling it. */
  readonly causes: Causes = new Map();
  /** The sum of its effects' weights, and 1 for each input. */
  weight = 0;
  /** How many come and go in it, and are told of that when it is committed. */
  crossings = 0;
  /** How many bytes it tells, about. */
  told = 0;
  /** The place in the world's journal behind its last change. */
  end: Savepoint;
  readonly #builder = new TurnBuilder();

  constructor(end: Savepoint) {
    this.end = end;
  }

  /** Takes one effect of the input that is being decided. `bytes`: how many it tells, about. */
  take(effect: Effect, bytes: number): void {
    const party = whose(effect);
    this.told += bytes;
    if (typeof party === 'object') for (const each of party) this.parties.add(each);
    else if (party !== undefined) this.parties.add(party);
    if (isKept(effect)) this.#builder.take(effect);
  }

  /** Ends an input, whose effects were taken. */
  add(decided: DecidedInput, weight: number, end: Savepoint): void {
    this.inputs.push(decided);
    this.weight += 1 + weight;
    if (isCrossing(decided.input, decided.effects) && !decided.told) this.crossings += 1;
    this.end = end;
  }

  /** The turn for the store: first the debt, then the changes of this turn. */
  turn(debt: TurnBuilder): Turn {
    return this.#builder.build(debt);
  }
}

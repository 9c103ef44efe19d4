/** One turn while it grows: its inputs and effects, what the store will keep, and whose answers wait for it. */
import type { Effect, Input } from '../rooms/effects.ts';
import { isKept, weight, whose } from '../rooms/traits.ts';
import type { Party } from '../rooms/world/ids.ts';
import type { Savepoint } from '../rooms/world/journal.ts';
import type { Turn } from '../store/store.ts';
import { Telling } from './telling.ts';
import { TurnBuilder } from './turn-builder.ts';
import { MAX_TOLD_BYTES } from './turn-limits.ts';

/** One input and what it came to. */
export interface DecidedInput {
  input: Input;
  effects: readonly Effect[];
  /** Its effects are performed already, since none of them waited for a commit. It is held because it changed the world. */
  told: boolean;
}

/** Effects of at most this weight wait for a commit; then the server reads nothing more until they are released. */
const MAX_HELD_WEIGHT = 10_000;

/** The inputs and effects of one turn, until the turn is committed or undone. */
export class HeldTurn {
  readonly inputs: DecidedInput[] = [];
  /** What is told when it is committed. */
  readonly telling = new Telling();
  /** Whom an effect in it concerns, and rooms that it renames: later answers to them, or about these, wait, so that their order is kept. */
  readonly parties = new Set<Party>();
  /** The sum of its effects' weights, and 1 for each input. */
  weight = 0;
  /** The place in the world's journal behind its last change. */
  end: Savepoint;
  readonly #builder = new TurnBuilder();

  constructor(end: Savepoint) {
    this.end = end;
  }

  get isFull(): boolean {
    return this.weight > MAX_HELD_WEIGHT || this.telling.bytes >= MAX_TOLD_BYTES;
  }

  /** Takes one effect of the input that is being decided. */
  take(effect: Effect): void {
    this.weight += weight(effect);
    const party = whose(effect);
    if (typeof party === 'object') for (const each of party) this.parties.add(each);
    else if (party !== undefined) this.parties.add(party);
    if (isKept(effect)) this.#builder.take(effect);
  }

  /** Ends an input, whose effects were taken. */
  add(decided: DecidedInput, end: Savepoint): void {
    this.inputs.push(decided);
    this.weight += 1;
    this.end = end;
  }

  /** The turn for the store, if there is anything to store: first the debt, then the changes of this turn. */
  turn(debt: TurnBuilder): Turn | undefined {
    return this.#builder.isEmpty && debt.isEmpty ? undefined : this.#builder.build(debt);
  }
}

/**
 * Commits one turn at a time, while the next one grows.
 *
 *     ┌───────────── done ─────────────┐
 *     ▼                                │
 *   idle ──▶ committing ── unknown ──▶ asking
 *             ▲     └────── nothing ───┤
 *             │                        ▼
 *             └─────────────────── failing
 *     the next turn, or what is owed after RETRY_MS
 *
 * From idle and failing it is closed. While it is asking, nobody knows what the world is: nothing is decided or told.
 * What was decided again after a failure is told already, and the store lacks it: a debt that leads every turn until one
 * is committed.
 */
import type { Alarm } from '../clock.ts';
import type { KeptEffect } from '../rooms/traits.ts';
import type { Party } from '../rooms/world/ids.ts';
import type { Turn } from '../store/store.ts';
import { type AppendPorts, append } from './append.ts';
import type { HeldTurn } from './held-turn.ts';
import { TurnBuilder } from './turn-builder.ts';
import type { Witness } from './witness.ts';

/** After this delay the debt is committed again. */
const RETRY_MS = 1000;
/** A store that takes longer for a turn is taken to hang, as when its disk does. */
const HANGING_MS = 10_000;

/** `isRetrial`: the commit before has failed. */
type State =
  | { is: 'idle' }
  | { is: 'committing' | 'asking'; held: HeldTurn; began: number; isRetrial: boolean }
  | { is: 'failing'; retry: Alarm | undefined }
  | { is: 'closed' };

interface PipelineEvents {
  /** A turn is committed: its effects may be told. `took`: how many milliseconds the store needed. */
  committed(held: HeldTurn, took: number): void;
  /** Nothing of a turn is stored: all changes in it and since have to be undone. */
  failed(held: HeldTurn): void;
  /** Another turn may be committed. */
  ready(): void;
  /** It is time to commit the debt, even if no turn has grown. */
  due(): void;
}

/** What the pipeline needs from outside. */
export interface PipelinePorts extends AppendPorts {
  readonly witness: Witness;
}

/** Commits turns, one at a time, and keeps the debt: what was told and is not stored. */
export class Pipeline {
  #state: State = { is: 'idle' };
  #underWay = Promise.resolve();
  #debt = new TurnBuilder();
  readonly #ports: PipelinePorts;
  readonly #events: PipelineEvents;

  constructor(ports: PipelinePorts, events: PipelineEvents) {
    this.#ports = ports;
    this.#events = events;
  }

  /** Another turn can be committed now. */
  get isReady(): boolean {
    return this.#state.is === 'idle' || this.#state.is === 'failing';
  }

  /** True while nobody knows whether the last turn is stored. */
  get isAsking(): boolean {
    return this.#state.is === 'asking';
  }

  /** True unless the last turn could not be stored, or the store hangs. */
  get isStoring(): boolean {
    if (this.#state.is !== 'committing') return this.#state.is === 'idle';
    const { isRetrial, began } = this.#state;
    return !isRetrial && this.#ports.clock.now() - began < HANGING_MS;
  }

  /** True when the turn that is being committed has an effect for somebody. */
  holdsFor(party: Party): boolean {
    return 'held' in this.#state && this.#state.held.parties.has(party);
  }

  /** Something is told although the store lacks it. */
  owe(effect: KeptEffect): void {
    this.#debt.take(effect);
  }

  /** Commits a turn and the debt. Call it only when the pipeline is ready. */
  commit(held: HeldTurn): void {
    const { witness, clock } = this.#ports;
    const turn = held.turn(this.#debt);
    witness.committing(turn);
    if (turn === undefined) {
      witness.committed(true);
      return this.#events.committed(held, 0);
    }
    const isRetrial = this.#state.is === 'failing';
    if (this.#state.is === 'failing') this.#state.retry?.cancel();
    this.#state = { is: 'committing', held, began: clock.now(), isRetrial };
    this.#underWay = this.#append(turn);
  }

  /** Resolves when no commit is under way. */
  whenIdle(): Promise<void> {
    return this.#underWay;
  }

  /** Commits nothing any more. */
  close(): void {
    if (this.#state.is === 'failing') this.#state.retry?.cancel();
    this.#state = { is: 'closed' };
  }

  async #append(turn: Turn): Promise<void> {
    const { warn, witness } = this.#ports;
    const { isStored, took, why } = await append(turn, this.#ports, () => this.#ask());
    if (!('held' in this.#state)) return;
    const { held, isRetrial } = this.#state;
    witness.committed(isStored);
    if (isStored) {
      if (isRetrial) warn('what people do can be stored again');
      this.#debt = new TurnBuilder();
      this.#state = { is: 'idle' };
      this.#events.committed(held, took);
    } else {
      if (!isRetrial) warn('what people do cannot be stored', why);
      this.#events.failed(held);
      this.#fail();
    }
    this.#events.ready();
  }

  #ask(): void {
    if (this.#state.is === 'committing') this.#state = { ...this.#state, is: 'asking' };
  }

  #fail(): void {
    if (this.#state.is === 'closed') return;
    const retry = () => this.#ports.clock.after(RETRY_MS, this.#events.due);
    this.#state = { is: 'failing', retry: this.#debt.isEmpty ? undefined : retry() };
  }
}

/**
 * Commits one turn at a time, while the next one grows.
 *
 *     ┌───────────── done ─────────────┐
 *     ▼                                │
 *   idle ──▶ committing ── unknown ──▶ asking, again after RETRY_MS
 *             ▲     └────── nothing ───┤
 *             │                        ▼
 *             └─────────────────── failing
 *     the next turn, or what is owed after RETRY_MS
 *
 * From idle and failing it is closed. While it is asking, nobody knows what the world is: nothing is decided or told.
 * What was decided again after a failure is told already, and the store lacks it: a debt that leads every turn until one
 * is committed.
 */

import type { Alarm, Clock } from '../net/clock.ts';
import type { Party } from '../rooms/world/ids.ts';
import type { AppendOutcome, Store, Turn } from '../store/store.ts';
import type { HeldTurn } from './held-turn.ts';
import { TurnBuilder } from './turn-builder.ts';
import type { Witness } from './witness.ts';

/** After this delay the pipeline commits the debt again, or asks again for the store's last turn. */
const RETRY_MS = 1000;
/** A store that takes longer for a turn is taken to hang, as when its disk does. */
const HANGING_MS = 10_000;

type State =
  | { is: 'idle' }
  | { is: 'committing' | 'asking'; held: HeldTurn; outcome: Promise<void>; began: number }
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
export interface PipelinePorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly witness: Witness;
  /** Tells the operator a fact, and its reason. */
  warn(fact: string, reason?: unknown): void;
}

/** Commits turns, one at a time, and keeps the debt: what was told and is not stored. */
export class Pipeline {
  #state: State = { is: 'idle' };
  #isStoring = true;
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

  /** The debt: what was told although the store lacks it. */
  get debt(): TurnBuilder {
    return this.#debt;
  }

  /** True while nobody knows whether the last turn is stored. */
  get isAsking(): boolean {
    return this.#state.is === 'asking';
  }

  /** True unless the last turn could not be stored, or the store hangs. */
  get isStoring(): boolean {
    const { clock } = this.#ports;
    const began = this.#state.is === 'committing' ? this.#state.began : clock.now();
    return this.#isStoring && clock.now() - began < HANGING_MS;
  }

  /** True when the turn that is being committed has an effect for somebody. */
  holdsFor(party: Party): boolean {
    return 'held' in this.#state && this.#state.held.parties.has(party);
  }

  /** Commits a turn and the debt. Call it only when the pipeline is ready. */
  commit(held: HeldTurn): void {
    const { witness } = this.#ports;
    const turn = held.turn(this.#debt);
    witness.committing(turn);
    if (turn === undefined) {
      witness.committed(true);
      return this.#events.committed(held, 0);
    }
    if (this.#state.is === 'failing') this.#state.retry?.cancel();
    const failed = this.#state.is === 'failing';
    const began = this.#ports.clock.now();
    this.#state = {
      is: 'committing',
      held,
      outcome: this.#append(turn, held, failed, began),
      began,
    };
  }

  /** Resolves when no commit is under way. */
  async whenIdle(): Promise<void> {
    if ('outcome' in this.#state) await this.#state.outcome;
  }

  /** Commits nothing any more. */
  close(): void {
    if (this.#state.is === 'failing') this.#state.retry?.cancel();
    this.#state = { is: 'closed' };
  }

  /** Tells the operator of the first commit that fails, and of the first that succeeds again. */
  async #append(turn: Turn, held: HeldTurn, failed: boolean, began: number): Promise<void> {
    const { store, clock, warn } = this.#ports;
    const { committed, failed: undone, ready } = this.#events;
    const outcome = await store.append(turn);
    const took = clock.now() - began;
    const isDone = outcome.is === 'unknown' ? await this.#ask(outcome) : outcome.is === 'done';
    if (this.#isClosed) return;
    this.#ports.witness.committed(isDone);
    this.#isStoring = isDone;
    if (isDone) {
      if (failed) warn('what people do can be stored again');
      this.#debt = new TurnBuilder();
      this.#state = { is: 'idle' };
      committed(held, took);
    } else {
      if (!failed && 'why' in outcome) warn('what people do cannot be stored', outcome.why);
      undone(held);
      if (this.#isClosed) return;
      this.#state = { is: 'failing', retry: this.#debt.isEmpty ? undefined : this.#retry() };
    }
    ready();
  }

  /** Asks the store until it says whether it has the turn. */
  async #ask({ turn, why }: AppendOutcome & { is: 'unknown' }): Promise<boolean> {
    const { store, clock, warn } = this.#ports;
    if (this.#state.is === 'committing') this.#state = { ...this.#state, is: 'asking' };
    this.#isStoring = false;
    warn('whether what people did is stored is not known, and all wait until it is', why);
    for (;;) {
      const last = await store.lastTurn().catch(() => undefined);
      if (last !== undefined) return last >= turn;
      await new Promise<void>((resolve) => clock.after(RETRY_MS, resolve));
    }
  }

  get #isClosed(): boolean {
    return this.#state.is === 'closed';
  }

  #retry(): Alarm {
    return this.#ports.clock.after(RETRY_MS, () => this.#events.due());
  }
}

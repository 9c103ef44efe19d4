/** Appends a turn to the store, and finds out how that ended: while the store does not know, it is asked again and again. */
import type { Clock } from '../clock.ts';
import type { Store, Turn } from '../store/store.ts';

/** After this delay the store is asked again for its last turn. */
const ASK_AGAIN_MS = 1000;

/** What it takes to append a turn. */
export interface AppendPorts {
  readonly store: Store;
  readonly clock: Clock;
  /** Tells the operator a fact, and its reason. */
  warn(fact: string, reason?: unknown): void;
}

/** How it ended. */
interface Appended {
  readonly isStored: boolean;
  /** How many milliseconds the store needed to say something. */
  readonly took: number;
  /** Why it is not stored, or was not known to be. */
  readonly why: string | undefined;
}

/** Appends a turn. `asking` is called when nobody knows whether it is stored: until that is known, nothing may be decided or told. */
export async function append(
  turn: Turn,
  { store, clock, warn }: AppendPorts,
  asking: () => void,
): Promise<Appended> {
  const began = clock.now();
  const outcome = await store.append(turn);
  const took = clock.now() - began;
  if (outcome.is === 'done') return { isStored: true, took, why: undefined };
  const { why } = outcome;
  if (outcome.is === 'nothing') return { isStored: false, took, why };
  asking();
  warn('whether what people did is stored is not known, and all wait until it is', why);
  for (;;) {
    const last = await store.lastTurn().catch(() => undefined);
    if (last !== undefined) return { isStored: last >= outcome.turn, took, why };
    await new Promise<void>((resolve) => clock.after(ASK_AGAIN_MS, resolve));
  }
}

/** The port of whoever records all inputs in order, so that the same decisions can be made again. */
import type { Effect, Input } from '../rooms/effects.ts';
import type { Time } from '../rooms/ids.ts';
import type { Left } from '../rooms/restore.ts';
import type { Settings } from '../rooms/settings.ts';

/** Hears what is decided, synchronously: it must be quick, and must not throw. */
export interface Witness {
  /** The world is what was left, at this time. `isNick` tells, whenever it is asked, whether somebody has a nick. */
  began(settings: Settings, left: Left, at: Time, isNick: (text: string) => boolean): void;
  /** An input was decided on, and came to these effects; to nothing at all when it could not be decided. */
  decided(input: Input, effects: readonly Effect[] | undefined): void;
  /** What was decided so far begins to be committed. */
  committing(): void;
  /** That is over: it is kept, or undone with all that was decided since. */
  committed(isKept: boolean): void;
}

/** Nobody looks. */
export const nobody: Witness = {
  began() {},
  decided() {},
  committing() {},
  committed() {},
};

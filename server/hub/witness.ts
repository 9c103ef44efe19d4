/** The port of a recorder: it hears all inputs in order, so that the same decisions can be made again. */
import type { Effect, Input } from '../rooms/effects.ts';
import type { Time } from '../rooms/ids.ts';
import type { Left } from '../rooms/restore.ts';
import type { Settings } from '../rooms/settings.ts';

/** Hears what is decided, synchronously: it must be quick, and must not throw. */
export interface Witness {
  /** The world was restored from `left` at this time. `isNick` can be asked at any time whether somebody has a nick. */
  began(settings: Settings, left: Left, at: Time, isNick: (text: string) => boolean): void;
  /** An input was decided, with these effects; without any when a mistake of ours kept it from being decided. */
  decided(input: Input, effects: readonly Effect[] | undefined): void;
  /** The commit of all that was decided so far has begun. */
  committing(): void;
  /** The commit has ended: the turn is stored, or undone with all that was decided since. */
  committed(isKept: boolean): void;
}

/** The witness that records nothing. */
export const nobody: Witness = {
  began() {},
  decided() {},
  committing() {},
  committed() {},
};

/** What is set for the whole server while it runs, and survives a restart. */
import type { Identity, Time } from './ids.ts';

/** Lets so many make accounts until `until`. */
export interface Code {
  readonly uses: number;
  readonly until: Time;
}

/** What is set for the whole server. */
export interface Regime {
  /** Codes that let people make accounts, by their hashes; the oldest is first. */
  readonly codes: ReadonlyMap<string, Code>;
  /** Guests can only log in. */
  readonly lockdown: boolean;
  /** Whoever is gone, and of whom all that they said is being deleted. */
  readonly erasing: ReadonlySet<Identity>;
}

/** At most this many codes that are not used up, and not over, are kept. */
export const MAX_CODES = 1000;

export const noRegime: Regime = { codes: new Map(), lockdown: false, erasing: new Set() };

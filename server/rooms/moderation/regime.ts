/** What is set for the whole server while it runs, and survives a restart. */
import type { RoomKey } from '../../../grammar/names.ts';
import type { Identity, Seq, Time } from '../world/ids.ts';

/** Lets so many make accounts until `until`. */
export interface Code {
  readonly uses: number;
  readonly until: Time;
}

/** Somebody has reported a message. */
export interface KeptReport {
  /** Its own number, the same for the whole server. */
  readonly number: number;
  readonly room: RoomKey;
  /** The message, and who has said it. */
  readonly seq: Seq;
  readonly author: Identity;
  readonly of_from: string;
  /** Who has reported it, and as whom. */
  readonly by: Identity;
  readonly from: string;
  readonly at: string;
  readonly reason?: string;
}

/** What is set for the whole server. */
export interface Regime {
  /** Codes that let people make accounts, by their hashes; the oldest is first. */
  readonly codes: ReadonlyMap<string, Code>;
  /** Guests can only log in. */
  readonly lockdown: boolean;
  /** Whoever is gone, and of whom all that they said is being deleted. */
  readonly erasing: ReadonlySet<Identity>;
  /** Open ones, the oldest first, and the number of the last one that there was. */
  readonly reports: readonly KeptReport[];
  readonly reported: number;
}

/** At most this many codes that are not used up, and not over, are kept. */
export const MAX_CODES = 1000;

export const noRegime: Regime = {
  codes: new Map(),
  lockdown: false,
  erasing: new Set(),
  reports: [],
  reported: 0,
};

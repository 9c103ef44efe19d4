/** The port of those who only listen, such as the operator's log, the metrics and a recording: all inputs in order, and how turns end. */
import type { TurnedAway } from '../net/listen.ts';
import type { Left } from '../rooms/durable/restore.ts';
import type { Effect, Input } from '../rooms/effects.ts';
import type { ServerSettings } from '../rooms/server-settings.ts';
import type { ConnectionId, Time } from '../rooms/world/ids.ts';
import type { Turn } from '../store/store.ts';

/** What a server begins with, and what it can be asked from then on. */
export interface Beginning {
  readonly settings: ServerSettings;
  /** What the store had. */
  readonly left: Left;
  readonly at: Time;
  /** True when somebody has this nick. */
  isNick(text: string): boolean;
  nickOf(connection: ConnectionId): string | undefined;
}

/** Hears what is decided, synchronously: it must be quick, and must not throw. */
export interface Witness {
  /** The world was restored. */
  began(beginning: Beginning): void;
  /** An input was decided, with these effects; without any when a mistake of ours kept it from being decided. */
  decided(input: Input, effects: readonly Effect[] | undefined): void;
  /** Somebody who came from that address was not let in. */
  turnedAway(address: string, why: TurnedAway): void;
  /** The commit of all that was decided so far has begun: of this turn, or of nothing, when there is nothing to store. */
  committing(turn: Turn | undefined): void;
  /** The commit has ended: the turn is stored, or undone with all that was decided since. */
  committed(isKept: boolean): void;
  /** A turn has been told to all whom it concerns, so many milliseconds after the first of it was decided. */
  told(milliseconds: number): void;
}

/** The witness that records nothing. */
export const nobody: Witness = {
  began() {},
  decided() {},
  turnedAway() {},
  committing() {},
  committed() {},
  told() {},
};

/** Several witnesses as one; more may be added to the list. */
export const together = (all: readonly Witness[]): Witness => ({
  began(beginning) {
    for (const each of all) each.began(beginning);
  },
  decided(input, effects) {
    for (const each of all) each.decided(input, effects);
  },
  turnedAway: (...told) => {
    for (const each of all) each.turnedAway(...told);
  },
  committing(turn) {
    for (const each of all) each.committing(turn);
  },
  committed(isKept) {
    for (const each of all) each.committed(isKept);
  },
  told(milliseconds) {
    for (const each of all) each.told(milliseconds);
  },
});

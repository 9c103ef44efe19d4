/** The places of all servers that the client is on, as one list has them. */
import type { Place } from './place.ts';

/** How much of what a server has not got is kept for the next time when the person leaves, and how much is not. */
export interface Leftover {
  readonly kept: number;
  readonly lost: number;
}

/** Another server that the client is on, as far as lists and keys need it. */
export interface Elsewhere {
  readonly server: string;
  /** Its places stand above those of this server. */
  readonly isAbove: boolean;
  /** It is connected. */
  readonly isUp: boolean;
  readonly places: readonly Place[];
  readonly leftover: Leftover;
}

/** A place of the list of all servers' places; `server` is absent for one of this server. */
export interface Spot {
  readonly place: Place;
  readonly server?: string;
  /** The place of a server that is one of several, and not connected. */
  readonly isDown?: true;
}

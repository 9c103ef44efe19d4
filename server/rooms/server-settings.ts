/** What the rooms are told of the server. */

import type { Paces } from './bounds/buckets.ts';

/** What a dialect wants. */
interface Manners {
  /** A person who comes into a room is shown what was said last. */
  readonly showsLast: boolean;
  /** Begins with a `welcome`, also when another dialect was spoken before. */
  readonly welcomes: boolean;
}

/** Who may make an account: anybody, whoever has a code, or whom the operator adds. */
type Registration = 'open' | 'code' | 'closed';

/** How the server is configured. */
export interface ServerSettings {
  readonly server: string;
  readonly version: string;
  /** Names the number space of all logs. */
  readonly store: string;
  readonly motd: string;
  readonly registration: Registration;
  /** Rooms that newcomers are in by themselves. */
  readonly autoJoin: readonly string[];
  /** Of each dialect. */
  readonly manners: Readonly<Record<string, Manners>>;
  readonly limits: {
    /** Rooms that one session may be in. */
    readonly rooms: number;
    /** Accounts that the server keeps, and sessions that one may have. */
    readonly accounts: number;
    readonly sessionsOfAccount: number;
    /** Rooms that the server keeps. */
    readonly allRooms: number;
    /** Sessions that wait for a `/resume`; past that one ends, of the address with the most of them. */
    readonly lost: number;
    /** How long, in milliseconds, a session waits for a `/resume`. */
    readonly grace: number;
    /** How long, in milliseconds, a room stays that nobody is in and no account looks after. */
    readonly deserted: number;
    /** How long nobody needs an account that is offline, or an empty room, before it sleeps. */
    readonly sleepAfter: number;
    /** How often people may do what others hear of. */
    readonly paces: Paces;
    readonly perAddress: {
      /** Sessions; past that the one of them that waits longest for a `/resume` ends. */
      readonly sessions: number;
      /** Rooms that were made from there. */
      readonly rooms: number;
      /** Wrong passwords, and accounts that were made there, that cost no wait. */
      readonly wrongPasswords: number;
      readonly accounts: number;
    };
  };
}

/** What may change of it while the server runs. */
export type ReloadableSettings = Omit<ServerSettings, 'version' | 'store' | 'manners'>;

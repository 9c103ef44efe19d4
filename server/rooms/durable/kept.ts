/** What survives a restart: the durable part of a person, of a session and of a log, as plain data. */

import type { LogKey, PrivateKey, RoomKey } from '../../../grammar/names.ts';
import type { Level, Privacy } from '../../../grammar/preferences.ts';
import type { Role } from '../../../grammar/roles.ts';
import type { Topic } from '../logs/fold.ts';
import type { Measure } from '../moderation/measures.ts';
import type { Invitation, SetTo, StaffAct } from '../moderation/policy.ts';
import type { Code, KeptReport } from '../moderation/regime.ts';
import type { Identity, Seq, Time } from '../world/ids.ts';

/** Rooms are given by name, so that one that has no log yet comes back with its spelling. */
export interface PersonState {
  /** The version of this shape: see `server/recalled/`. */
  readonly v: 2;
  readonly since: Time;
  readonly nick: string;
  readonly named: boolean;
  readonly rooms: readonly string[];
  /** Of each of these, in their order, where and when they joined, and where they last came: nothing of who was always there. */
  readonly stays?: readonly (readonly [joined: Seq, came: Seq, since: Time])[];
  readonly quiet?: readonly RoomKey[];
  readonly privates?: readonly PrivateKey[];
  readonly away?: string;
  readonly bell?: true;
  /** With the nicks that they had. */
  readonly ignored?: readonly (readonly [Identity, string])[];
  /** Other than all. */
  readonly privacy?: Privacy;
  /** Rooms that it has opened and in which nothing has happened so far: they have no log to be kept with. */
  readonly founded?: readonly string[];
  /** How far an account has read; one that was kept before this was has read all that there is. */
  readonly reads?: readonly (readonly [LogKey, Seq])[];
  /** What it has chosen to be told of at once: without a room for all that have no choice of their own. */
  readonly notify?: readonly KeptChoice[];
  /** When an account was here last. */
  readonly seen?: Time;
}

/** What somebody has chosen to be told of at once. */
export interface Choice {
  readonly level: Level;
  /** When it ends, and what it is again then, if that was chosen. */
  readonly until?: Time;
  readonly afterwards?: Level;
}

interface KeptChoice extends Choice {
  readonly room?: RoomKey;
}

/** A password for bots, of which only the hash is known, and what their sessions may do. */
export interface BotToken {
  readonly name: string;
  readonly secret: string;
  readonly since: Time;
  /** It ends then, unless it is used before. */
  readonly until: Time;
  /** They hear, and do, nothing outside these, whatever they are called by now. */
  readonly rooms?: readonly RoomKey[];
  readonly can?: 'read' | 'say';
}

/** A certificate by which somebody may log in: its SHA-256, as OpenSSL prints it. */
interface KnownCertificate {
  readonly fingerprint: string;
  readonly since: Time;
}

/** What is kept of an account besides its person. */
export interface AccountState {
  /** The version of this shape: see `server/recalled/`. */
  readonly v: 3;
  /** What its password is checked against: a PHC string. */
  readonly secret: string;
  readonly since: Time;
  /** Looks after the whole server. */
  readonly role?: 'operator';
  /** Passwords for bots; the oldest is first. */
  readonly tokens?: readonly BotToken[];
  /** Who shows one of these in TLS may log in without a password. */
  readonly certificates?: readonly KnownCertificate[];
}

/** What is kept of what is set for the whole server. */
export interface RegimeState {
  /** The version of this shape: see `server/recalled/`. */
  readonly v: 2;
  readonly codes: readonly (readonly [string, Code])[];
  readonly erasing: readonly Identity[];
  readonly lockdown: boolean;
  readonly reports: readonly KeptReport[];
  readonly reported: number;
}

/** The durable part of a session, as JSON. A new shape is a new version in `server/recalled/`. */
export interface SessionState {
  /** The version of this shape: see `server/recalled/`. */
  readonly v: 5;
  /** The hash of its ticket, and of the others that open it. */
  readonly secret: string;
  readonly earlier?: readonly string[];
  readonly device?: number;
  /** The name of its token, if it is a bot's. */
  readonly bot?: string;
  readonly since?: Time;
  readonly current?: RoomKey;
  /** How far each private log has surely arrived. */
  readonly arrived?: readonly (readonly [PrivateKey, Seq])[];
}

/** What is known of a room without reading its log. */
export interface RoomAbout {
  /** The version of this shape: see `server/recalled/`. */
  readonly v: 4;
  readonly name: string;
  readonly topic?: Topic;
  /** The one who has had a role longest is first. */
  readonly roles?: readonly (readonly [Identity, Role])[];
  readonly settings?: readonly SetTo[];
  readonly invited?: readonly (readonly [Identity, Invitation])[];
  readonly measures?: readonly Measure[];
  readonly formerly?: readonly string[];
  readonly acts?: readonly StaffAct[];
}

/** What is known of a private log, likewise. */
export interface PrivateAbout {
  readonly pair: readonly [Identity, Identity];
  /** Who has said or done something in it: both, where it is not said. */
  readonly wrote?: readonly Identity[];
}

/** What is known of a log besides its events. */
export type LogAbout = RoomAbout | PrivateAbout;

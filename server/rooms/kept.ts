/** What survives a restart: the durable part of a session and of a log, as plain data. */
import { type PrivateKey, type RoomKey, roomKey } from '../../grammar/names.ts';
import type { Identity, Seq, Time } from './effects.ts';
import type { Topic } from './fold.ts';
import type { Person, Private, Room, Session } from './world.ts';

/** Rooms are given by name, so that one that has no log yet comes back with its spelling. */
export interface SessionState {
  /** The version of this shape: see `recalled.ts`. */
  readonly v: 2;
  /** The hash of its token. */
  readonly secret: string;
  readonly since: Time;
  readonly nick: string;
  readonly named: boolean;
  readonly rooms: readonly string[];
  readonly quiet?: readonly RoomKey[];
  readonly current?: RoomKey;
  /** With how far each has surely arrived. */
  readonly privates?: readonly (readonly [PrivateKey, Seq])[];
  readonly away?: string;
  readonly bell?: true;
}

/** What is known of a room without reading its log. */
export interface RoomAbout {
  readonly name: string;
  readonly topic?: Topic;
}

/** What is known of a log besides its events. */
export type LogAbout = RoomAbout | { readonly pair: readonly [Identity, Identity] };

/** What a session would come back with if the server were killed now. */
export function stateOf({ secret, person, current, arrived }: Session): SessionState {
  const { since, nick, named, rooms, quiet, away, bell } = person;
  return {
    v: 2,
    secret,
    since,
    nick,
    named,
    rooms: [...rooms.values()].map(({ name }) => name),
    ...(quiet.size > 0 && { quiet: [...quiet] }),
    ...(current && { current: current.key }),
    ...(arrived && arrived.size > 0 && { privates: [...arrived.entries()] }),
    ...(away !== undefined && { away }),
    ...(bell && { bell }),
  };
}

/** The rooms of a session that was kept, each with its spelling. */
export const roomsOf = ({ rooms }: SessionState): Map<RoomKey, string> =>
  new Map(rooms.map((name) => [roomKey(name), name]));

/** What is kept of a log besides its events, as it is now. */
export function aboutOf(log: Room | Private): LogAbout {
  if ('pair' in log) return { pair: log.pair };
  const { topic } = log.fold;
  return { name: log.name, ...(topic && { topic }) };
}

/** Who has chosen no nick, is in no room and in no private log has nothing to come back to. */
export const isWorthKeeping = ({ named, rooms, privates }: Person): boolean =>
  named || rooms.size > 0 || (privates !== undefined && privates.size > 0);

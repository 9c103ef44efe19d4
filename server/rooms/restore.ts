/** The world as it was left: after a restart every session that was not over is there again, waiting for a `/resume`. */
import { isPrivateKey, type LogKey, type RoomKey } from '../../grammar/names.ts';
import type { Effect, Identity, Seq, SessionId, Time } from './effects.ts';
import { type LogAbout, type RoomAbout, roomsOf, type SessionState } from './kept.ts';
import { ringFor, type Session, type World } from './world.ts';

/** Where people came from is not kept. */
const NOWHERE = '';

/** What the store kept. */
export interface Left {
  readonly logs: readonly { log: LogKey; end: Seq; about: LogAbout }[];
  readonly sessions: readonly { id: SessionId; identity: Identity; state: SessionState }[];
  /** When something last happened in a log: time does not go back behind that. */
  readonly latest: Time;
}

/**
 * To be called once, on an empty world, at `now`. The effects make the sessions hear their logs, for their grace, and let
 * go of what nobody can come back to: sessions beyond the limit, and private logs that nobody reads.
 */
export function restore(world: World, left: Left, now: Time): Effect[] {
  world.now = Math.max(now, left.latest);
  const effects: Effect[] = [];
  const spare = Math.max(0, left.sessions.length - world.settings.limits.lost);
  for (const { identity } of left.sessions.slice(0, spare)) effects.push({ do: 'drop', identity });
  const back = left.sessions.slice(spare);
  const read = new Set(back.flatMap(({ state }) => state.privates?.map(([key]) => key) ?? []));
  for (const { log, end, about } of left.logs) {
    if ('name' in about) restoreRoom(world, log as RoomKey, end, about);
    else if (!isPrivateKey(log) || !read.has(log)) effects.push({ do: 'forget', log });
    else world.addPrivate(log, about.pair, { seq: end, topic: undefined });
  }
  for (const { id, identity, state } of back) {
    comeBack(world, restoreSession(world, id, identity, state), effects);
  }
  world.touched.clear();
  return effects;
}

function restoreRoom(world: World, key: RoomKey, end: Seq, { name, topic }: RoomAbout): void {
  world.roomOf(key, name).fold = { seq: end, topic };
}

function restoreSession(
  world: World,
  id: SessionId,
  identity: Identity,
  state: SessionState,
): Session {
  const { token, since } = state;
  const from = { session: id, identity, token, address: NOWHERE, format: 'json' } as const;
  const session = world.open(from, since);
  session.recalls = true;
  session.stored = true;
  session.kept = state;
  resetTo(world, session, state);
  return session;
}

/** Makes the durable part of a session what it was. */
export function resetTo(world: World, session: Session, state: SessionState): void {
  world.rename(session, state.nick);
  session.named = state.named;
  session.away = state.away;
  session.bell = state.bell ?? false;
  session.kept = state;
  const rooms = roomsOf(state);
  for (const room of [...session.rooms.values()]) {
    if (!rooms.has(room.key)) world.leave(session, room);
  }
  for (const [key, name] of rooms) {
    if (!session.rooms.has(key)) world.enter(session, world.roomOf(key, name));
  }
  for (const room of session.rooms.values()) {
    if (session.bell) ringFor(session, room);
    else room.bells?.delete(session);
  }
  session.quiet = state.quiet && new Set(state.quiet);
  session.current = state.current && session.rooms.get(state.current);
  const privates = new Map(state.privates);
  for (const key of session.privates?.keys() ?? []) {
    if (!privates.has(key)) world.letGo(session, key);
  }
  for (const key of privates.keys()) if (!world.privates.has(key)) privates.delete(key);
  session.privates = privates.size > 0 ? privates : undefined;
}

/** It hears its logs from where they end, and has as long as any lost session to be taken up again. */
function comeBack(world: World, session: Session, effects: Effect[]): void {
  const { id, rooms, privates } = session;
  for (const { key, name, fold } of rooms.values()) {
    effects.push({ do: 'enter', who: id, log: key, name, seq: fold.seq });
  }
  for (const key of privates?.keys() ?? []) {
    const seq = world.privates.get(key)?.fold.seq ?? 0;
    effects.push({ do: 'enter', who: id, log: key, name: key, seq });
  }
  world.lose(session);
  const due = { due: 'grace', session: id, connections: session.connections } as const;
  effects.push({ do: 'remind', after: world.settings.limits.grace, due });
}

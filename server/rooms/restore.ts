/** The world as it was left: after a restart every session that was not over is there again, waiting for a `/resume`. */
import { isPrivateKey, type LogKey, type RoomKey } from '../../grammar/names.ts';
import type { Effect, Identity, Seq, SessionId, Time } from './effects.ts';
import { type LogAbout, roomsOf, type SessionState } from './kept.ts';
import type { Session, World } from './world.ts';

/** What the store kept. */
export interface Left {
  readonly logs: readonly { log: LogKey; end: Seq; about: LogAbout }[];
  readonly sessions: readonly { id: SessionId; identity: Identity; state: SessionState }[];
  /** When something last happened in a log: time does not go back behind that. */
  readonly latest: Time;
}

/** To be called once, on an empty world, at `now`. The effects make the sessions hear their logs, for their grace. */
export function restore(world: World, left: Left, now: Time): Effect[] {
  world.now = Math.max(now, left.latest);
  const here = new Set(left.sessions.map(({ identity }) => identity));
  for (const { log, end, about } of left.logs) restoreLog(world, log, end, about, here);
  const effects: Effect[] = [];
  for (const { id, identity, state } of left.sessions) {
    comeBack(world, restoreSession(world, id, identity, state), effects);
  }
  world.touched.clear();
  return effects;
}

function restoreLog(
  world: World,
  log: LogKey,
  end: Seq,
  about: LogAbout,
  here: ReadonlySet<Identity>,
): void {
  if ('name' in about) {
    const room = world.roomOf(log as RoomKey, about.name);
    room.fold = { seq: end, topic: about.topic };
  } else if (isPrivateKey(log)) {
    world.reservePrivate(log);
    const isRead = about.pair.some((identity) => here.has(identity));
    if (isRead) world.addPrivate(log, about.pair, { seq: end, topic: undefined });
  }
}

function restoreSession(
  world: World,
  id: SessionId,
  identity: Identity,
  state: SessionState,
): Session {
  const session = world.open(id, identity, state.token, 'json', state.since);
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
  session.lost = world.now;
  world.lost.set(id, session);
  const due = { due: 'grace', session: id, lost: world.now } as const;
  effects.push({ do: 'remind', after: world.settings.limits.grace, due });
}

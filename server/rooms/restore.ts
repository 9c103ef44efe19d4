/** The world as it was left: after a restart every session that was not over is there again, waiting for a `/resume`. */
import { isPrivateKey, type LogKey, type RoomKey } from '../../grammar/names.ts';
import type { Effect, Identity, Seq, SessionId, Time } from './effects.ts';
import { emptyLog } from './fold.ts';
import { type LogAbout, roomsOf, type SessionState, stateOf } from './kept.ts';
import type { Session, World } from './world.ts';

/** Where people came from, and what they spoke, is not kept. */
const UNKNOWN = '';
/** No connection of this process has this number. */
const NO_CONNECTION = 0;

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
    if ('name' in about) {
      world.roomOf(log as RoomKey, about.name, undefined, {
        ...emptyLog,
        seq: end,
        topic: about.topic,
      });
    } else if (!isPrivateKey(log) || !read.has(log)) effects.push({ do: 'forget', log });
    else world.addPrivate(log, about.pair, { ...emptyLog, seq: end });
  }
  for (const { id, identity, state } of back) {
    const session = restoreSession(world, id, identity, state);
    if (session.person.nick !== state.nick) {
      effects.push({ do: 'keep', who: id, identity, state: stateOf(session), answers: [] });
    }
    comeBack(world, session, effects);
  }
  world.touched.clear();
  world.journal.settle(world.journal.end);
  return effects;
}

/** Two nicks that were different ones when they were taken may be one by now: whoever has it first has it. */
function restoreSession(
  world: World,
  id: SessionId,
  identity: Identity,
  state: SessionState,
): Session {
  const { secret, since, named, away, bell = false, quiet, current, privates } = state;
  const nick = world.holderOf(state.nick) ? world.guestNick(id) : state.nick;
  const nobodys = { connection: NO_CONNECTION, address: UNKNOWN, format: UNKNOWN };
  const session = world.open({ ...nobodys, session: id, identity, secret, nick }, since);
  const { person } = session;
  world.set(session, 'recalls', true);
  world.set(session, 'stored', true);
  world.set(person, 'named', named);
  world.set(person, 'away', away);
  world.set(person, 'bell', bell);
  for (const [key, name] of roomsOf(state)) world.enter(person, world.roomOf(key, name));
  if (quiet) world.set(person, 'quiet', new Set(quiet));
  if (current) world.set(session, 'current', person.rooms.get(current));
  for (const [key, seq] of privates ?? []) {
    const conversation = world.privates.get(key);
    if (conversation === undefined) continue;
    world.hear(person, conversation);
    world.arrive(session, key, seq);
  }
  return session;
}

/** It hears its logs from where they end, and has as long as any lost session to be taken up again. */
function comeBack(world: World, session: Session, effects: Effect[]): void {
  const { id, person } = session;
  const { rooms, privates } = person;
  for (const { key, name, fold } of rooms.values()) {
    effects.push({ do: 'enter', who: id, log: key, name, seq: fold.seq });
  }
  for (const { key, fold } of privates?.values() ?? []) {
    effects.push({ do: 'enter', who: id, log: key, name: key, seq: fold.seq });
  }
  world.lose(session);
  const due = { due: 'grace', session: id, connection: session.connection } as const;
  effects.push({ do: 'remind', after: world.settings.limits.grace, due });
}

/** Goes on with a session whose connection was lost. */
import type { CommandOf } from '../../../grammar/ast.ts';
import { fault } from '../../../grammar/faults.ts';
import { isPrivateKey, isRoomName, type LogKey, logKey } from '../../../grammar/names.ts';
import { Act } from '../act.ts';
import type { AnswerTo } from '../answers.ts';
import { keptOff } from '../moderation/server-bans.ts';
import { mayHear } from '../people/bots.ts';
import { depart, tellDeparture } from '../people/ending.ts';
import { remember } from '../people/remembering.ts';
import { roomState, roomsOf, whereabouts } from '../views.ts';
import type { Seq } from '../world/ids.ts';
import type { Session } from '../world/state.ts';
import type { Row } from './row.ts';

/** A session that was kept over a restart recalls first what it has answered. */
export const resume: Row<'resume'> = {
  nature: { changes: 'again' },
  needs: 'nothing',
  bots: 'reading',
  isRoomless: true,
  isUnlocked: true,
  run(act, command) {
    const session = resumable(act, command.token);
    if (session === undefined) return;
    if (!session.recalls) return takeOver(act, session, command);
    act.ask({ ask: 'answers', session: session.key, command });
  },
  answered: { answers: resumeKept },
};

/** Goes on with a `/resume` when the answers have been read. */
function resumeKept(act: Act, { to: { command }, answers }: AnswerTo<'answers'>): void {
  const session = resumable(act, command.token);
  if (session === undefined) return;
  if (answers === undefined) return act.refuse(fault('store_unavailable'));
  if (session.recalls) {
    act.world.set(session, 'recalls', false);
    for (const { tag, done, digest, outcome } of answers) {
      remember(act.world, session, tag, { ok: { ev: 'ok', re: tag, ...outcome, done }, digest });
    }
  }
  takeOver(act, session, command);
}

/** The session whose token has that hash, if the one that asks may take it over; refuses otherwise. */
function resumable(act: Act, secret: string): Session | undefined {
  const { session: fresh, world } = act;
  const session = world.sessions.bySecret.get(secret);
  if (session === undefined) act.refuse(fault('no_such_session'));
  else if (session === fresh) act.refuse(fault('own_session'));
  else if (fresh.person.rooms.size > 0 || fresh.used) act.refuse(fault('session_in_use'));
  else {
    const refused = keptOff(world, session.person, fresh);
    if (refused === undefined) return session;
    act.refuse(refused);
  }
  return undefined;
}

/**
 * Takes over a session with the connection of a fresh one, whose private peers are told that it quit. Each log named by a cursor is replayed after it, then every
 * room tells its state, then the `ok` says that all of it has arrived. The ticket of the fresh one opens it from here on, if that can be stored before it is told.
 */
function takeOver(act: Act, session: Session, { cursors, token }: CommandOf<'resume'>): void {
  const { session: fresh, world } = act;
  const { id, connection } = fresh;
  const departure = depart(act);
  const isRenewed = !world.isUnstored;
  act.do({ do: 'adopt', fresh: id, connection, by: session.id, isRenewed });
  tellDeparture(act, fresh.person, departure, 'resumed another session');
  if (isRenewed) world.sessions.renewFrom(session, token, fresh.secret);
  world.touch(session);
  world.sessions.recover(session, connection, fresh.address);
  world.set(session, 'format', fresh.format);
  world.set(session, 'mustLogIn', fresh.mustLogIn);
  goOn(new Act(world, session, act.effects, act.cause), cursors ?? {});
}

/** Tells a session that was taken up what it missed, and where it is. */
function goOn(act: Act, cursors: Readonly<Record<string, Seq>>): void {
  const { session } = act;
  replay(act, cursors);
  for (const room of roomsOf(session)) act.answer(roomState(room));
  act.ok({ ...whereabouts(session), session: session.secret });
}

/** A private log that no cursor names is replayed from where it has surely arrived. */
function replay(act: Act, cursors: Readonly<Record<string, Seq>>): void {
  const { session, person, world } = act;
  const from = new Map<LogKey, Seq>(session.arrived?.entries());
  for (const [target, seq] of Object.entries(cursors)) {
    const key = isRoomName(target) ? world.rooms.keyOf(target) : logKey(target);
    const log = world.log(key);
    if (log === undefined || !hears(session, key)) continue;
    if (seq <= log.fold.seq) {
      from.set(key, seq);
      if (isPrivateKey(key)) world.privates.arrive(session, key, seq);
    } else {
      const { code, message } = fault('bad_cursor', { target, seq, end: log.fold.seq });
      act.tell({ ev: 'error', code, message, target });
    }
  }
  for (const [key, after] of from) {
    const log = world.log(key);
    if (log && after < log.fold.seq && mayHear(session, key)) act.replay(log, after);
  }
  const privates = [...(person.privates?.values() ?? [])];
  world.set(session, 'arriving', new Map(privates.map(({ key, fold }) => [key, fold.seq])));
}

function hears(session: Session, key: LogKey): boolean {
  const { rooms, privates } = session.person;
  if (!mayHear(session, key)) return false;
  return isPrivateKey(key) ? (privates?.has(key) ?? false) : rooms.has(key);
}

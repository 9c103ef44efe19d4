/** Rebuilds the world after a restart: every session that was not over waits for a `/resume`. */
import { isPrivateKey, isServer, type PrivateKey } from '../../../grammar/names.ts';
import { watchDeserted } from '../bounds/deserted.ts';
import type { Effect } from '../effects.ts';
import { eraseOn } from '../logs/erasing.ts';
import { emptyLog } from '../logs/fold.ts';
import { watchExceptions } from '../moderation/exceptions.ts';
import { foldOf } from '../sleep/asleep-room.ts';
import { remindOfDrowsy } from '../sleep/dozing.ts';
import type { Identity, Time } from '../world/ids.ts';
import type { Person } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { keepPerson } from './keeping.ts';
import type { AccountState, PersonState, RegimeState } from './kept.ts';
import { type LeftLog, LeftRooms } from './restore-asleep.ts';
import {
  type LeftPerson,
  type LeftSession,
  restorePerson,
  restorePlaces,
  restoreSession,
} from './restore-people.ts';

/** As the store kept it. To look at the state may take some time, each time. */
interface LeftAccount {
  readonly identity: Identity;
  readonly state: AccountState;
}

/** What the store kept. */
export interface Left {
  readonly logs: readonly LeftLog[];
  readonly persons: readonly LeftPerson[];
  readonly accounts: readonly LeftAccount[];
  readonly sessions: readonly LeftSession[];
  readonly regime?: RegimeState;
  /** When something last happened in a log: time does not go back behind that. */
  readonly latest: Time;
}

/**
 * To be called once, on an empty world, at `now`. The effects make the sessions hear their logs, for their grace, and let
 * go of what nobody can come back to: sessions beyond the limit, guests without one, and private logs that nobody reads.
 */
export function restore(world: World, left: Left, now: Time): Effect[] {
  world.now = Math.max(now, left.latest);
  const effects: Effect[] = [];
  if (left.regime) restoreRegime(world, left.regime, effects);
  const remaining = remainingOf(left, world.settings.limits.lost);
  for (const { id: who, key, person } of remaining.over) {
    effects.push({ do: 'keep-session', who, key, person, state: undefined, answers: [] });
  }
  for (const { identity } of remaining.gone) {
    effects.push({ do: 'keep-person', identity, state: undefined });
  }
  restoreEverybody(world, left.logs, remaining, effects);
  watchDeserted(world, effects);
  for (const { log, about } of left.logs) {
    const measures = 'measures' in about ? about.measures : undefined;
    if (measures && !isPrivateKey(log)) watchExceptions(world, effects, log, measures);
  }
  for (const session of remaining.sessions) restoreSession(world, session, effects);
  world.touched.clear();
  remindOfDrowsy(world, effects);
  world.journal.commit(world.journal.end);
  return effects;
}

function restoreRegime(world: World, state: RegimeState, effects: Effect[]): void {
  const { codes, erasing, lockdown, reports, reported } = state;
  const sets = { codes: new Map(codes), erasing: new Set(erasing) };
  world.set(world, 'regime', { ...sets, lockdown, reports, reported });
  effects.push(...eraseOn(erasing));
}

/** Who is there again, and who is not. */
interface Remaining {
  readonly accounts: ReadonlyMap<Identity, LeftAccount>;
  readonly sessions: readonly LeftSession[];
  /** Those beyond the limit, the ones lost longest, and those that nothing says any more what they may do. */
  readonly over: readonly LeftSession[];
  /** Accounts first: nobody who is a guest has the nick of one. */
  readonly persons: readonly LeftPerson[];
  /** Guests without a session. */
  readonly gone: readonly LeftPerson[];
  /** Those who have a session. */
  readonly back: ReadonlySet<Identity>;
}

function remainingOf(left: Left, mostSessions: number): Remaining {
  const spare = Math.max(0, left.sessions.length - mostSessions);
  const accounts = new Map(left.accounts.map((account) => [account.identity, account]));
  const sessions = left.sessions.filter((each, n) => n >= spare && hasToken(each, accounts));
  const remain = new Set(sessions);
  const back = new Set(sessions.map(({ person }) => person));
  const isAccount = ({ identity }: LeftPerson): boolean => accounts.has(identity);
  const guests = left.persons.filter((person) => !isAccount(person));
  return {
    accounts,
    sessions,
    over: left.sessions.filter((session) => !remain.has(session)),
    persons: [
      ...left.persons.filter(isAccount),
      ...guests.filter(({ identity }) => back.has(identity)),
    ],
    gone: guests.filter(({ identity }) => !back.has(identity)),
    back,
  };
}

/** Whoever has no session sleeps, as far as nothing of them has changed with the restart; rooms and logs come between the two. */
function restoreEverybody(
  world: World,
  logs: Left['logs'],
  { accounts, persons, back }: Remaining,
  effects: Effect[],
): void {
  const identities = new Set(persons.map(({ identity }) => identity));
  const rooms = new LeftRooms(world, logs, (who) => identities.has(who));
  const awake: { person: Person; state: PersonState }[] = [];
  const read = new Set<PrivateKey>();
  const founded: [Identity, readonly string[]][] = [];
  for (const one of persons) {
    const { identity, state } = one;
    for (const key of state.privates ?? []) read.add(key);
    if (state.founded) founded.push([identity, state.founded]);
    const account = accounts.get(identity)?.state;
    const sleeps = account && !back.has(identity) && isPlain(world, state);
    if (sleeps) rooms.lay(identity, state, account);
    else awake.push({ person: restorePerson(world, one, account), state });
    // Nobody undoes this: its inverses are let go, person by person.
    world.journal.commit(world.journal.end);
  }
  rooms.layAll();
  restoreLogs(world, logs, read, effects);
  for (const { person, state } of awake) {
    effects.push(...restoreAwake(world, person, state, back.has(person.identity)));
    for (const key of rooms.roles.get(person.identity) ?? []) {
      const room = world.rooms.get(key);
      if (room) world.rooms.hold(person, room);
    }
    world.journal.commit(world.journal.end);
  }
  restoreFounders(world, founded);
}

/** Nothing of it has changed with the restart. */
const isPlain = ({ persons }: World, { nick, away, reads }: PersonState): boolean =>
  away === undefined && reads !== undefined && persons.isFree(nick);

/** A bot whose token is gone has nothing that says what it may do. */
function hasToken(
  { person, state: { bot } }: LeftSession,
  accounts: ReadonlyMap<Identity, LeftAccount>,
): boolean {
  return (
    bot === undefined ||
    accounts.get(person)?.state.tokens?.some(({ name }) => name === bot) === true
  );
}

/** Somebody who has a session is here; an account whose nick another one has by now has another one. */
function restoreAwake(world: World, person: Person, state: PersonState, isHere: boolean): Effect[] {
  restorePlaces(world, person, state, isHere);
  if (!isHere) {
    world.set(person, 'away', undefined);
    world.doze(person);
  }
  if (person.nick === state.nick) return [];
  const kept = keepPerson(world, person);
  if (person.account === undefined) return [kept];
  const [was, is] = [state.nick, person.nick];
  const fact = `the account ${was} is called ${is} from now on: another account's nick is the same as ${was} by now`;
  const advice = 'Its password stays what it was, and /nick gives it a better one';
  return [kept, { do: 'warn', fact: `${fact}. ${advice}` }];
}

/** The server's log, and private logs that somebody reads. */
function restoreLogs(
  world: World,
  logs: Left['logs'],
  read: ReadonlySet<PrivateKey>,
  effects: Effect[],
): void {
  for (const { log, end, about } of logs) {
    if ('name' in about) {
      if (isServer(about.name)) world.set(world.server, 'fold', foldOf(end, about));
    } else if (!isPrivateKey(log) || !read.has(log)) effects.push({ do: 'forget', log });
    else {
      const { pair, wrote = pair } = about;
      world.privates.add(log, pair, { ...emptyLog, seq: end }, wrote);
    }
  }
}

/** Rooms in which nothing has happened are their founders'. */
function restoreFounders(world: World, founded: readonly [Identity, readonly string[]][]): void {
  for (const [identity, names] of founded) {
    for (const name of names) {
      const [room, person] = [world.rooms.find(name), world.persons.get(identity)];
      if (person && room?.fold.seq === 0) world.rooms.found(room, person);
    }
  }
}

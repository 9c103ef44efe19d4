/** Rebuilds the world after a restart: every session that was not over waits for a `/resume`. */
import { isPrivateKey, isServer, type LogKey, type RoomKey } from '../../grammar/names.ts';
import { watchDeserted } from './bounds/deserted.ts';
import type { Effect } from './effects.ts';
import type { Identity, Seq, Time } from './ids.ts';
import { keepPerson } from './keeping.ts';
import type { AccountState, LogAbout, RegimeState } from './kept.ts';
import { eraseOn } from './logs/erasing.ts';
import { emptyLog } from './logs/fold.ts';
import { watchExceptions } from './moderation/exceptions.ts';
import { packedOf, restoreRooms } from './restore-asleep.ts';
import { comeBack, type LeftPerson, type LeftSession, restorePerson } from './restore-people.ts';
import { AsleepPerson } from './sleep/asleep-person.ts';
import { foldOf } from './sleep/asleep-room.ts';
import { remindOfDrowsy } from './sleep/dozing.ts';
import type { Person } from './state.ts';
import type { World } from './world.ts';

/** What the store kept. */
export interface Left {
  readonly logs: readonly { log: LogKey; end: Seq; about: LogAbout }[];
  readonly persons: readonly LeftPerson[];
  readonly accounts: readonly { identity: Identity; state: AccountState }[];
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
  if (left.regime) {
    const { codes, erasing, lockdown, reports, reported } = left.regime;
    world.set(world, 'regime', {
      ...{ lockdown, codes: new Map(codes), erasing: new Set(erasing) },
      ...{ reports, reported },
    });
    effects.push(...eraseOn(erasing));
  }
  const spare = Math.max(0, left.sessions.length - world.settings.limits.lost);
  const accounts = new Map(left.accounts.map(({ identity, state }) => [identity, state]));
  const sessions = left.sessions.filter((each, n) => n >= spare && hasToken(each, accounts));
  const remain = new Set(sessions);
  for (const session of left.sessions) {
    if (remain.has(session)) continue;
    const { id: who, key, person } = session;
    effects.push({ do: 'keep-session', who, key, person, state: undefined, answers: [] });
  }
  const back = new Set(sessions.map(({ person }) => person));
  const isKnown = ({ identity }: LeftPerson): boolean =>
    back.has(identity) || accounts.has(identity);
  const persons = left.persons.filter(isKnown);
  for (const { identity } of left.persons.filter((each) => !isKnown(each))) {
    effects.push({ do: 'keep-person', identity, state: undefined });
  }
  const sleeping = persons.filter(({ identity }) => accounts.has(identity) && !back.has(identity));
  restoreLogs(world, left.logs, persons, effects);
  const roles = restoreRooms(world, left.logs, persons, sleeping);
  for (const { identity, state } of accountsFirst(persons, accounts)) {
    const account = accounts.get(identity);
    const isHere = back.has(identity);
    if (account && !isHere && world.persons.isFree(state.nick)) {
      const packed = packedOf(world, state, account, roles.get(identity));
      world.persons.addAsleep(identity, new AsleepPerson(state.nick, packed));
    } else {
      const person = restoreAwake(world, { identity, state }, account, isHere, effects);
      for (const key of roles.get(identity) ?? []) {
        const room = world.rooms.get(key);
        if (room) world.rooms.hold(person, room);
      }
    }
    // Nobody undoes this: its inverses are let go, person by person.
    world.journal.commit(world.journal.end);
  }
  restoreFounders(world, persons);
  watchDeserted(world, effects);
  for (const { log, about } of left.logs) {
    const measures = 'measures' in about ? about.measures : undefined;
    if (measures) watchExceptions(world, effects, log as RoomKey, measures);
  }
  for (const session of sessions) comeBack(world, session, effects);
  world.touched.clear();
  remindOfDrowsy(world, effects);
  world.journal.commit(world.journal.end);
  return effects;
}

/** A bot whose token is gone has nothing that says what it may do. */
function hasToken(
  { person, state: { bot } }: LeftSession,
  accounts: ReadonlyMap<Identity, AccountState>,
): boolean {
  return (
    bot === undefined || accounts.get(person)?.tokens?.some(({ name }) => name === bot) === true
  );
}

/** Nobody who is a guest has the nick of an account. */
function accountsFirst(
  persons: readonly LeftPerson[],
  accounts: ReadonlyMap<Identity, AccountState>,
): LeftPerson[] {
  const isAccount = ({ identity }: LeftPerson): boolean => accounts.has(identity);
  return [...persons.filter(isAccount), ...persons.filter((person) => !isAccount(person))];
}

/** Somebody who has a session is here; an account whose nick another one has by now gets another one. */
function restoreAwake(
  world: World,
  { identity, state: kept }: LeftPerson,
  account: AccountState | undefined,
  isHere: boolean,
  effects: Effect[],
): Person {
  const { away: _, ...offline } = kept;
  const person = restorePerson(world, identity, isHere ? kept : offline, account, isHere);
  if (!isHere) world.doze(person);
  if (person.nick === kept.nick) return person;
  effects.push(keepPerson(world, person));
  if (person.account === undefined) return person;
  const [was, is] = [kept.nick, person.nick];
  const fact = `the account ${was} is called ${is} from now on: another account's nick is the same as ${was} by now`;
  effects.push({
    do: 'warn',
    fact: `${fact}. Its password stays what it was, and /nick gives it a better one`,
  });
  return person;
}

/** The server's log, and private logs that somebody reads. */
function restoreLogs(
  world: World,
  logs: Left['logs'],
  persons: Left['persons'],
  effects: Effect[],
): void {
  const read = new Set(persons.flatMap(({ state }) => state.privates ?? []));
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
function restoreFounders(world: World, persons: Left['persons']): void {
  for (const { identity, state } of persons) {
    for (const name of state.founded ?? []) {
      const [room, person] = [world.rooms.find(name), world.persons.get(identity)];
      if (person && room?.fold.seq === 0) world.rooms.found(room, person);
    }
  }
}

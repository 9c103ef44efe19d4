/** Rebuilds the world after a restart: every session that was not over waits for a `/resume`. */
import { isPrivateKey, isServer, type LogKey, type RoomKey } from '../../grammar/names.ts';
import { watchDeserted } from './bounds/deserted.ts';
import type { Effect } from './effects.ts';
import type { Identity, Seq, Time } from './ids.ts';
import { keepPerson } from './keeping.ts';
import type { AccountState, LogAbout, RegimeState, RoomAbout } from './kept.ts';
import { eraseOn } from './logs/erasing.ts';
import { emptyLog, type Fold } from './logs/fold.ts';
import { remaining } from './moderation/policy.ts';
import { comeBack, type LeftPerson, type LeftSession, restorePerson } from './restore-people.ts';
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
  restoreLogs(world, left.logs, persons, effects);
  for (const { identity, state: kept } of accountsFirst(persons, accounts)) {
    const isHere = back.has(identity);
    const { away: _, ...offline } = kept;
    const state = isHere ? kept : offline;
    const person = restorePerson(world, identity, state, accounts.get(identity), isHere);
    // Nobody undoes this: its inverses are let go, person by person.
    world.journal.commit(world.journal.end);
    if (person.nick !== kept.nick) effects.push(keepPerson(person));
    if (person.account && person.nick !== kept.nick) {
      const [was, is] = [kept.nick, person.nick];
      const fact = `the account ${was} is called ${is} from now on: another account's nick is the same as ${was} by now`;
      effects.push({
        do: 'warn',
        fact: `${fact}. Its password stays what it was, and /nick gives it a better one`,
      });
    }
  }
  restoreRoles(world, persons);
  desertRooms(world);
  watchDeserted(world, effects);
  for (const session of sessions) comeBack(world, session, effects);
  world.touched.clear();
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

function restoreLogs(
  world: World,
  logs: Left['logs'],
  persons: Left['persons'],
  effects: Effect[],
): void {
  const read = new Set(persons.flatMap(({ state }) => state.privates ?? []));
  for (const { log, end, about } of logs) {
    if ('name' in about && isServer(about.name)) {
      world.set(world.server, 'fold', foldOf(end, about));
    } else if ('name' in about) {
      const room = world.rooms.of(log as RoomKey, about.name, undefined, foldOf(end, about));
      for (const name of [about.name, ...(about.formerly ?? [])]) world.rooms.lead(name, room);
    } else if (!isPrivateKey(log) || !read.has(log)) effects.push({ do: 'forget', log });
    else {
      const { pair, wrote = pair } = about;
      world.privates.add(log, pair, { ...emptyLog, seq: end }, wrote);
    }
  }
}

const foldOf = (
  seq: Seq,
  { topic, roles, settings = [], invited, measures = [], acts = [], formerly = [] }: RoomAbout,
): Fold => ({
  ...emptyLog,
  seq,
  topic,
  policy: {
    roles: new Map(roles),
    settings: new Map(settings.map((set) => [set.name, set])),
    invited: new Map(invited),
    measures,
    formerly,
    acts,
  },
});

/** Since when nobody has been in them nobody knows: they count from here. */
function desertRooms({ rooms }: World): void {
  for (let place = 0; place < rooms.fullest.size; place += 1) {
    const room = rooms.fullest.at(place);
    if (room?.stays.size === 0) rooms.desert(room);
  }
}

/** Of those who had roles, whoever is there has them still; rooms in which nothing has happened are their founders'. */
function restoreRoles(world: World, persons: Left['persons']): void {
  for (let place = 0; place < world.rooms.fullest.size; place += 1) {
    const room = world.rooms.fullest.at(place);
    if (room === undefined) continue;
    const policy = remaining(room.fold.policy, (who) => world.persons.has(who));
    world.set(room, 'fold', { ...room.fold, policy });
    for (const who of policy.roles.keys()) {
      const person = world.persons.get(who);
      if (person) world.rooms.hold(person, room);
    }
  }
  for (const { identity, state } of persons) {
    const person = world.persons.get(identity);
    for (const name of person === undefined ? [] : (state.founded ?? [])) {
      const room = world.rooms.find(name);
      if (person && room?.fold.seq === 0) world.rooms.found(room, person);
    }
  }
}

/** Rebuilds one person, or one session, after a restart. */
import { isPrivateKey } from '../../../grammar/names.ts';
import type { Effect } from '../effects.ts';
import { register } from '../people/accounts.ts';
import { heardBy, hearing } from '../people/hearing.ts';
import { hide } from '../people/ignoring.ts';
import { readAll, readTo } from '../people/reads.ts';
import { lasting, roomsOf } from '../sleep/asleep-person.ts';
import type { Identity, SessionId, SessionKey } from '../world/ids.ts';
import type { Person } from '../world/state.ts';
import type { World } from '../world/world.ts';
import type { AccountState, PersonState, SessionState } from './kept.ts';

/** Where people came from, and what they spoke, is not kept. */
const UNKNOWN = '';
/** No connection of this process has this number. */
const NO_CONNECTION = 0;

/** As the store kept it. To look at the state may take some time, each time. */
export interface LeftPerson {
  readonly identity: Identity;
  readonly state: PersonState;
}

/** As the store kept it. */
export interface LeftSession {
  readonly id: SessionId;
  readonly key: SessionKey;
  readonly person: Identity;
  readonly state: SessionState;
}

/** Two nicks that were different ones when they were taken may be one by now: whoever has it first has it. */
export function restorePerson(
  world: World,
  { identity, state }: LeftPerson,
  account: AccountState | undefined,
): Person {
  const nick = world.persons.isFree(state.nick)
    ? state.nick
    : world.persons.guestNick(world.persons.size);
  const person = world.persons.add({ ...lasting(state), identity, nick, stored: true });
  if (account) {
    const { v: _, ...known } = account;
    register(world, person, known);
  }
  return person;
}

/** Somebody is in their rooms and private logs again, `isHere` or offline. */
export function restorePlaces(
  world: World,
  person: Person,
  state: PersonState,
  isHere: boolean,
): void {
  const { privates, reads } = state;
  for (const { name, stay } of roomsOf(state)) {
    const room = world.rooms.of(world.rooms.keyOf(name), name);
    if (isHere) world.rooms.addMember(person, room, stay);
    else world.rooms.addOffline(person, room, stay);
  }
  for (const key of privates ?? []) {
    const conversation = world.privates.get(key);
    if (conversation) world.privates.hear(person, conversation);
  }
  if (reads === undefined) readAll(world.journal, person);
  for (const [key, seq] of reads ?? []) {
    const log = isPrivateKey(key) ? person.privates?.get(key) : person.rooms.get(key);
    if (log) readTo(world.journal, person, key, Math.min(seq, log.fold.seq));
  }
}

/** A session hears its person's logs from where they end, and has as long as any lost one to be taken up again. */
export function restoreSession(
  world: World,
  {
    id,
    key,
    person: identity,
    state: { secret, earlier, device, since, current, arrived, bot },
  }: LeftSession,
  effects: Effect[],
): void {
  const person = world.persons.get(identity);
  if (person === undefined) throw new Error(`the session ${key} is nobody's`);
  const nobodys = { connection: NO_CONNECTION, address: UNKNOWN, format: UNKNOWN };
  const begun = { ...nobodys, session: id, key, secret };
  const session = world.sessions.add(person, begun, since ?? person.since, device);
  if (earlier) world.sessions.recall(session, earlier);
  world.set(session, 'recalls', true);
  world.set(
    session,
    'bot',
    person.account?.tokens?.find(({ name }) => name === bot),
  );
  if (current) world.set(session, 'current', person.rooms.get(current));
  for (const [log, seq] of arrived ?? []) {
    if (person.privates?.has(log)) world.privates.arrive(session, log, seq);
  }
  for (const log of heardBy(session)) effects.push(hearing(id, log));
  if (person.ignored.size > 0) effects.push(hide(id, person));
  world.sessions.lose(session, world.now);
  const due = { due: 'grace', session: id, connection: session.connection } as const;
  effects.push({ do: 'remind', after: world.settings.limits.grace, due });
}

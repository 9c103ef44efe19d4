/** Makes the effects that store persons and sessions which an input has changed or ended. */
import type { RoomKey } from '../../../grammar/names.ts';
import type { Effect } from '../effects.ts';
import type { Glimpse } from '../sleep/asleep-room.ts';
import type { Seq, Time } from '../world/ids.ts';
import {
  isGone,
  NONE_UNKEPT,
  type Person,
  type Private,
  type Room,
  type Session,
  type Stay,
} from '../world/state.ts';
import type { World } from '../world/world.ts';
import type { LogAbout, PersonState, RoomAbout, SessionState } from './kept.ts';

/** The durable part of a person: what they come back with after a restart. */
export const keepPerson = (world: World, person: Person): Effect => ({
  do: 'keep-person',
  identity: person.identity,
  state: lastingOf(world, person),
});

/** The same as plain data. */
export function lastingOf(world: World, person: Person): PersonState {
  const { since, nick, named, rooms, roles, quiet, privates, away, bell } = person;
  const { ignored, privacy, account, reads, notify, seen } = person;
  const founded = glimpses(world, roles?.keys()).filter(({ seq }) => seq === 0);
  return {
    v: 2,
    since,
    nick,
    named,
    rooms: glimpses(world, rooms.keys()).map(({ name }) => name),
    ...(rooms.size > 0 && { stays: [...rooms.entries()].map(([, stay]) => written(stay)) }),
    ...(quiet.size > 0 && { quiet: [...quiet] }),
    ...(privates && privates.size > 0 && { privates: [...privates.keys()] }),
    ...(away !== undefined && { away }),
    ...(bell && { bell }),
    ...(ignored.size > 0 && { ignored: [...ignored] }),
    ...(privacy !== 'all' && { privacy }),
    ...(founded.length > 0 && { founded: founded.map(({ name }) => name) }),
    ...(account && { reads: [...(reads?.entries() ?? [])] }),
    ...(notify && {
      notify: [...notify].map(([room, choice]) => ({ ...(room !== '' && { room }), ...choice })),
    }),
    ...(seen !== undefined && { seen }),
  };
}

/** What is known of rooms without waking them. */
const glimpses = ({ rooms }: World, keys: Iterable<RoomKey> = []): Glimpse[] =>
  [...keys].flatMap((key) => rooms.glimpseOf(key) ?? []);

const written = ({ joined, came, since }: Stay): readonly [Seq, Seq, Time] => [joined, came, since];

/** The durable part of a session. Its new answers are stored with it. */
function keepSession(world: World, session: Session): Effect {
  const { id: who, key, person, secret, earlier, device, since, current, arrived, bot } = session;
  const { unkept: answers } = session;
  world.set(session, 'unkept', NONE_UNKEPT);
  const state: SessionState = {
    v: 5,
    secret,
    ...(earlier.length > 0 && { earlier }),
    ...(person.account && { device, since }),
    ...(bot && { bot: bot.name }),
    ...(current && { current: current.key }),
    ...(arrived && arrived.size > 0 && { arrived: [...arrived.entries()] }),
  };
  return { do: 'keep-session', who, key, person: person.identity, state, answers };
}

/**
 * The effects that store what an input has changed of persons and sessions, if there is something to come back to. The first
 * time, a person is stored with all of their sessions.
 */
export function keepTouched(world: World, effects: Effect[]): void {
  if (world.touched.size === 0) return;
  const kept = new Set<Person | Session>();
  for (const who of world.touched) {
    const person = 'person' in who ? who.person : who;
    const isOver =
      'person' in who ? !person.sessions.has(who.id) : isGone(person) && !person.account;
    if (isOver) continue;
    if (!person.stored && !isWorthKeeping(person)) continue;
    const all = person.stored ? [who] : [person, ...person.sessions.values()];
    for (const each of all) kept.add(each);
  }
  for (const who of kept) {
    if ('person' in who) effects.push(keepSession(world, who));
    else {
      world.set(who, 'stored', true);
      effects.push(keepPerson(world, who));
    }
  }
}

/** What the store forgets when a session is over, or is a guest's that it does not know. */
export function forgetSession({ id: who, key, person: { identity, stored } }: Session): Effect[] {
  const over = { do: 'keep-session', who, key, person: identity, state: undefined } as const;
  return stored ? [{ ...over, answers: [] }] : [];
}

/** What the store forgets when a person is gone: of an account, nothing. */
export const forgetPerson = ({ identity, stored, account }: Person): Effect[] =>
  stored && !account ? [{ do: 'keep-person', identity, state: undefined }] : [];

/** What is kept of a log besides its events, as it is now. */
export const aboutOf = (log: Room | Private): LogAbout =>
  'pair' in log ? { pair: log.pair, wrote: log.wrote } : aboutRoom(log);

/** The same of a room. */
export function aboutRoom({ name, fold }: Room): RoomAbout {
  const { topic, policy } = fold;
  return {
    v: 4,
    name,
    ...(topic && { topic }),
    ...(policy.roles.size > 0 && { roles: [...policy.roles] }),
    ...(policy.settings.size > 0 && { settings: [...policy.settings.values()] }),
    ...(policy.formerly.length > 0 && { formerly: policy.formerly }),
    ...(policy.invited.size > 0 && { invited: [...policy.invited] }),
    ...(policy.measures.length > 0 && { measures: policy.measures }),
    ...(policy.acts.length > 0 && { acts: policy.acts }),
  };
}

/** True for a guest who has chosen no nick, and is in no room and no private log: there is nothing to come back to. */
export const isWorthKeeping = ({ named, rooms, privates }: Person): boolean =>
  named || rooms.size > 0 || (privates !== undefined && privates.size > 0);

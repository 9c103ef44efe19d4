/** Makes the answers that show the world. */
import type { EventOf } from '../../grammar/events.ts';
import { shownOutside } from '../../grammar/settings.ts';
import { iso } from '../../grammar/time.ts';
import { firstOf, more } from './cutting.ts';
import { TOKEN_PLACE } from './greeting.ts';
import { finds } from './logs/past.ts';
import type { Measure } from './moderation/measures.ts';
import type { KeptReport } from './moderation/regime.ts';
import { calledBy } from './moderation/whom.ts';
import { isBot, mayHear } from './people/bots.ts';
import type { Glimpse } from './sleep/asleep-room.ts';
import {
  type Account,
  type Face,
  isGone,
  type Person,
  type Room,
  type Session,
} from './world/state.ts';
import type { World } from './world/world.ts';

/** The state of a room now: its members who are here, and, behind them, those of `offline`. */
export function roomState(room: Room, offline: Iterable<Face> = []): EventOf<'room'> {
  const { topic, seq } = room.fold;
  const { list, cut } = firstOf(room.members.values(), asMember(room), memberBytes, offline);
  return {
    ev: 'room',
    room: room.name,
    ...(topic && { topic: topic.text, topic_from: topic.from, topic_at: topic.at }),
    seq,
    count: room.members.size,
    members: list,
    ...more(cut),
    settings: settingsOf(room),
  };
}

/** Those accounts in a room that are not here. */
export function* offlineIn({ persons }: World, { members, stays }: Room): Generator<Face> {
  for (const identity of stays.keys()) {
    const person = members.has(identity) ? undefined : persons.face(identity);
    if (person) yield person;
  }
}

/** By name, as whoever is not in the room may see them. */
const settingsOf = ({ fold: { policy } }: Room): EventOf<'room'>['settings'] =>
  Object.fromEntries(
    [...policy.settings].map(([name, { value }]) => [name, shownOutside(name, value)]),
  );

type Member = EventOf<'room'>['members'][number];

/** Somebody as the room lists them. */
export const asMember =
  ({ fold: { policy } }: Room) =>
  (person: Face): Member => {
    const { identity, nick, away } = person;
    const role = policy.roles.get(identity);
    const member: Member = { nick };
    if (role) member.role = role;
    if (away !== undefined) member.away = true;
    if (isGone(person)) member.offline = true;
    if (isBot(person)) member.bot = true;
    return member;
  };

/** At most: a joiner of a big room should not cost an encoding of each member. */
const memberBytes = ({ nick, role, bot }: Member): number =>
  3 * nick.length +
  '{"nick":"","offline":true}'.length +
  (bot ? ',"bot":true'.length : 0) +
  (role === undefined ? 0 : ',"role":"owner"'.length);

/** A list of rooms, as long as one line may be. */
export function roomList(rooms: Iterable<Glimpse>): EventOf<'rooms'> {
  const { list, cut } = firstOf(rooms, ({ name, count, topic }) => ({
    room: name,
    count,
    ...(topic && { topic: topic.text }),
  }));
  return { ev: 'rooms', rooms: list, ...more(cut) };
}

/** What is set about people in a room; to whoever looks after it with the addresses that were named. */
export function measureList(
  room: string,
  measures: readonly Measure[],
  isToStaff: boolean,
): EventOf<'bans'> {
  const { list, cut } = firstOf(measures, ({ whom, ...rest }) => ({
    ...rest,
    kind: whom.kind,
    ...((isToStaff || whom.kind !== 'address') && { who: calledBy(whom) }),
  }));
  return { ev: 'bans', room, bans: list, ...more(cut) };
}

/** Open reports, each with what its room is called now. */
export function reportList(
  { rooms }: World,
  room: string,
  reports: readonly KeptReport[],
): EventOf<'reports'> {
  const { list, cut } = firstOf(reports, ({ by: _, author: __, room: key, ...rest }) => ({
    ...rest,
    room: rooms.glimpseOf(key)?.name ?? key,
  }));
  return { ev: 'reports', room, reports: list, ...more(cut) };
}

/** Whom a measure would hit, and which of the staff it would hit if they were not. */
export function hitList(
  of: Pick<EventOf<'hits'>, 'room' | 'does' | 'who'>,
  hit: readonly Face[],
  spared: readonly Face[],
): EventOf<'hits'> {
  const nickOf = ({ nick }: Face): string => nick;
  const { list, cut } = firstOf(hit, nickOf);
  const staff = firstOf(spared, nickOf).list;
  const people = { count: hit.length, people: list, ...more(cut) };
  return { ev: 'hits', ...of, ...people, ...(staff.length > 0 && { spared: staff }) };
}

/** Who is in `room`, or on the whole server. `isShown`: whether the away message of somebody may be read there. */
export function whoIsThere(
  world: World,
  room: Room | undefined,
  isShown: (person: Person, away: string) => boolean,
  offline: Iterable<Face> = [],
): EventOf<'who'> {
  const here = (room ? room.members : world.persons.here).values();
  const entry = (person: Face) => {
    const { nick, away } = person;
    if (isGone(person)) return { nick, offline: true as const };
    if (away === undefined) return { nick };
    const shown = world.persons.get(person.identity);
    return { nick, away: shown && isShown(shown, away) ? away : '' };
  };
  const { list, cut } = firstOf(here, entry, undefined, offline);
  return {
    ev: 'who',
    ...(room && { room: room.name }),
    count: room ? room.members.size : world.persons.here.size,
    people: list,
    ...more(cut),
  };
}

/** What `asker` may know of a person. */
export function whoIs(asker: Person, person: Person): EventOf<'whois'> {
  const { nick, rooms, away, sessions, seen } = person;
  const since = iso(person.since);
  if (isGone(person)) {
    const last = seen !== undefined && { seen: iso(seen) };
    const gone = { connected: false, offline: true as const, ...last };
    return { ev: 'whois', nick, rooms: [], since, ...gone };
  }
  const found = [...rooms.values()].filter((room) => finds(asker, room));
  const { list, cut } = firstOf(found, (room) => room.name);
  return {
    ev: 'whois',
    nick,
    rooms: list,
    ...more(cut),
    ...(away !== undefined && { away }),
    since,
    ...(isBot(person) && { bot: true as const }),
    connected: [...sessions.values()].some(({ lost }) => lost === undefined),
  };
}

/** What a person may know of itself and its session. */
export function whoAmI(session: Session): EventOf<'whoami'> {
  const { person, current } = session;
  const { nick, away, bell, privacy } = person;
  return {
    ev: 'whoami',
    nick,
    ...(current && { room: current.name }),
    rooms: roomNames(session),
    ...(away !== undefined && { away }),
    bell: bell ? 'on' : 'off',
    ...(privacy !== 'all' && { privacy }),
    session: TOKEN_PLACE,
  };
}

/** Who and where a session is: what its client has to know when that has changed at a blow. */
export const whereabouts = (session: Session) => ({
  nick: session.person.nick,
  ...(session.current && { room: session.current.name }),
  rooms: roomNames(session),
  logs: [...(session.person.privates?.keys() ?? [])].filter((key) => mayHear(session, key)),
});

/** What a person may know of its account. */
export const accountOf = ({ nick, sessions }: Person, { since }: Account): EventOf<'account'> => ({
  ev: 'account',
  nick,
  since: iso(since),
  sessions: sessions.size,
});

/** The rooms that a session hears, as people spell them. */
const roomNames = (session: Session): string[] => roomsOf(session).map((room) => room.name);

/** The rooms that a session hears. */
export const roomsOf = (session: Session): Room[] =>
  [...session.person.rooms.values()].filter(({ key }) => mayHear(session, key));

/** One room is reported as `room`, several as `rooms`. */
export function roomsDone(rooms: readonly Room[]): Pick<EventOf<'ok'>, 'room' | 'rooms'> {
  const [first, ...others] = rooms.map((each) => each.name);
  if (first === undefined) return {};
  return others.length === 0 ? { room: first } : { rooms: [first, ...others] };
}

/** How much there is of everything. */
export const statsOf = ({
  persons,
  sessions,
  addresses,
  rooms,
  privates,
  regime,
}: World): EventOf<'stats'> => ({
  ev: 'stats',
  people: persons.here.size,
  sessions: sessions.size,
  lost: addresses.lost,
  accounts: persons.accounts,
  rooms: rooms.size,
  privates: privates.size,
  codes: regime.codes.size,
  lockdown: regime.lockdown,
});

/** Shows the world to those who are told of it by several commands: the state of a room, where a session is, how much there is. */
import type { EventOf } from '../../grammar/events.ts';
import { shownOutside } from '../../grammar/settings.ts';
import { firstOf } from './cutting.ts';
import { isBot, mayHear } from './people/bots.ts';
import { type Face, isGone, type Room, type Session } from './world/state.ts';
import type { World } from './world/world.ts';

/** The state of a room now: its members who are here, and, behind them, those of `offline`. */
export function roomState(room: Room, offline: Iterable<Face> = []): EventOf<'room'> {
  const { topic, seq } = room.fold;
  const { list, ...more } = firstOf(room.members.values(), asMember(room), memberBytes, offline);
  return {
    ev: 'room',
    room: room.name,
    ...(topic && { topic: topic.text, topic_from: topic.from, topic_at: topic.at }),
    seq,
    count: room.members.size,
    members: list,
    ...more,
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

/** Who and where a session is: what its client has to know when that has changed at a blow. */
export const whereabouts = (session: Session) => ({
  nick: session.person.nick,
  ...(session.current && { room: session.current.name }),
  rooms: roomsOf(session).map(({ name }) => name),
  logs: [...(session.person.privates?.keys() ?? [])].filter((key) => mayHear(session, key)),
});

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

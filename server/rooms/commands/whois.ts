/** Shows who somebody is. */
import type { EventOf } from '../../../grammar/events.ts';
import { iso } from '../../../grammar/time.ts';
import { firstOf } from '../cutting.ts';
import { finds } from '../logs/past.ts';
import { called } from '../lookup.ts';
import { isBot } from '../people/bots.ts';
import { isGone, type Person } from '../world/state.ts';
import type { Row } from './row.ts';

export const whois: Row<'whois'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  run(act, { nick }) {
    const person = called(act, nick);
    if (person) act.show(asKnownTo(act.person, person));
  },
};

function asKnownTo(asker: Person, person: Person): EventOf<'whois'> {
  const { nick, rooms, away, sessions, seen } = person;
  const since = iso(person.since);
  if (isGone(person)) {
    const last = seen !== undefined && { seen: iso(seen) };
    const gone = { connected: false, offline: true as const, ...last };
    return { ev: 'whois', nick, rooms: [], since, ...gone };
  }
  const found = [...rooms.values()].filter((room) => finds(asker, room));
  const { list, ...more } = firstOf(found, (room) => room.name);
  return {
    ev: 'whois',
    nick,
    rooms: list,
    ...more,
    ...(away !== undefined && { away }),
    since,
    ...(isBot(person) && { bot: true as const }),
    connected: [...sessions.values()].some(({ lost }) => lost === undefined),
  };
}

/** What two people say to each other is told to the two of them, and to nobody else. */
import type { Event } from '../../../grammar/events.ts';
import type { PrivateAbout } from '../../../server/rooms/durable/kept.ts';
import type { Problem } from './deeds.ts';
import type { Hearing } from './hearings.ts';
import type { Durable } from './people.ts';

export function checkPrivacy(hearings: readonly Hearing[], durable: readonly Durable[]): Problem[] {
  const pairs = pairsOf(durable);
  return hearings.flatMap(({ event, identity, who, moment }) =>
    privatesIn(event).flatMap((log) => {
      const pair = pairs.get(log);
      if (pair === undefined || identity === undefined || pair.includes(identity)) return [];
      const text = `is told what is not for them: ${JSON.stringify(event)}`;
      return [{ text, who, log, moment }];
    }),
  );
}

/** Who is in each private log. Of a guest who came and went within a turn is not kept who they were: theirs are left out. */
export function pairsOf(durable: readonly Durable[]): Map<string, readonly string[]> {
  const persons = durable.flatMap(({ turn }) => turn.persons);
  const kept = new Set(
    persons.filter(({ state }) => state !== undefined).map(({ identity }) => identity),
  );
  return new Map(
    durable
      .flatMap(({ turn }) => turn.entries)
      .filter(({ log, about }) => log.startsWith('@') && about !== undefined)
      .map(({ log, about }) => [log, (about as PrivateAbout).pair] as const)
      .filter(([, pair]) => pair.every((identity) => kept.has(identity))),
  );
}

/** What one has done oneself is answered as it was, also to whoever one is by now. */
function privatesIn(event: Event): string[] {
  if (event.ev === 'ok') return [];
  if (event.ev === 'search') return event.events.flatMap((each) => privatesIn(each));
  return 'log' in event && event.log !== undefined ? [event.log] : [];
}

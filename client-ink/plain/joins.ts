/** Whether those who hear a stream of lines are told that somebody came or went: as on the screen, by how they want that. */
import type { EventOf } from '../../grammar/events.ts';
import { nickKey } from '../../grammar/names.ts';
import type { Joining } from '../language/options.ts';
import { joiningIn, shownAt } from '../layout/joins.ts';
import type { Model } from '../model/model.ts';
import type { Place } from '../model/place.ts';

type Presence = EventOf<'joined' | 'parted' | 'kicked' | 'quit' | 'nick'>;

/** True when a place that it concerns shows it, or none is known to be concerned. `model`: with the event in it. */
export function isToldHere(model: Model, event: Presence): boolean {
  if (event.ev === 'kicked') return true;
  const nick = event.ev === 'nick' ? event.from : event.nick;
  const concerned = model.places.filter((place) => isLast(place, nick, 'shown'));
  return (
    concerned.length === 0 ||
    concerned.some((place) => isLast(place, nick, joiningIn(model, place)))
  );
}

/** The last thing that is shown in the place is that they came or went. */
function isLast({ entries }: Place, nick: string, joins: Joining): boolean {
  const entry = shownAt(entries, entries.length - 1, joins);
  const last = entry?.kind === 'presence' ? entry.changes.at(-1) : undefined;
  return last !== undefined && nickKey(last.nick) === nickKey(nick);
}

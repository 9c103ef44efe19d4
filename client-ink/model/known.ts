/** The rooms and people that a person may mean, the likeliest first: for completion and for the switcher. */
import { nickKey } from '../../grammar/names.ts';
import type { Known } from '../editor/complete.ts';
import { at } from './entry.ts';
import { type Model, shownPlace } from './model.ts';
import type { Place } from './place.ts';

/** So far back somebody who spoke is likelier than somebody who did not. */
const RECENT = 200;

export function knownNames(model: Model): Known {
  const place = shownPlace(model);
  const rooms = model.places.filter(({ kind }) => kind === 'room').map(({ name }) => name);
  const here = place.kind === 'room' ? [place.name] : [];
  return { rooms: [...new Set([...here, ...rooms, ...model.heard])], nicks: nicks(model, place) };
}

function nicks(model: Model, place: Place): string[] {
  const self = nickKey(model.nick);
  const found = new Map<string, string>();
  const add = (nick: string) => {
    const key = nickKey(nick);
    if (key !== self && !found.has(key)) found.set(key, nick);
  };
  if (place.kind === 'private') add(place.name);
  for (const nick of speakers(place)) add(nick);
  for (const { nick } of place.members) add(nick);
  for (const other of model.places) {
    if (other.kind === 'private') add(other.name);
    for (const { nick } of other.members) add(nick);
  }
  return [...found.values()];
}

/** Who spoke last, the latest first, as far as they are still there. */
function speakers(place: Place): string[] {
  const present = new Set<string>(place.members.map(({ key }) => key));
  const spoke: string[] = [];
  for (let back = 1; back <= RECENT; back += 1) {
    const entry = at(place.entries, place.entries.length - back);
    if (entry === undefined) break;
    if (entry.kind === 'said' && present.has(nickKey(entry.from))) spoke.push(entry.from);
  }
  return spoke;
}

/** The rooms, people and messages that a person may mean, the likeliest first: for completion and for the switcher. */
import { nickKey } from '../../grammar/names.ts';
import type { Known } from '../editor/complete.ts';
import { at, indexOf } from './entry.ts';
import { type Model, shownPlace } from './model.ts';
import { type Place, viewed } from './place.ts';

/** So far back somebody who spoke is likelier than somebody who did not. */
const RECENT = 200;

export function knownNames(model: Model): Known {
  const place = shownPlace(model);
  const rooms = model.places.filter(({ kind }) => kind === 'room').map(({ name }) => name);
  const here = place.kind === 'room' ? [place.name] : [];
  return {
    rooms: [...new Set([...here, ...rooms, ...model.heard])],
    nicks: nicks(model, place),
    messages: messages(viewed(place)),
  };
}

/** `^` and the numbers of the last messages, the latest first, up from where one reads. */
function messages({ entries, scroll }: Place): string[] {
  const end = scroll.to === 'end' ? entries.length - 1 : indexOf(entries, scroll.to);
  const seqs: string[] = [];
  for (let back = 0; back < RECENT; back += 1) {
    const entry = at(entries, end - back);
    if (entry?.kind === 'said' && entry.seq > 0) seqs.push(String(entry.seq));
  }
  return ['^', ...seqs];
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

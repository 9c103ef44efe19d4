/** The rooms, people and messages that a person may mean, the likeliest first. The server is asked for its rooms. */
import type { EventOf } from '../../grammar/events.ts';
import { nickKey } from '../../grammar/names.ts';
import type { Known } from '../editor/complete.ts';
import { ask } from './asking.ts';
import { at, indexOf } from './entry.ts';
import { type Model, only, type Update } from './model.ts';
import { type Place, viewed } from './place.ts';
import { shownPlace } from './place-list.ts';

/** Completion prefers people who spoke in the last this many entries. */
const MAX_RECENT_ENTRIES = 200;

/** The names that completion offers, the likeliest first: of rooms, and of people. */
export function knownNames(model: Model): Known {
  const place = shownPlace(model);
  const rooms = model.places.filter(({ kind }) => kind === 'room').map(({ name }) => name);
  const here = place.kind === 'room' ? [place.name] : [];
  return {
    rooms: [...new Set([...here, ...rooms, ...model.heard.map(({ room }) => room)])],
    nicks: nicks(model, place),
    messages: messages(viewed(place)),
    servers: model.profiles,
    aliases: model.aliases,
    keys: [...model.keymap.keys()],
    scripts: model.scripts,
  };
}

/** `^` and the numbers of the last messages, the latest first, up from where one reads. */
function messages({ entries, scroll }: Place): string[] {
  const end = scroll.to === 'end' ? entries.length - 1 : indexOf(entries, scroll.to);
  const seqs: string[] = [];
  for (let back = 0; back < MAX_RECENT_ENTRIES; back += 1) {
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
  for (let back = 1; back <= MAX_RECENT_ENTRIES; back += 1) {
    const entry = at(place.entries, place.entries.length - back);
    if (entry === undefined) break;
    if (entry.kind === 'said' && present.has(nickKey(entry.from))) spoke.push(entry.from);
  }
  return spoke;
}

/** The client asks anew for a list of rooms that is older than this. */
const LIST_AGE_MS = 5_000;
/** The client remembers at most this many rooms, the fullest first. */
const MAX_HEARD = 2_000;

/** Asks the server for its rooms. */
export const askRooms = (model: Model): Update =>
  ask({ ...model, roomsAskedAt: model.now }, 0, { cmd: 'rooms' });

/** Asks again, unless that was done a moment ago. */
export function refreshRooms(model: Model): Update {
  const isOld = model.now - model.roomsAskedAt >= LIST_AGE_MS;
  return isOld && model.connection.is === 'up' ? askRooms(model) : only(model);
}

/** A list of all rooms takes the place of the one before; one of some is put before it. */
export function withRooms(model: Model, { re, rooms }: EventOf<'rooms'>): Model {
  const asked = re === undefined ? undefined : model.asked.get(re);
  const isWhole = asked?.command.cmd === 'rooms' && asked.command.matching === undefined;
  const named = new Set(rooms.map(({ room }) => room));
  const others = isWhole ? [] : model.heard.filter(({ room }) => !named.has(room));
  return { ...model, heard: [...rooms, ...others].slice(0, MAX_HEARD) };
}

/** True when a person typed for the answer, so that it is shown. */
export const isTyped = (model: Model, { re }: EventOf<'unread' | 'notify'>): boolean =>
  re !== undefined && model.asked.get(re)?.line !== undefined;

/** True when the client asked by itself, so that the answer is not shown. */
export function isQuiet(
  model: Model,
  { re }: EventOf<'rooms' | 'whois' | 'settings' | 'ignored' | 'hits' | 'mentions'>,
): boolean {
  const asked = re === undefined ? undefined : model.asked.get(re);
  return asked !== undefined && asked.line === undefined;
}

/** How far an account has read: the server counts what is unread, and is told what is seen here; other devices agree. */
import type { EventOf } from '../../grammar/events.ts';
import { logKey } from '../../grammar/names.ts';
import { ask } from './asking.ts';
import { at, type Entry } from './entry.ts';
import { askHistory, hasHistory, targetOf } from './history.ts';
import { type Model, only, type Update } from './model.ts';
import { type Place, withoutMark } from './place.ts';
import { addPlace, logPlace, placeById, shownPlace, withPlace } from './place-list.ts';
import { isOnScreen, otherPlace } from './split.ts';

/** The server is told of one window at most this often. */
const READ_INTERVAL_MS = 3000;
/** After a key the client takes the person to look at the screen for this long. */
const LOOKING_MS = 60_000;

/**
 * Takes the server's counts of unread messages into their places, opening private ones. A place that is seen now is
 * read at once.
 */
export function counted(given: Model, { logs, more }: EventOf<'unread'>): Update {
  const named = new Set(logs.map(({ room, log }) => logKey(room ?? log ?? '')));
  const places = given.places.map((place) =>
    more || place.log === undefined || named.has(place.log) ? place : readWhole(place),
  );
  const model: Model = { ...given, places };
  return logs.reduce<Update>(
    (update, log) => {
      const opened = placeOf(update.model, log);
      if (opened === undefined) return update;
      const { place } = opened;
      const { unread, mentions = 0 } = log;
      const calls = place.kind === 'private' ? unread : mentions;
      const known = isOnScreen(opened.model, place) ? place : { ...place, unread, mentions: calls };
      const told = withPlace(opened.model, marked({ ...known, readTo: log.read }));
      const asked =
        place.entries.length === 0 ? askHistory(told, place.id) : { model: told, effects: [] };
      return { model: asked.model, effects: [...update.effects, ...asked.effects] };
    },
    { model, effects: [] },
  );
}

/** The place without unread messages. */
const readWhole = (place: Place): Place => ({
  ...withoutMark(place),
  unread: 0,
  mentions: 0,
  readTo: Math.max(place.readTo ?? 0, place.newest),
});

type Counted = EventOf<'unread'>['logs'][number];

function placeOf(
  model: Model,
  { room, log, with: peer }: Counted,
): { model: Model; place: Place } | undefined {
  const known = logPlace(model, room ?? log ?? '');
  if (known) return { model, place: known };
  return log === undefined || peer === undefined
    ? undefined
    : addPlace(model, 'private', peer, logKey(log));
}

/** With the line above the first entry that was not read, as far as that is held. */
export function marked(place: Place): Place {
  const { readTo, unread, entries } = place;
  if (readTo === undefined || unread === 0 || place.newFrom !== undefined) return place;
  for (let n = 0; n < entries.length; n += 1) {
    const entry = at(entries, n);
    if (entry && isNew(entry, readTo)) return { ...place, newFrom: entry.id };
  }
  return place;
}

const isNew = (entry: Entry, readTo: number): boolean =>
  entry.kind === 'said' && entry.seq > readTo && entry.mine !== true;

/** Another device of the account has read a log up to a `seq`. */
export function readElsewhere(model: Model, { room, log, seq }: EventOf<'read'>): Model {
  const place = logPlace(model, room ?? log ?? '');
  if (place === undefined || seq <= (place.readTo ?? 0)) return model;
  const read = { ...place, readTo: seq };
  if (seq >= place.newest) return withPlace(model, { ...readWhole(place), readTo: seq });
  const left = unseen(place, seq);
  const unread = Math.min(place.unread, left.length);
  const calls = left.filter(
    (entry) => place.kind === 'private' || ('mention' in entry && entry.mention),
  );
  const mentions = Math.min(place.mentions, calls.length);
  return withPlace(model, marked({ ...withoutMark(read), unread, mentions }));
}

function unseen({ entries }: Place, readTo: number): Entry[] {
  const found: Entry[] = [];
  for (let n = entries.length - 1; n >= 0; n -= 1) {
    const entry = at(entries, n);
    if (entry && 'seq' in entry && entry.seq <= readTo) break;
    if (entry && isNew(entry, readTo)) found.push(entry);
  }
  return found;
}

/** After any input: tells the server what is seen now, unless that was told a moment ago; and what was seen until now. */
export function toldRead(update: Update, before: Model): Update {
  const { shown } = update.model;
  const left = before.shown === shown ? undefined : placeById(update.model, before.shown);
  const wasSeen =
    left !== undefined &&
    isSeen({ ...before, pressedAt: update.model.pressedAt }, shownPlace(before)) &&
    isNews(left);
  const first = wasSeen ? tellRead(update, left) : update;
  return onScreen(first.model).reduce((told, place) => {
    const since = told.model.now - (place.readToldAt ?? Number.NEGATIVE_INFINITY);
    return isDue(told.model, place) && since >= READ_INTERVAL_MS ? tellRead(told, place) : told;
  }, first);
}

/** The place that is shown, and the one that is read along. */
function onScreen(model: Model): Place[] {
  const other = otherPlace(model);
  return [shownPlace(model), ...(other ? [other] : [])];
}

/** What the person has seen is told at once: they go to another server. */
export const toldLeaving = (model: Model): Update =>
  isReadDue(model) ? tellRead(only(model), shownPlace(model)) : only(model);

/** Tells the server that all of a place is read; nothing where there is no account to remember it. */
export function tellRead({ model, effects }: Update, place: Place): Update {
  const target = targetOf(place);
  if (target === undefined || !model.isAccount || !hasHistory(model, place))
    return { model, effects };
  const told = withPlace(model, { ...place, readTo: place.newest, readToldAt: model.now });
  const asked = ask(told, place.id, { cmd: 'read', target, seq: place.newest });
  return { model: asked.model, effects: [...effects, ...asked.effects] };
}

/**
 * True when the person looks at the end of the place: it is on the screen, nothing lies below, and they have pressed a
 * key of late.
 */
const isSeen = (model: Model, place: Place): boolean =>
  place.unread === 0 &&
  model.focus !== 'elsewhere' &&
  isOnScreen(model, place) &&
  model.now - model.pressedAt <= LOOKING_MS;

/** There is something in the place that the server takes for unread. */
export const isNews = ({ newest, readTo = 0 }: Place): boolean => newest > readTo;

/** True while the server has to be told, before long, of what is seen. */
export const isReadDue = (model: Model): boolean =>
  onScreen(model).some((place) => isDue(model, place));

const isDue = (model: Model, place: Place): boolean =>
  model.isAccount && hasHistory(model, place) && isSeen(model, place) && isNews(place);

/** Asks for the counts, which may have changed on another device. */
export const askUnread = (model: Model): Update => ask(model, 0, { cmd: 'unread' });

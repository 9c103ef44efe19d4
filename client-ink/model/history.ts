/** Asks for pages of a log when the person looks beyond what is held, and inserts them without moving the view. */
import type { CommandOf } from '../../grammar/ast.ts';
import type { EventOf } from '../../grammar/events.ts';
import { ask } from './asking.ts';
import { type Entries, type Entry, first, halves, last, lastSeq, prepend } from './entry.ts';
import { withHues } from './hues.ts';
import { befallen, entryOf, isHappening, isShown } from './log.ts';
import { type Model, only, type Update } from './model.ts';
import {
  colouredIn,
  isAtEnd,
  MAX_HELD_ENTRIES,
  newPlace,
  type Past,
  type Place,
  viewed,
  withoutMark,
} from './place.ts';
import { placeById, withPlace } from './place-list.ts';
import type { Self } from './self.ts';

/** So many events are asked for at once. */
export const PAGE_EVENTS = 200;

/** What commands call the log of a place; nothing when the place has no log. */
export const targetOf = ({ kind, name, log }: Place): string | undefined =>
  kind === 'room' ? name : log;

/** True when the server can be asked about the log of this place. */
export const hasHistory = (model: Model, place: Place): boolean =>
  model.connection.is === 'up' && place.joined && targetOf(place) !== undefined;

/** Asks for the page before the events that are held, unless it is on its way or there is none. */
export function askHistory(model: Model, id: number): Update {
  const place = placeById(model, id);
  if (place === undefined || !hasHistory(model, place)) return only(model);
  const { above, oldest } = viewed(place);
  if (oldest === 1 || (above !== 'unknown' && above !== 'more')) return only(model);
  const before = oldest === 0 ? {} : { before: oldest };
  const waiting = withAbove(withSpaceAbove(place), 'asked');
  const target = targetOf(place)!;
  return ask(withPlace(model, waiting), id, {
    cmd: 'history',
    target,
    ...before,
    limit: PAGE_EVENTS,
  });
}

const withAbove = (place: Place, above: Place['above']): Place =>
  place.past === undefined ? { ...place, above } : { ...place, past: { ...place.past, above } };

/** When the person reads very far up, drops the events far below, so that memory is bounded. */
function withSpaceAbove(place: Place): Place {
  const { entries, past } = place;
  if (past !== undefined) {
    if (past.entries.length < MAX_HELD_ENTRIES) return place;
    const [older] = halves(past.entries);
    return { ...place, past: { ...past, entries: older, newest: lastSeq(older), below: 'more' } };
  }
  if (entries.length < MAX_HELD_ENTRIES || isAtEnd(place)) return place;
  const [older, newer] = halves(entries);
  const { oldest, above, scroll } = place;
  const newest = lastSeq(older);
  return {
    ...place,
    entries: newer,
    oldest: newest + 1,
    above: 'more',
    scroll: { to: 'end' },
    past: { entries: older, oldest, newest, above, below: 'more', scroll },
  };
}

/** Asks for the page behind the past that is shown. Joins the past to the live end when nothing lies between. */
export function askNewer(model: Model, id: number): Update {
  const place = placeById(model, id);
  if (place?.past?.below !== 'more' || !hasHistory(model, place)) return only(model);
  const { past } = place;
  if (isJoined(place, past)) return only(withPlace(model, joined(place, past)));
  const waiting = withPlace(model, { ...place, past: { ...past, below: 'asked' } });
  const target = targetOf(place)!;
  return ask(waiting, id, { cmd: 'history', target, after: past.newest, limit: PAGE_EVENTS });
}

const isJoined = ({ oldest }: Place, past: Past): boolean =>
  oldest > 0 && past.newest + 1 >= oldest;

/** Past and live end in one; the view stays where it was. */
function joined(place: Place, past: Past): Place {
  const { past: _, ...live } = place;
  const { length } = past.entries;
  const older = all(past.entries).filter(
    (entry) => place.oldest === 0 || !('seq' in entry) || entry.seq < place.oldest,
  );
  const from = (first(place.entries)?.id ?? 1) - older.length;
  const known = older.map((entry, index): Entry => ({ ...entry, id: from + index }));
  const { scroll } = past;
  const index = scroll.to === 'end' ? -1 : older.findIndex(({ id }) => id === scroll.to);
  const seen = index < 0 && length > older.length ? overlap(place, past) : undefined;
  const anchor = seen ?? known[scroll.to === 'end' ? known.length - 1 : index];
  const below = scroll.to === 'end' ? 0 : scroll.below;
  return {
    ...live,
    entries: prepend(place.entries, known),
    oldest: past.oldest,
    newest: Math.max(place.newest, past.newest),
    above: past.above,
    scroll: isLast(place, anchor, below) ? { to: 'end' } : { to: anchor!.id, below },
  };
}

const isLast = ({ entries }: Place, anchor: Entry | undefined, below: number): boolean =>
  anchor === undefined || (below === 0 && anchor === last(entries));

/** The live entry that the view in the past hangs from, where both hold it. */
function overlap(place: Place, { entries, scroll }: Past): Entry | undefined {
  const past = all(entries);
  const hung = scroll.to === 'end' ? past.at(-1) : past.find(({ id }) => id === scroll.to);
  if (hung === undefined || !('seq' in hung)) return undefined;
  return all(place.entries).find((entry) => 'seq' in entry && entry.seq === hung.seq);
}

const all = ({ pieces }: Entries): Entry[] => pieces.flat();

type History = CommandOf<'history'>;

/** Asks for the page around a message, to which the person wants to be taken. */
export const isJump = ({ around, after }: History): boolean => around !== undefined || after === 0;

/** A page that was asked for does not come. Asks for nothing more there. */
export function withoutPage(place: Place, command: History): Place {
  const { seeking: _, ...rest } = place;
  if (isJump(command)) return rest;
  const { past } = place;
  if (command.after !== undefined)
    return past ? { ...place, past: { ...past, below: 'more' } } : place;
  return withAbove(place, 'none');
}

/** Something was missed: drops all that is held, and asks for the newest page. */
export function readAnew(model: Model, id: number): Update {
  const place = placeById(model, id);
  if (place?.missed === undefined || !isAtEnd(place)) return only(model);
  const { missed: _, ...kept } = withoutMark(place);
  const { entries, oldest, above } = newPlace(place.id, place.kind, place.name);
  return askHistory(withPlace(model, { ...kept, entries, oldest, above }), id);
}

/** The entries of a page, and what the page tells of others. */
function read(
  place: Place,
  events: EventOf<'history'>['events'],
  self: Self,
  idOfFirst: (count: number) => number,
): { place: Place; entries: Entry[] } {
  const known = befallen(place, events.filter(isHappening), self);
  const shown = events.filter(isShown);
  const from = idOfFirst(shown.length);
  const entries = shown.map((event, index) => entryOf(known, event, self, from + index));
  const hues = withHues(known.hues, entries.flatMap(colouredIn));
  return { place: { ...known, hues }, entries };
}

/** Puts a page of older events above all that is held. */
export function withOlder(place: Place, { events, more }: EventOf<'history'>, self: Self): Place {
  const { oldest } = viewed(place);
  const older = oldest === 0 ? events : events.filter((event) => event.seq < oldest);
  const page = read(place, older, self, (count) => {
    const { entries } = viewed(place);
    return (first(entries)?.id ?? 1) - count;
  });
  const above = more ? ('more' as const) : ('none' as const);
  const { past } = page.place;
  const stretch = past ?? page.place;
  const longer = {
    entries: prepend(stretch.entries, page.entries),
    oldest: older[0]?.seq ?? stretch.oldest,
    newest: Math.max(stretch.newest, older.at(-1)?.seq ?? 0),
    above,
  };
  return past ? { ...page.place, past: { ...past, ...longer } } : { ...page.place, ...longer };
}

/** Puts the page that follows the past below it, up to the live end. */
export function withNewer(place: Place, { events, more }: EventOf<'history'>, self: Self): Place {
  if (place.past === undefined) return place;
  const newer = events.filter(({ seq }) => seq > place.past!.newest);
  const page = read(place, newer, self, () => lastId(place.past!) + 1);
  const before = page.place.past!;
  const roomy = before.entries.length < MAX_HELD_ENTRIES ? before : withoutTop(before);
  const entries = appended(roomy.entries, page.entries);
  const newest = newer.at(-1)?.seq ?? roomy.newest;
  const past: Past = { ...roomy, entries, newest, below: 'more' };
  return isJoined(place, past) || !more ? joined(page.place, past) : { ...page.place, past };
}

function withoutTop(past: Past): Past {
  const [, entries] = halves(past.entries);
  const oldest = entries.pieces.flat().find((entry) => 'seq' in entry);
  return { ...past, entries, above: 'more', ...(oldest && { oldest: oldest.seq }) };
}

const lastId = ({ entries }: Past): number => entries.pieces.at(-1)?.at(-1)?.id ?? 0;

const appended = (entries: Entries, more: readonly Entry[]): Entries => ({
  pieces: more.length === 0 ? entries.pieces : [...entries.pieces, more],
  length: entries.length + more.length,
});

/** Shows a page somewhere up in the log instead of the live end. */
export function withPast(place: Place, event: EventOf<'history'>, self: Self): Place {
  const { events, more } = event;
  const { past: _, ...live } = place;
  const page = read(live, events, self, () => 1);
  const oldest = events[0]?.seq ?? 0;
  const past: Past = {
    entries: appended({ pieces: [], length: 0 }, page.entries),
    oldest,
    newest: events.at(-1)?.seq ?? 0,
    above: oldest > 1 ? 'more' : 'none',
    below: 'more',
    scroll: { to: 'end' },
  };
  const left: Place = { ...page.place, scroll: { to: 'end' } };
  return isJoined(left, past) || !more ? joined(left, past) : { ...left, past };
}

/** Older messages, asked for when somebody looks above what is held, and put there without moving what is shown. */
import type { EventOf, Logged } from '../../grammar/events.ts';
import { nickKey } from '../../grammar/names.ts';
import { type Entry, type Fresh, first, prepend } from './entry.ts';
import { mentions } from './mention.ts';
import { changePlace, type Model, only, placeById, type Step, withPlace } from './model.ts';
import { HELD, newPlace, type Place } from './place.ts';
import { ask } from './sending.ts';
import { change } from './sentences.ts';

const PAGE = 200;

/** Asks for what came before what is held, unless that is on its way, there is none, or enough is held. */
export function askHistory(model: Model, id: number): Step {
  const place = placeById(model, id);
  if (place === undefined || !isAsking(model, place)) return only(model);
  const target = place.kind === 'room' ? place.name : place.log;
  if (target === undefined) return only(model);
  const before = place.oldest === 0 ? {} : { before: place.oldest };
  const waiting = withPlace(model, { ...place, above: 'asked' });
  return ask(waiting, id, { cmd: 'history', target, ...before, limit: PAGE });
}

/** Where something was missed, all that is held is given up, and the newest page is asked for. */
export function readAnew(model: Model, id: number): Step {
  const place = placeById(model, id);
  if (place?.missed === undefined || place.scroll.to !== 'end') return only(model);
  const { missed: _, readTo: __, ...kept } = place;
  const { entries, oldest, above } = newPlace(place.id, place.kind, place.name);
  return askHistory(withPlace(model, { ...kept, entries, oldest, above }), id);
}

function isAsking(model: Model, { above, joined, oldest, entries }: Place): boolean {
  if (model.connection.is !== 'up' || !joined || entries.length >= HELD) return false;
  if (oldest === 1) return false;
  return above === 'unknown' || above === 'more';
}

/** A page has come: what is older than all that is held goes above it. */
export function tookPage(model: Model, id: number, event: EventOf<'history'>): Step {
  return only(changePlace(model, id, (place) => withPast(place, event, model.nick)));
}

function withPast(place: Place, { events, more }: EventOf<'history'>, nick: string): Place {
  const limit = place.oldest === 0 ? Number.POSITIVE_INFINITY : place.oldest;
  const older = events.filter((event) => event.seq < limit);
  const from = (first(place.entries)?.id ?? 1) - older.length;
  const entries = older.map(
    (event, index): Entry => ({ ...pastEntry(event, nick), id: from + index }) as Entry,
  );
  return {
    ...place,
    entries: prepend(place.entries, entries),
    oldest: older[0]?.seq ?? place.oldest,
    newest: Math.max(place.newest, older.at(-1)?.seq ?? 0),
    above: more ? 'more' : 'none',
  };
}

/** What a log keeps, as an entry without a place. */
function pastEntry(event: Logged, nick: string): Fresh {
  const at = Date.parse(event.at);
  if (event.ev !== 'message' && event.ev !== 'topic')
    return { kind: 'note', at, tone: 'info', text: change(event) };
  const { seq, from, text } = event;
  if (event.ev === 'topic') return { kind: 'topic', at, seq, from, text };
  const mine = nickKey(from) === nickKey(nick);
  const calls = !mine && 'room' in event && mentions(text, nick);
  return {
    kind: 'said',
    at,
    seq,
    from,
    how: event.kind,
    text,
    ...(calls && { mention: true }),
    ...(mine && { mine: true }),
  };
}

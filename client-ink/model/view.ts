/** Where the view of a place stands: scrolling, going to a message wherever it is, and standing still while one is chosen. */
import type { Command } from '../../grammar/ast.ts';
import type { EventOf } from '../../grammar/events.ts';
import { ask } from './asking.ts';
import { at, indexOf, indexOfSeq, last } from './entry.ts';
import { askHistory, askNewer, hasHistory, PAGE_EVENTS, targetOf, withPast } from './history.ts';
import { type Model, only, type Update } from './model.ts';
import { atLiveEnd, isAtEnd, type Place, type Scroll, viewed, withScroll } from './place.ts';
import { placeById, shownPlace, withPlace } from './place-list.ts';
import { atEnd, read, turnTo } from './places.ts';

/** `rows` up, or down if negative. */
export function scrollBy(model: Model, rows: number): Update {
  const { scroll } = model.viewport.scrolled(model, viewed(shownPlace(model)), rows);
  const next = scrollingTo(model, scroll);
  return rows > 0 ? soonAbove(next) : soonBelow(next);
}

const scrollingTo = (model: Model, scroll: Scroll): Model =>
  withPlace(model, read(withScroll(shownPlace(model), scroll)));

/** Asks for older history two windows before the view comes to the top. */
function soonAbove(model: Model): Update {
  const place = viewed(shownPlace(model));
  const { viewport } = model;
  return viewport.scrolled(model, place, 2 * viewport.height(model)).top
    ? askHistory(model, place.id)
    : only(model);
}

/** Asks for what follows the past when the view comes near its lower end. */
function soonBelow(model: Model): Update {
  const place = viewed(shownPlace(model));
  if (place.past === undefined) return only(model);
  const { viewport } = model;
  const { scroll } = viewport.scrolled(model, place, -2 * viewport.height(model));
  return scroll.to === 'end' ? askNewer(model, place.id) : only(model);
}

/** Moves the window by pages, up if positive. A page is two rows less than the window, so that the eye finds its place. */
export function pageBy(model: Model, pages: number): Update {
  return scrollBy(model, pages * Math.max(1, model.viewport.height(model) - 2));
}

/** Moves the window to its newest line. */
export const scrollToEnd = (model: Model): Update =>
  only(withPlace(model, atEnd(shownPlace(model))));

/** Moves the view to the line under which everything is new. */
export function scrollToUnread(model: Model): Update {
  const { past: _, ...place } = shownPlace(model);
  const { newFrom } = place;
  const index = newFrom === undefined ? -1 : indexOf(place.entries, newFrom);
  if (index < 0) {
    return only({ ...model, flash: 'Everything here is read.' });
  }
  const scroll = model.viewport.scrolledTo(model, place, index);
  return only(withPlace(model, read({ ...place, scroll })));
}

/** Moves the view to the first row of the newest entry. What does not fit into the window lies below. */
export function fromItsBeginning(model: Model): Model {
  const place = shownPlace(model);
  if (!isAtEnd(place)) return model;
  const { viewport } = model;
  const newest = place.entries.length - 1;
  const scroll = viewport.scrolledTo(model, place, newest, viewport.height(model));
  return withPlace(model, withScroll(place, scroll));
}

/** With the entry of an id in the middle of the view. */
export function scrollTo(model: Model, id: number): Model {
  const place = viewed(shownPlace(model));
  const index = indexOf(place.entries, id);
  const { viewport } = model;
  const half = Math.ceil(viewport.height(model) / 2);
  return scrollingTo(model, viewport.scrolledTo(model, place, index, half));
}

/** With entry number `index` in view, and no further away than need be. */
export function reveal(model: Model, index: number): Update {
  const place = viewed(shownPlace(model));
  if (at(place.entries, index) === undefined) return only(model);
  const next = scrollingTo(model, model.viewport.revealed(model, place, index));
  const above = soonAbove(next);
  return above.effects.length > 0 ? above : soonBelow(next);
}

/** Shows a place with the message of this number in the middle, and chosen. */
export function jumpTo(model: Model, id: number, seq: number): Update {
  const there = turnTo(model, id);
  const place = placeById(there, id);
  if (place === undefined) return only(model);
  const { past, ...live } = place;
  if (past !== undefined && past.oldest <= seq && seq <= past.newest) {
    return only(arrived(there, seq));
  }
  if (live.missed === undefined && live.oldest > 0 && live.oldest <= seq && seq <= live.newest) {
    return only(arrived(withPlace(there, live), seq));
  }
  if (!hasHistory(there, place)) {
    return only({ ...there, flash: 'This is read when the server can be reached.' });
  }
  return seek(there, place, { around: seq });
}

/** To the first message that there is; as far as one can go when the server can't be asked. */
export function jumpToBeginning(model: Model): Update {
  const place = shownPlace(model);
  const { above, oldest } = viewed(place);
  const whole = above === 'none' || oldest === 1 || !hasHistory(model, place);
  return whole ? scrollBy(model, Number.MAX_SAFE_INTEGER) : seek(model, place, { after: 0 });
}

function seek(model: Model, place: Place, part: { around: number } | { after: number }): Update {
  const command: Command = {
    cmd: 'history',
    target: targetOf(place)!,
    ...part,
    limit: PAGE_EVENTS,
  };
  const { model: asking, effects, tag } = ask(model, place.id, command);
  const sought = withPlace(asking, { ...place, seeking: tag });
  return { model: { ...sought, flash: 'Going there …' }, effects };
}

/**
 * The page that somebody wanted to be taken to has come; it is of no use any more when they have gone elsewhere. `seq`
 * is 0 for the beginning.
 */
export function tookPage(
  model: Model,
  place: Place,
  event: EventOf<'history'>,
  seq: number,
): Update {
  if (place.seeking !== event.re) return only(model);
  const { seeking: _, ...left } = place;
  const { flash: __, ...calm } = withPlace(model, withPast(left, event, model));
  if (model.shown !== place.id) return only(calm);
  return seq === 0 ? scrollBy(calm, Number.MAX_SAFE_INTEGER) : only(arrived(calm, seq));
}

/** The view stands on this number, or on the nearest before it. Nothing takes the keys of somebody who is writing. */
function arrived(model: Model, seq: number): Model {
  const { entries } = viewed(shownPlace(model));
  const index = Math.max(0, indexOfSeq(entries, seq));
  const entry = at(entries, index);
  if (entry === undefined) return model;
  const there = scrollTo(model, entry.id);
  const said = entry.kind === 'said' && entry.seq === seq;
  if (!said || model.mode.is !== 'talking') return there;
  return { ...there, mode: { is: 'choosing', seq } };
}

const isOnMessage = ({ mode }: Model): boolean => mode.is === 'choosing' || mode.is === 'reacting';

/** After each input: keeps the view where it stands while a message is chosen. */
export function steadied(update: Update, before: Model): Update {
  const was = isOnMessage(before);
  const is = isOnMessage(update.model);
  if (was === is) return update;
  return { ...update, model: is ? standing(update.model) : following(update.model) };
}

function standing(model: Model): Model {
  const place = shownPlace(model);
  const end = last(place.entries);
  if (end === undefined || !isAtEnd(place)) return model;
  const still = withPlace(model, { ...place, scroll: { to: end.id, below: 0 } });
  return { ...still, standing: { place: place.id, entry: end.id } };
}

/** What came meanwhile is read now, unless the person has gone elsewhere. */
function following(model: Model): Model {
  const { standing, ...rest } = model;
  const place = standing && placeById(rest, standing.place);
  const stood = place !== undefined && place.past === undefined;
  if (standing === undefined || !stood || place.scroll.to !== standing.entry) return rest;
  const end = atLiveEnd(place);
  return withPlace(rest, model.shown === place.id ? read(end) : end);
}

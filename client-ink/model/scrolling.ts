/** Moving the view of the place that is shown; what lies beyond what is held is asked for in good time. */
import { at, indexOf } from './entry.ts';
import { askHistory, askNewer } from './history.ts';
import { type Model, only, type Step, shownPlace, withPlace } from './model.ts';
import { atEnd, read } from './moving.ts';
import { isAtEnd, type Scroll, viewed, withScroll } from './place.ts';

/** `rows` up, or down if negative. */
export function scrollBy(model: Model, rows: number): Step {
  const { scroll } = model.viewport.scrolled(model, viewed(shownPlace(model)), rows);
  const next = scrollingTo(model, scroll);
  return rows > 0 ? soonAbove(next) : soonBelow(next);
}

const scrollingTo = (model: Model, scroll: Scroll): Model =>
  withPlace(model, read(withScroll(shownPlace(model), scroll)));

/** Asks for older history two windows before the view comes to the top. */
function soonAbove(model: Model): Step {
  const place = viewed(shownPlace(model));
  const { viewport } = model;
  return viewport.scrolled(model, place, 2 * viewport.height(model)).top
    ? askHistory(model, place.id)
    : only(model);
}

/** The same for what follows the past. */
function soonBelow(model: Model): Step {
  const place = viewed(shownPlace(model));
  if (place.past === undefined) return only(model);
  const { viewport } = model;
  const { scroll } = viewport.scrolled(model, place, -2 * viewport.height(model));
  return scroll.to === 'end' ? askNewer(model, place.id) : only(model);
}

export function pageBy(model: Model, pages: number): Step {
  return scrollBy(model, pages * Math.max(1, model.viewport.height(model) - 2));
}

export const scrollToEnd = (model: Model): Step => only(withPlace(model, atEnd(shownPlace(model))));

/** To the line under which everything is new. */
export function scrollToUnread(model: Model): Step {
  const { past: _, ...place } = shownPlace(model);
  const { newFrom } = place;
  const index = newFrom === undefined ? -1 : indexOf(place.entries, newFrom);
  if (index < 0) {
    return only({ ...model, flash: 'Everything here is read.' });
  }
  const scroll = model.viewport.scrolledTo(model, place, index);
  return only(withPlace(model, read({ ...place, scroll })));
}

/** The newest entry is read from its first row on: what does not fit into the window is below it. */
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
export function reveal(model: Model, index: number): Step {
  const place = viewed(shownPlace(model));
  if (at(place.entries, index) === undefined) return only(model);
  const next = scrollingTo(model, model.viewport.revealed(model, place, index));
  const above = soonAbove(next);
  return above.effects.length > 0 ? above : soonBelow(next);
}

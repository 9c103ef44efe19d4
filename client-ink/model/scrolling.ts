/** Moving the view of the place that is shown; above what is held, older history is asked for in good time. */
import { viewOf } from '../layout/geometry.ts';
import { scrolled, scrolledTo } from '../layout/window.ts';
import { indexOf } from './entry.ts';
import { askHistory } from './history.ts';
import { type Model, only, type Step, shownPlace, withPlace } from './model.ts';
import { atEnd, read } from './moving.ts';
import type { Place } from './place.ts';

/** `rows` up, or down if negative. */
export function scrollBy(model: Model, rows: number): Step {
  const place = shownPlace(model);
  const view = viewOf(model);
  const { scroll } = scrolled(place, rows, view);
  const next = withPlace(model, read({ ...place, scroll }));
  if (rows <= 0) return only(next);
  const soon = scrolled({ ...place, scroll }, 2 * view.height, view).top;
  return soon ? askHistory(next, place.id) : only(next);
}

export function pageBy(model: Model, pages: number): Step {
  const { height } = viewOf(model);
  return scrollBy(model, pages * Math.max(1, height - 2));
}

export function scrollToTop(model: Model): Step {
  return scrollBy(model, Number.MAX_SAFE_INTEGER);
}

export const scrollToEnd = (model: Model): Step => only(withPlace(model, atEnd(shownPlace(model))));

/** To the line under which everything is new. */
export function scrollToUnread(model: Model): Step {
  const place = shownPlace(model);
  const { readTo } = place;
  const index = readTo === undefined ? -1 : indexOf(place.entries, readTo);
  if (index < 0 || index === place.entries.length - 1) {
    return only({ ...model, flash: 'Everything here is read.' });
  }
  const scroll = scrolledTo(place, index, viewOf(model));
  return only(withPlace(model, read({ ...place, scroll })));
}

/** With the entry of an id in view. */
export function scrollTo(model: Model, place: Place, id: number): Model {
  const index = indexOf(place.entries, id);
  const view = viewOf(model);
  const scroll = scrolledTo(place, Math.max(0, index - Math.floor(view.height / 2)), view);
  return withPlace(model, read({ ...place, scroll }));
}

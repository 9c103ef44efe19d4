/** Two places on one screen, beside or above each other. The keys and the line belong to the one that is shown, the other is read along. */
import { waiting } from './elsewhere.ts';
import { type Model, only, type Update } from './model.ts';
import { isAtEnd, type Place, type Split } from './place.ts';
import { changePlace, placeById } from './place-list.ts';
import { read, show } from './places.ts';

/** Beside each other there are two from so many columns on, above each other from so many rows. */
const MIN_COLUMNS_BESIDE = 100;
const MIN_ROWS_ABOVE = 16;

const hasSpace = ({ size }: Model, how: Split['how']): boolean =>
  how === 'beside' ? size.columns >= MIN_COLUMNS_BESIDE : size.rows >= MIN_ROWS_ABOVE;

/** The place that is read along, as long as it is there and there is space for it. */
export function otherPlace(model: Model): Place | undefined {
  const { split, shown } = model;
  if (split === undefined || split.other === shown || !hasSpace(model, split.how)) return undefined;
  return placeById(model, split.other);
}

/** True when the place is on the screen at its end, so that what comes is seen at once, and nobody is on the way further up. */
export const isOnScreen = (model: Model, place: Place): boolean =>
  !model.isBehind &&
  isAtEnd(place) &&
  place.seeking === undefined &&
  (model.shown === place.id || otherPlace(model)?.id === place.id);

/** Whatever is on the screen to its end is read. */
export function seen(model: Model): Model {
  const isUnread = (place: Place) => place.unread > 0 && isOnScreen(model, place);
  if (!model.places.some(isUnread)) return model;
  return {
    ...model,
    places: model.places.map((place) => (isUnread(place) ? read(place) : place)),
  };
}

/** Shows another place along with this one: the one shown before, or else one with something unread, or a neighbour. */
export function beginSplit(model: Model, how: Split['how']): Update {
  const { shown, split } = model;
  const known = split && placeById(model, split.other);
  const before = placeById(model, model.before);
  const [server, ...others] = model.places;
  const last = before === server ? undefined : before;
  const hot = waiting(model).flatMap((spot) => (spot.server === undefined ? [spot.place] : []));
  const other = [known, last, ...hot, ...others, server].find(
    (place) => place !== undefined && place.id !== shown,
  );
  if (other === undefined) return only({ ...model, flash: 'There is no other room to show.' });
  const next = { ...model, split: { how, other: other.id, second: split?.second ?? false } };
  if (hasSpace(model, how)) return only(changePlace(next, other.id, read));
  const wanted = how === 'beside' ? `${MIN_COLUMNS_BESIDE} columns` : `${MIN_ROWS_ABOVE} rows`;
  return only({ ...next, flash: `Two rooms are shown as soon as there are ${wanted}.` });
}

/** The keys go to the other place. */
export const switchSplit = (model: Model): Update =>
  model.split === undefined
    ? only({ ...model, flash: 'Only one room is shown.' })
    : only(show(model, model.split.other));

/** Only the place with the keys is shown again. */
export function endSplit(model: Model): Update {
  const { split, ...rest } = model;
  return only(split === undefined ? { ...rest, flash: 'Only one room is shown.' } : rest);
}

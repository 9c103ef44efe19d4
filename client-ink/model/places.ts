/** Going from place to place: by number, by name, to what is unread, and back. */

import { withoutAnswers } from './answers.ts';
import { talking } from './mode.ts';
import type { Model } from './model.ts';
import { atLiveEnd, isAtEnd, type Place, withoutMark } from './place.ts';
import { addPlace, changePlace, placeById, privatePlace, shownPlace } from './place-list.ts';

/** Shows a place at its end, which is read by that. The line that was being typed in the other one stays there. */
export const show = (model: Model, id: number): Model => changePlace(turnTo(model, id), id, read);

/** Shows a place on the way to something further up in it: nothing is read by that. */
export function turnTo(model: Model, id: number): Model {
  const place = placeById(model, id);
  if (place === undefined || id === model.shown) return { ...model, mode: talking };
  const { completing: _, cameFrom: __, ...rest } = model;
  const left = changePlace(rest, model.shown, leftBehind);
  const used = Math.max(...left.places.map((each) => each.used)) + 1;
  const arrived = changePlace(left, id, (it) => ({ ...it, used }));
  const { split } = model;
  const swaps = split?.other === id;
  return {
    ...arrived,
    ...(swaps && { split: { ...split, other: model.shown, second: !split.second } }),
    shown: id,
    before: model.shown,
    mode: talking,
  };
}

/** Shows a place that somebody asked for before, unless they are writing or choosing something by now. */
export const showUnlessBusy = (model: Model, id: number): Model =>
  isBusy(model) ? model : show(model, id);

/** Another server is on the screen from now on. */
export const behind = (model: Model): Model => ({
  ...changePlace(model, model.shown, leftBehind),
  isBehind: true,
});

/** This server is on the screen again, with a place of it. */
export function inFront(model: Model, id: number): Model {
  const front: Model = { ...show({ ...model, isBehind: false }, id), mode: talking };
  return changePlace(front, front.shown, read);
}

/** This server is on the screen again, on the way to something further up in a place of it. */
export const onTheWay = (model: Model, id: number): Model => ({
  ...turnTo({ ...model, isBehind: false }, id),
  mode: talking,
});

/** True while keys go into a line or a choice that belongs to the place that is shown. */
export const isBusy = (model: Model): boolean =>
  model.mode.is !== 'talking' || shownPlace(model).editor.line.text !== '';

/** The place as it is left: what was seen is not new when the person comes back, and answers have been read. */
function leftBehind(place: Place): Place {
  const read = withoutAnswers(place);
  return read.unread === 0 ? withoutMark(read) : read;
}

/** The place as seen, if its window stands at the live end. */
export const read = (place: Place): Place =>
  isAtEnd(place) && place.unread > 0 ? { ...place, unread: 0, mentions: 0 } : place;

/** At its live end, where everything is seen. */
export const atEnd = (place: Place): Place => read(atLiveEnd(place));

/** The place that is shown, further up (-1) or down (1) in the list. The server stays above its rooms. */
export function moved(model: Model, step: 1 | -1): Model {
  const { places, shown } = model;
  const index = places.findIndex(({ id }) => id === shown);
  const other = index + step;
  if (index < 1 || other < 1 || other >= places.length) return model;
  return { ...model, places: places.with(index, places[other]!).with(other, places[index]!) };
}

/**
 * A private conversation goes off the list, and what is said in it next brings it back; so does a room that one is not in any
 * more. Any other is left with /part.
 */
export function closeShown(model: Model): Model {
  const place = shownPlace(model);
  if (place.kind === 'server') return { ...model, flash: 'The server stays on the list.' };
  if (place.kind === 'room' && place.joined) return { ...model, flash: '/part leaves a room.' };
  if (place.pending.length > 0) return { ...model, flash: 'Something here is not sent yet.' };
  const elsewhere = show(model, placeById(model, model.before) ? model.before : 0);
  const back = elsewhere.shown === place.id ? show(elsewhere, 0) : elsewhere;
  return { ...back, places: back.places.filter(({ id }) => id !== place.id), before: 0 };
}

/** Goes to the private conversation with somebody. */
export function talkTo(model: Model, nick: string): Model {
  const known = privatePlace(model, nick);
  if (known) return show(model, known.id);
  const { model: longer, place } = addPlace(model, 'private', nick);
  return show(longer, place.id);
}

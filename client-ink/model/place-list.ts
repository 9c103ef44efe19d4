/** The places of a model: finds one, changes one, adds one. */
import { type LogKey, logKey, type NickKey, nickKey } from '../../grammar/names.ts';
import { awaitingReading } from './answers.ts';
import { last, type Note, replaceLast } from './entry.ts';
import type { Model } from './model.ts';
import { newPlace, type Place, withEntry } from './place.ts';

/** The place that is on the screen. */
export const shownPlace = (model: Model): Place =>
  model.places.find(({ id }) => id === model.shown) ?? model.places[0]!;

/** The place of that id, unless it was closed. */
export const placeById = (model: Model, id: number): Place | undefined =>
  model.places.find((place) => place.id === id);

/** The place of a room; `room` is a name as people spell it. */
export const roomPlace = (model: Model, room: string): Place | undefined => {
  const key = logKey(room);
  return model.places.find((place) => place.kind === 'room' && place.log === key);
};

/** The private conversation with whoever is called that now. */
export const privatePlace = (model: Model, nick: string): Place | undefined => {
  const key = nickKey(nick);
  return model.places.findLast((place) => isWith(place, key) && !place.gone);
};

/** A private conversation with somebody who is or was called that. */
export const isWith = ({ kind, name }: Place, key: NickKey): boolean =>
  kind === 'private' && nickKey(name) === key;

/** The place whose log that is; `log` is a name as people spell it. */
export const logPlace = (model: Model, log: string): Place | undefined => {
  const key = logKey(log);
  return model.places.find((place) => place.log === key);
};

/** With one place changed. A place that is gone stays gone. */
export function withPlace(model: Model, place: Place): Model {
  const index = model.places.findIndex(({ id }) => id === place.id);
  if (index < 0 || model.places[index] === place) return model;
  return { ...model, places: model.places.with(index, place) };
}

/** With the place of that id as `change` makes it; the same model when there is none. */
export function changePlace(model: Model, id: number, change: (place: Place) => Place): Model {
  const place = placeById(model, id);
  return place === undefined ? model : withPlace(model, change(place));
}

/** With one more place: rooms by name after the server, then private conversations. */
export function addPlace(
  model: Model,
  kind: Place['kind'],
  name: string,
  log?: LogKey,
): { model: Model; place: Place } {
  const place = { ...newPlace(model.nextId, kind, name), ...(log !== undefined && { log }) };
  const index = model.places.findLastIndex(
    (other) => other.kind === 'server' || other.kind === kind || other.kind === 'room',
  );
  const places = model.places.toSpliced(index + 1, 0, place);
  return { model: { ...model, places, nextId: model.nextId + 1 }, place };
}

/** Tells the person something in one place. */
export const noted = (model: Model, place: number, tone: Note['tone'], text: string): Model =>
  changePlace(model, place, (it) => awaitingReading(withNote(it, model.now, tone, text)));

/** The same refusal once more is counted. */
function withNote(place: Place, at: number, tone: Note['tone'], text: string): Place {
  const newest = last(place.entries);
  const isAgain = newest?.kind === 'note' && newest.tone === 'error' && newest.text === text;
  if (!isAgain || tone !== 'error') return withEntry(place, { kind: 'note', at, tone, text });
  const again = { ...newest, id: newest.id + 1, at, times: (newest.times ?? 1) + 1 };
  return { ...place, entries: replaceLast(place.entries, again) };
}

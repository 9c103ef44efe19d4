/** The other servers that the client is on: their places stand in one list with the own ones, and keys go from one to the next. */
import { type Model, only, type Update } from './model.ts';
import type { Place } from './place.ts';
import { show } from './places.ts';
import type { Elsewhere, Spot } from './spot.ts';

/** The places of all servers, in the order of the list. */
export function spots({ places, elsewhere, connection }: Model): Spot[] {
  if (elsewhere.length === 0) return places.map((place): Spot => ({ place }));
  const own = places.map((place): Spot => ({ place, ...down(place, connection.is === 'up') }));
  const above = elsewhere.filter(({ isAbove }) => isAbove);
  const below = elsewhere.filter(({ isAbove }) => !isAbove);
  return [...above.flatMap(spotsOf), ...own, ...below.flatMap(spotsOf)];
}

const spotsOf = ({ server, places, isUp }: Elsewhere): Spot[] =>
  places.map((place) => ({ place, server, ...down(place, isUp) }));

const down = ({ kind }: Place, isUp: boolean): { isDown?: true } =>
  kind === 'server' && !isUp ? { isDown: true } : {};

/** Where the place that is shown stands in the list of all, counted from 0. */
export const shownIndex = ({ places, elsewhere, shown }: Model): number =>
  elsewhere.reduce((sum, other) => sum + (other.isAbove ? other.places.length : 0), 0) +
  places.findIndex(({ id }) => id === shown);

/** Shows a place, of whichever server it is. */
export const goTo = (model: Model, { place: { id }, server }: Spot): Update =>
  server === undefined
    ? only(show(model, id))
    : { model, effects: [{ do: 'go', server, place: id }] };

/** Place number `number`, as the list counts them from 1. */
export function showNumber(model: Model, number: number): Update {
  const spot = spots(model)[number - 1];
  return spot ? goTo(model, spot) : only(model);
}

/** The next or previous place in the list, around its ends. */
export function showNeighbour(model: Model, step: 1 | -1): Update {
  const all = spots(model);
  const next = all[(shownIndex(model) + step + all.length) % all.length];
  return next ? goTo(model, next) : only(model);
}

/** Shows the place that was shown before this one, also that of another server. */
export function showLast(model: Model): Update {
  const { cameFrom, before } = model;
  const last = spots(model).find(({ place, server }) =>
    cameFrom === undefined
      ? server === undefined && place.id === before
      : server === cameFrom.server && place.id === cameFrom.place,
  );
  return last ? goTo(model, last) : only(model);
}

/** A place of the list with its number there, counted from 1. */
type Numbered = Spot & { readonly number: number };

/**
 * The other places with something unread, the most urgent first: where one is called, then the next ones in the list, around
 * its end.
 */
export function waiting(model: Model): Numbered[] {
  const all = spots(model).map((spot, index): Numbered => ({ ...spot, number: index + 1 }));
  const index = shownIndex(model);
  const others = [...all.slice(index + 1), ...all.slice(0, index)];
  const unread = others.filter(({ place }) => place.unread > 0);
  return [...unread.filter(isCalling), ...unread.filter((spot) => !isCalling(spot))];
}

const isCalling = ({ place }: Spot): boolean => place.mentions > 0;

/** Shows the first place of those that wait. */
export const showUnread = (model: Model): Update => goToFirst(model, waiting(model));

/** Shows the first place in which somebody calls one. */
export const showMention = (model: Model): Update =>
  goToFirst(model, waiting(model).filter(isCalling));

const goToFirst = (model: Model, [first]: readonly Spot[]): Update =>
  first ? goTo(model, first) : only({ ...model, flash: 'Nothing is unread.' });

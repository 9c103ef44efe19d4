/** What somebody said: where it is shown, whom it calls, and which pending line it is the copy of. */
import type { Message } from '../../grammar/events.ts';
import { logKey, nickKey } from '../../grammar/names.ts';
import { last } from './entry.ts';
import { addPlace, type Model, only, roomPlace, type Step, withPlace } from './model.ts';
import { showUnlessBusy } from './moving.ts';
import { isAtEnd, type Pending, type Place, withEntry } from './place.ts';
import { between, type Found } from './private.ts';
import { calls, entryOf, isSame } from './record.ts';
import { stoppedTyping } from './typing.ts';

/** Nobody has to look at it any more: it is on the screen, and nothing lies below. */
export const isRead = (model: Model, place: Place): boolean =>
  model.shown === place.id && isAtEnd(place);

/** A message goes to its place, which it may open, and is counted unless it is seen at once. */
export function message(model: Model, event: Message): Step {
  const mine = isSame(event.from, model.nick);
  const found = 'room' in event ? inThisRoom(model, event.room) : between(model, event);
  const { place } = found;
  if (event.seq <= place.newest) return only(model);
  const rings = !mine && (place.kind === 'private' || calls(place, event, model.nick));
  const id = (last(place.entries)?.id ?? 0) + 1;
  const entry = withEntry(place, entryOf(place, event, model.nick, id));
  const counts = mine || isRead(model, place) ? 0 : 1;
  const begins = counts > 0 && place.unread === 0;
  const changed: Place = {
    ...stoppedTyping(entry, event.from),
    unread: place.unread + counts,
    mentions: place.mentions + (rings ? counts : 0),
    ...(begins && { newFrom: id }),
  };
  const next = withPlace(found.model, changed);
  return {
    model: mine ? echoed(next, changed, event) : next,
    effects: rings && model.bell === 'on' ? [{ do: 'bell' }] : [],
  };
}

/** The place of a room, made if need be. */
export function inThisRoom(model: Model, room: string): Found {
  const place = roomPlace(model, room);
  return place ? { model, place } : addPlace(model, 'room', room, logKey(room));
}

/** The server's copy takes the place of what is shown as pending. Whoever began a conversation is taken there. */
function echoed(model: Model, place: Place, event: Message): Model {
  for (const shows of [place, ...model.places]) {
    const index = shows.pending.findIndex((each) => isCopy(each, event, shows.id === place.id));
    const pending = shows.pending[index];
    if (pending === undefined) continue;
    const told = shows.pending.with(index, { ...pending, told: true });
    const next = withPlace(model, { ...shows, pending: told });
    return place.kind === 'private' && shows.id === model.shown
      ? showUnlessBusy(next, place.id)
      : next;
  }
  return model;
}

function isCopy(pending: Pending, event: Message, here: boolean): boolean {
  const { told, state, how, text, to } = pending;
  if (told || state !== 'sending' || how !== event.kind || text !== event.text) return false;
  if (here) return true;
  return to !== undefined && 'to' in event && nickKey(to) === nickKey(event.to);
}

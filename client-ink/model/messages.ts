/** Takes messages, and what people do to messages, into the model: where they are shown, and whom they mention. */
import type { Message } from '../../grammar/events.ts';
import { logKey, nickKey } from '../../grammar/names.ts';
import type { Happening } from '../../grammar/sentences/message.ts';
import { isWithin } from '../language/times.ts';
import { last, saidAt } from './entry.ts';
import { isWanted } from './levels.ts';
import { befallen, calls, entryOf, isSame } from './log.ts';
import { type Model, type ModelEffect, only, type Update } from './model.ts';
import { type Pending, type Place, withEntry, withSeq } from './place.ts';
import { addPlace, logPlace, roomPlace, withPlace } from './place-list.ts';
import { isBusy, showUnlessBusy } from './places.ts';
import { between, type InPlace } from './private.ts';
import { isOnScreen } from './split.ts';
import { stoppedTyping } from './typing.ts';

/** Adds a message to its place, which it may open. Counts it as unread unless it is seen at once. */
export function message(model: Model, event: Message): Update {
  const mine = isSame(event.from, model.nick);
  const found = 'room' in event ? inThisRoom(model, event.room) : between(model, event);
  const { place } = found;
  if (event.seq <= place.newest) return only(model);
  const isCall = !mine && (place.kind === 'private' || calls(place, event, model));
  const rings = !mine && isWanted(model, place, isCall);
  const id = (last(place.entries)?.id ?? 0) + 1;
  const entry = withEntry(place, entryOf(place, event, model, id));
  const counts = mine || isOnScreen(model, place) ? 0 : 1;
  const isAway = place.wasLeft === true || model.focus === 'elsewhere';
  const missed = isAway && !mine && place.newFrom === undefined;
  const begins = missed || (counts > 0 && place.unread === 0);
  const changed: Place = {
    ...stoppedTyping(entry, event.from),
    unread: place.unread + counts,
    mentions: place.mentions + (rings && isCall ? counts : 0),
    ...(begins && { newFrom: id }),
  };
  const next = withPlace(found.model, changed);
  return {
    model: mine ? echoed(next, changed, event) : next,
    effects: rings ? call(model, place, event) : [],
  };
}

/** What tells the person of a message; nothing while they look at it, while the bell is off, and in their quiet hours. */
function call(
  model: Model,
  place: Place,
  { from, text }: { from: string; text: string },
): ModelEffect[] {
  if (model.bell === 'off' || isQuiet(model) || isLookedAt(model, place)) return [];
  const who = place.kind === 'room' ? `${from} in ${place.name}` : from;
  const title = model.profile === undefined ? who : `${who} (${model.profile})`;
  return [{ do: 'call', title, text }];
}

/** The terminal says that the person looks at it, and the end of this place is on it. */
const isLookedAt = (model: Model, place: Place): boolean =>
  model.focus === 'here' && isOnScreen(model, place);

const isQuiet = ({ quiet, now }: Model): boolean => quiet !== undefined && isWithin(quiet, now);

/** The place of a room, made if need be. */
export function inThisRoom(model: Model, room: string): InPlace {
  const place = roomPlace(model, room);
  return place ? { model, place } : addPlace(model, 'room', room, logKey(room));
}

/** The server's copy replaces the pending one. If the person has begun a conversation with it, shows that. */
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

/** A sentence quotes at most this much of a message. */
const MAX_QUOTED_COLUMNS = 30;

/** Somebody did something to a message that was said before. */
export function happened(model: Model, event: Happening): Model {
  const place = logPlace(model, logKey('room' in event ? event.room : event.log));
  if (place === undefined || event.seq <= place.newest) return model;
  const next = withPlace(model, withSeq(befallen(place, [event], model), event.seq));
  return event.ev === 'react' ? noticed(next, place, event) : next;
}

/** Tells the person of a reaction to their message that is not in view. It does not disturb what is being typed. */
function noticed(model: Model, place: Place, event: Happening & { ev: 'react' }): Model {
  const said = saidAt(place.entries, event.of);
  const foreign = isSame(event.from, model.nick) || said?.mine !== true;
  if (foreign || isBusy(model) || isOnScreen(model, place)) return model;
  const [line = ''] = said.text.split('\n');
  const words =
    line.length > MAX_QUOTED_COLUMNS ? `${[...line].slice(0, MAX_QUOTED_COLUMNS).join('')}…` : line;
  const where = place.kind === 'room' ? ` in ${place.name}` : '';
  return { ...model, flash: `${event.from} reacts ${event.emoji} to “${words}”${where}` };
}

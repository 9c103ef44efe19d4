/** Takes into the model what becomes of rooms: their state, their names, and who may do what in them. */
import type { EventOf } from '../../grammar/events.ts';
import { roomKey } from '../../grammar/names.ts';
import { presence as presenceSentence } from '../../grammar/sentences/presence.ts';
import { changed as didTo, type RoomChange } from '../../grammar/sentences/room-change.ts';
import { answer } from './hear-answers.ts';
import { askHistory } from './history.ts';
import { NICK_HUES, withHues } from './hues.ts';
import { isSame } from './log.ts';
import { ranked, sortedMembers, withoutMember } from './members.ts';
import { inThisRoom } from './messages.ts';
import { type Model, only, type Update } from './model.ts';
import { outside, type Place, withEntry } from './place.ts';
import { roomPlace, withPlace } from './place-list.ts';
import { showUnlessBusy } from './places.ts';

/** Somebody has changed something about the room, which makes it `change` what is known of it. */
export function changed(model: Model, event: RoomChange, change: (place: Place) => Place): Model {
  return inRoom(model, event.room, (place) => {
    if (event.seq <= place.newest) return place;
    const { seq, from } = event;
    const [at, text] = [Date.parse(event.at), didTo(event, 'here')];
    return change(withEntry(place, { kind: 'change', at, seq, from, text }));
  });
}

/** Gives the room's place its new name. */
export function roomRenamed(model: Model, event: EventOf<'renamed'>): Model {
  const log = roomKey(event.room);
  const named = inRoom(model, event.was, (place) => ({ ...place, name: event.room, log }));
  return changed(named, event, (place) => place);
}

/** Whoever is put out has left the room; oneself stays where one can read why. */
export function putOut(model: Model, event: EventOf<'kicked'>): Model {
  const told = changed(model, event, (place) => withoutMember(place, event.nick));
  if (!isSame(event.nick, model.nick)) return told;
  return inRoom(told, event.room, (place) => ({ ...place, ...outside }));
}

/** An op owns the room now. */
export function inherited(model: Model, event: EventOf<'inherited'>): Model {
  return inRoom(model, event.room, (place) => ranked(withNote(place, event), event.nick, 'owner'));
}

/** With a line that tells the event. */
export function withNote(
  place: Place,
  event: EventOf<'inherited' | 'welcomed' | 'forgotten'>,
): Place {
  const [at, text] = [Date.parse(event.at), presenceSentence(event)];
  return withEntry(place, { kind: 'note', at, tone: 'info', text });
}

/** With the place of a room as `change` makes it; the same model when there is none. */
export function inRoom(model: Model, room: string, change: (place: Place) => Place): Model {
  const place = roomPlace(model, room);
  return place === undefined ? model : withPlace(model, change(place));
}

/** Takes the state of a room: the person has entered it, or somebody has asked. */
export function room(model: Model, event: EventOf<'room'>): Update {
  const asked = event.re === undefined ? undefined : model.asked.get(event.re);
  if (asked === undefined || asked.command.cmd === 'join') return entered(model, event);
  const known = told(model, event);
  return only(asked.line === undefined ? known : answer(known, event));
}

/** The person is in a room: takes its state from the server. */
function entered(model: Model, event: EventOf<'room'>): Update {
  const known = roomPlace(model, event.room);
  const found = inThisRoom(model, event.room);
  const fresh = known === undefined || !known.joined;
  const isNew = event.seq === 0 && found.place.entries.length === 0;
  const { wasLeft: _, rejoins: __, ...caughtUp } = found.place;
  const place: Place = {
    ...stateOf(caughtUp, event),
    joined: true,
    ...(isNew && { above: 'none' }),
  };
  const next = withPlace(found.model, place);
  if (!fresh) return only(next);
  const wanted = next.places.find(({ id }) => id === next.shown)?.kind === 'server';
  const shown = wanted ? showUnlessBusy(next, place.id) : next;
  const wantsHistory = event.seq > place.newest && place.entries.length === 0;
  return wantsHistory ? askHistory(shown, place.id) : only(shown);
}

const stateOf = (place: Place, event: EventOf<'room'>): Place => ({
  ...place,
  name: event.room,
  topic: event.topic ?? '',
  members: sortedMembers(event.members),
  count: event.count,
  hues: withHues(place.hues, event.count > NICK_HUES ? [] : event.members.map(({ nick }) => nick)),
});

/** The answer to a question about a room; it may be one that the person is in. */
const told = (model: Model, event: EventOf<'room'>): Model =>
  inRoom(model, event.room, (place) => (place.joined ? stateOf(place, event) : place));

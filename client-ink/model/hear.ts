import type { Event, EventOf } from '../../grammar/events.ts';
import { logKey, nickKey, roomKey } from '../../grammar/names.ts';
import { presence as presenceSentence } from '../../grammar/sentences/presence.ts';
import { changed as didTo, type RoomChange } from '../../grammar/sentences/room-change.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { withSetting, withSettings } from './choosing-settings.ts';
import { previewed } from './confirming.ts';
import { freed, sawHolder } from './ghost.ts';
import { answer, history, lagged } from './hear-answers.ts';
import { askHistory, readAnew } from './history.ts';
import { isQuiet, isTyped, withRooms } from './known.ts';
import { levelsIn } from './levels.ts';
import { isSame } from './log.ts';
import { ranked, sortedMembers, withMember, withoutMember } from './members.ts';
import { happened, inThisRoom, message } from './messages.ts';
import {
  isWith,
  logPlace,
  type Model,
  noted,
  only,
  roomPlace,
  type Update,
  withPlace,
} from './model.ts';
import { came, renamed, typingHeard, went } from './people.ts';
import { outside, type Place, withEntry } from './place.ts';
import { showUnlessBusy } from './places.ts';
import { counted, readElsewhere } from './reading.ts';
import { found } from './searching.ts';
import { answered } from './sending.ts';
import { answerSentences } from './sentences.ts';

/** Takes one event into the model. Returns the model after it, and the effects. */
export function hear(model: Model, event: Event): Update {
  switch (event.ev) {
    case 'message':
      return message(model, event);
    case 'topic':
      return only(changed(model, event, (place) => ({ ...place, topic: event.text })));
    case 'role':
      return only(changed(model, event, (place) => ranked(place, event.nick, event.role)));
    case 'setting':
      return only(
        withSetting(
          changed(model, event, (place) => place),
          event,
        ),
      );
    case 'invited':
    case 'banned':
    case 'muted':
    case 'allowed':
    case 'lifted':
      return only(changed(model, event, (place) => place));
    case 'renamed':
      return only(roomRenamed(model, event));
    case 'kicked':
      return only(putOut(model, event));
    case 'invitation':
    case 'knocked':
    case 'absent':
    case 'announcement':
      return only(noted(model, model.shown, 'info', presenceSentence(event)));
    case 'forgotten':
      return only(
        inRoom(model, event.room, (place) => ({ ...withNote(place, event), ...outside })),
      );
    case 'welcomed':
      return only(inRoom(model, event.room, (place) => withNote(place, event)));
    case 'inherited':
      return only(inherited(model, event));
    case 'edit':
    case 'delete':
    case 'react':
    case 'unreact':
      return only(happened(model, event));
    case 'typing':
      return only(typingHeard(model, event));
    case 'search':
      return only(found(model, event) ?? answer(model, event));
    case 'joined':
      return only(came(model, event));
    case 'parted':
    case 'quit':
      return event.ev === 'quit' ? freed(went(model, event), event.nick) : only(went(model, event));
    case 'nick':
      // Whoever takes another nick than they asked for once has changed their mind.
      return isSame(event.from, model.nick)
        ? only(renamed(model, event))
        : freed(renamed(model, event), event.from);
    case 'count':
      return only(inRoom(model, event.room, (place) => ({ ...place, count: event.count })));
    case 'away':
    case 'back':
      return only(presence(model, event));
    case 'room':
      return room(model, event);
    case 'history':
      return history(model, event);
    case 'lagged':
      return lagged(model, event);
    case 'ok':
    case 'error':
      return answered(model, event);
    case 'rooms': {
      const known = withRooms(model, event);
      return only(isQuiet(model, event) ? known : answer(known, event));
    }
    case 'whois':
      return only(isQuiet(model, event) ? sawHolder(model, event) : answer(model, event));
    case 'hidden':
      return only(unseen(model, event));
    case 'read':
      return only(readElsewhere(model, event));
    case 'unread':
      return isTyped(model, event) ? only(answer(model, event)) : counted(model, event);
    case 'notify': {
      const known: Model = { ...model, levels: levelsIn(event) };
      return only(isTyped(model, event) ? answer(known, event) : known);
    }
    case 'hits':
      return only(isQuiet(model, event) ? previewed(model, event) : answer(model, event));
    case 'settings':
      return only(isQuiet(model, event) ? withSettings(model, event) : answer(model, event));
    case 'ignored':
      return ignored(model, event);
    case 'mentions':
    case 'bans':
    case 'audit':
    case 'why':
    case 'who':
    case 'whoami':
    case 'account':
    case 'sessions':
    case 'token':
    case 'tokens':
    case 'stats':
    case 'help':
    case 'motd':
      return only(answer(model, event));
    case 'slowed':
      return only(noted(model, model.shown, 'info', event.message));
    case 'bye':
      return only(noted(model, 0, 'info', event.message));
    case 'welcome':
    case 'ping':
      return only(model);
    default:
      return unreachable(event);
  }
}

/** Takes the list of ignored people. If it has changed, all that is held is read anew. */
function ignored(model: Model, event: EventOf<'ignored'>): Update {
  const asked = event.re === undefined ? undefined : model.asked.get(event.re);
  const isList = asked?.command.cmd === 'ignore' && asked.command.nick === undefined;
  const known: Model = { ...model, ignored: new Set(event.people.map((nick) => nickKey(nick))) };
  if (isList) return only(isQuiet(model, event) ? known : answer(known, event));
  const places = known.places.map(outdated);
  const [words = ''] = answerSentences(event);
  return readAnew({ ...known, places, ...(asked && { flash: words }) }, known.shown);
}

const outdated = (place: Place): Place =>
  place.kind === 'server' || place.newest === 0 ? place : { ...place, missed: true };

/** Notes the seq of an event that is not shown, so that the next one follows it. */
function unseen(model: Model, { room, log, seq }: EventOf<'hidden'>): Model {
  const place = logPlace(model, log ?? room ?? '');
  if (place === undefined || seq <= place.newest) return model;
  return withPlace(model, { ...place, newest: seq });
}

/** Somebody has changed something about the room, which makes it `change` what is known of it. */
function changed(model: Model, event: RoomChange, change: (place: Place) => Place): Model {
  return inRoom(model, event.room, (place) => {
    if (event.seq <= place.newest) return place;
    const { seq, from } = event;
    const [at, text] = [Date.parse(event.at), didTo(event, 'here')];
    return change(withEntry(place, { kind: 'change', at, seq, from, text }));
  });
}

/** Gives the room's place its new name. */
function roomRenamed(model: Model, event: EventOf<'renamed'>): Model {
  const log = roomKey(event.room);
  const named = inRoom(model, event.was, (place) => ({ ...place, name: event.room, log }));
  return changed(named, event, (place) => place);
}

/** Whoever is put out has left the room; oneself stays where one can read why. */
function putOut(model: Model, event: EventOf<'kicked'>): Model {
  const told = changed(model, event, (place) => withoutMember(place, event.nick));
  if (!isSame(event.nick, model.nick)) return told;
  return inRoom(told, event.room, (place) => ({ ...place, ...outside }));
}

function inherited(model: Model, event: EventOf<'inherited'>): Model {
  return inRoom(model, event.room, (place) => ranked(withNote(place, event), event.nick, 'owner'));
}

function withNote(place: Place, event: EventOf<'inherited' | 'welcomed' | 'forgotten'>): Place {
  const [at, text] = [Date.parse(event.at), presenceSentence(event)];
  return withEntry(place, { kind: 'note', at, tone: 'info', text });
}

function inRoom(model: Model, room: string, change: (place: Place) => Place): Model {
  const place = roomPlace(model, room);
  return place === undefined ? model : withPlace(model, change(place));
}

function presence(model: Model, event: EventOf<'away'> | EventOf<'back'>): Model {
  const away = event.ev === 'away';
  const key = nickKey(event.nick);
  const places = model.places.map((place) => {
    if (isWith(place, key)) return place.gone ? place : excused(place, event, model);
    const member = place.members.find((each) => each.key === key);
    if (member === undefined) return place;
    const { away: _, ...here } = member;
    return withMember(place, away ? { ...here, away: true } : here);
  });
  if (key !== nickKey(model.nick)) return { ...model, places };
  const { away: _, ...here } = model;
  return away ? { ...here, places, away: event.text } : { ...here, places };
}

/** Whoever writes to somebody who is away is told so, once for the same words. */
function excused(place: Place, event: EventOf<'away'> | EventOf<'back'>, model: Model): Place {
  const { away: before, ...here } = place;
  if (event.ev === 'back') return here;
  if (before === event.text) return place;
  const text = `${event.nick} is away${event.text === '' ? '' : `: ${event.text}`}`;
  return withEntry(
    { ...here, away: event.text },
    { kind: 'note', at: model.now, tone: 'info', text },
  );
}

/** Takes the state of a room: the person has entered it, or somebody has asked. */
function room(model: Model, event: EventOf<'room'>): Update {
  const asked = event.re === undefined ? undefined : model.asked.get(event.re);
  if (asked === undefined || asked.command.cmd === 'join') return entered(model, event);
  const known = told(model, event);
  if (asked.line === undefined) return only(known);
  const place = roomPlace(known, event.room);
  const goes = asked.command.cmd === 'room' && asked.command.room !== undefined;
  return only(goes && place ? showUnlessBusy(known, place.id) : answer(known, event));
}

/** The person is in a room: takes its state from the server. */
function entered(model: Model, event: EventOf<'room'>): Update {
  const known = roomPlace(model, event.room);
  const found = inThisRoom(model, event.room);
  const fresh = known === undefined || !known.joined;
  const isNew = event.seq === 0 && found.place.entries.length === 0;
  const place: Place = {
    ...stateOf(found.place, event),
    joined: true,
    ...(isNew && { above: 'none' }),
  };
  const next = withPlace(found.model, place);
  if (!fresh) return only(next);
  const wanted = next.places.find(({ id }) => id === next.shown)?.kind === 'server';
  const shown = wanted || isAskedFor(model, event.room) ? showUnlessBusy(next, place.id) : next;
  const wantsHistory = event.seq > place.newest && place.entries.length === 0;
  return wantsHistory ? askHistory(shown, place.id) : only(shown);
}

const isAskedFor = (model: Model, room: string): boolean =>
  [...model.asked.values()].some(
    ({ line, command }) =>
      line !== undefined &&
      command.cmd === 'join' &&
      command.rooms.some((each) => logKey(each) === logKey(room)),
  );

const stateOf = (place: Place, event: EventOf<'room'>): Place => ({
  ...place,
  name: event.room,
  topic: event.topic ?? '',
  members: sortedMembers(event.members),
  count: event.count,
});

/** The answer to a question about a room; it may be one that the person is in. */
const told = (model: Model, event: EventOf<'room'>): Model =>
  inRoom(model, event.room, (place) => (place.joined ? stateOf(place, event) : place));

/** Takes people who come, go, type and change their nicks into the model. */
import type { EventOf } from '../../grammar/events.ts';
import { isFault } from '../../grammar/language.ts';
import { nickKey, roomKey } from '../../grammar/names.ts';
import { understand } from '../editor/understand.ts';
import { language } from '../language.ts';
import { ask } from './asking.ts';
import { last, type PresenceChange, replaceLast } from './entry.ts';
import { renamedIn } from './fate.ts';
import { calledNow } from './ghost.ts';
import { isSame } from './log.ts';
import { memberOf, withMember, withoutMember } from './members.ts';
import {
  changePlace,
  isWith,
  logPlace,
  type Model,
  noted,
  roomPlace,
  shownPlace,
  type Update,
  withPlace,
} from './model.ts';
import { outside, type Place, withEntry } from './place.ts';
import { read } from './places.ts';
import { departed } from './private.ts';

/** One line tells at most this many changes. */
const MAX_FOLDED_CHANGES = 200;

export function came(model: Model, { room, nick, role, at }: EventOf<'joined'>): Model {
  const place = roomPlace(model, room);
  if (place === undefined) return model;
  return withPlace(
    model,
    withMember(withChange(place, Date.parse(at), { how: 'joined', nick }), {
      nick,
      ...(role && { role }),
    }),
  );
}

/** Somebody left a room, or all of them. */
export function went(model: Model, event: EventOf<'parted'> | EventOf<'quit'>): Model {
  const { nick, reason, at } = event;
  const self = nickKey(nick) === nickKey(model.nick);
  if (event.ev === 'parted' && self) return leave(model, event.room);
  const how = event.ev === 'quit' ? 'quit' : 'left';
  const change: PresenceChange = { how, nick, ...(reason && { more: reason }) };
  const places = model.places.map((place) => {
    if (event.ev === 'quit' && isWith(place, nickKey(nick)) && !place.gone) {
      return withChange(departed(place), Date.parse(at), change);
    }
    if (place.kind !== 'room' || memberOf(place, nick) === undefined) return place;
    if (event.ev === 'parted' && place.log !== roomKey(event.room)) return place;
    return withChange(withoutMember(place, nick), Date.parse(at), change);
  });
  return { ...model, places };
}

/** A room that one has left goes off the list, unless something is being written there. */
function leave(model: Model, room: string): Model {
  const place = roomPlace(model, room);
  if (place === undefined) return model;
  if (place.editor.line.text !== '') {
    const left: Place = { ...place, ...outside };
    return noted(withPlace(model, left), place.id, 'info', `You left ${place.name}.`);
  }
  const index = model.places.indexOf(place);
  const places = model.places.toSpliced(index, 1);
  const next = places[Math.min(index, places.length - 1)] ?? places[0]!;
  const back = places.find(({ id, kind }) => id === model.before && kind !== 'server') ?? next;
  const shown = model.shown === place.id ? back.id : model.shown;
  const kept = { ...model, places };
  const seen =
    shown === model.shown ? kept : changePlace({ ...kept, shown, before: next.id }, shown, read);
  return noted(seen, 0, 'info', `You left ${place.name}.`);
}

export function renamed(model: Model, { from, to, at }: EventOf<'nick'>): Model {
  const self = nickKey(from) === nickKey(model.nick);
  const places = model.places.map((place) => {
    const fates = renamedIn(place.fates, from, to);
    if (place.kind === 'private') {
      const theirs = isWith(place, nickKey(from)) && !place.gone;
      return theirs ? { ...place, fates, name: to } : self ? { ...place, fates } : place;
    }
    const member = memberOf(place, from);
    if (member === undefined) return place;
    const moved = withMember(withoutMember(place, from), { ...member, nick: to });
    return withChange({ ...moved, fates }, Date.parse(at), {
      how: 'renamed',
      nick: from,
      more: to,
    });
  });
  const next = { ...model, places };
  if (!self) return next;
  return noted(calledNow(next, to), 0, 'info', `You are ${to} now.`);
}

const day = (at: number): string => new Date(at).toDateString();

/** Moves that follow each other on the same day are told in one line. */
function withChange(place: Place, at: number, change: PresenceChange): Place {
  const before = last(place.entries);
  if (
    before?.kind !== 'presence' ||
    before.changes.length >= MAX_FOLDED_CHANGES ||
    day(before.at) !== day(at)
  ) {
    return withEntry(place, { kind: 'presence', at, changes: [change] });
  }
  const changes = [...before.changes, change];
  return { ...place, entries: replaceLast(place.entries, { ...before, at, changes }) };
}

/** A person counts as typing for this long after the last `typing`. */
const TYPING_LASTS_MS = 5000;
/** The client sends `/typing` at most once in this interval. */
const TYPING_INTERVAL_MS = 3000;

/** Somebody else is typing. */
export function typingHeard(model: Model, event: EventOf<'typing'>): Model {
  const { nick } = event;
  if (isSame(nick, model.nick)) return model;
  const place = logPlace(model, 'room' in event ? event.room : event.log);
  if (place === undefined) return model;
  const until = model.now + TYPING_LASTS_MS;
  return changePlace(model, place.id, (it) => {
    const { typing } = stoppedTyping(it, nick);
    return { ...it, typing: [...typing, { nick, until }] };
  });
}

/** Whoever has said something is done with it. */
export const stoppedTyping = (place: Place, nick: string): Place =>
  place.typing.some((each) => isSame(each.nick, nick))
    ? { ...place, typing: place.typing.filter((each) => !isSame(each.nick, nick)) }
    : place;

/** The nicks of those who are typing in a place now. */
export const typingIn = ({ typing }: Place, now: number): string[] =>
  typing.filter(({ until }) => until > now).map(({ nick }) => nick);

/** Somebody's typing is to be forgotten before long. */
export const isTypingShown = ({ places }: Model): boolean =>
  places.some(({ typing }) => typing.length > 0);

/** Without those of whom nothing was heard for a while. */
export function forgotTyping(model: Model): Model {
  if (!isTypingShown(model)) return model;
  const places = model.places.map((place) =>
    place.typing.length === 0
      ? place
      : { ...place, typing: place.typing.filter(({ until }) => until > model.now) },
  );
  return { ...model, places };
}

/** After a key: tells the others when it changed something that is going to be said to them. */
export function toldTyping(update: Update, before: Model): Update {
  const { model } = update;
  const place = shownPlace(model);
  const { text } = place.editor.line;
  const changed =
    shownPlace(before).id === place.id && shownPlace(before).editor.line.text !== text;
  const due = model.now - place.typedAt >= TYPING_INTERVAL_MS;
  if (!model.tellsTyping || !changed || !due || !isGoingToBeSaid(model, place, text)) return update;
  const told = changePlace(model, place.id, (it) => ({ ...it, typedAt: model.now }));
  const asked = ask(told, place.id, { cmd: 'typing', target: place.log ?? place.name });
  return { model: asked.model, effects: [...update.effects, ...asked.effects] };
}

function isGoingToBeSaid(model: Model, place: Place, text: string): boolean {
  if (model.connection.is !== 'up' || place.kind === 'server' || !place.joined) return false;
  if (place.kind === 'private' && (place.gone || place.log === undefined)) return false;
  if (model.mode.is !== 'talking' || text.trim() === '') return false;
  const command = understand(text);
  if (isFault(command)) return false;
  const { says, current } = language.definitionOf(command);
  return says !== undefined && current !== undefined;
}

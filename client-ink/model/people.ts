/** Takes people who come, go, type and change their nicks into the model. */
import type { EventOf } from '../../grammar/events.ts';
import { nickKey, roomKey } from '../../grammar/names.ts';
import { last, type PresenceChange, replaceLast } from './entry.ts';
import { renamedIn } from './fate.ts';
import { calledNow } from './ghost.ts';
import { NICK_HUES, withHues } from './hues.ts';
import { memberOf, withMember, withoutMember } from './members.ts';
import type { Model } from './model.ts';
import { outside, type Place, withEntry } from './place.ts';
import { changePlace, isWith, noted, roomPlace, withPlace } from './place-list.ts';
import { read } from './places.ts';
import { departed } from './private.ts';

/** One line tells at most this many changes. */
const MAX_FOLDED_CHANGES = 200;

/** Somebody entered a room. */
export function came(model: Model, { ev: _, room, at, ...member }: EventOf<'joined'>): Model {
  const place = roomPlace(model, room);
  if (place === undefined) return model;
  const { nick } = member;
  const told = withChange(place, { at: Date.parse(at), how: 'joined', nick });
  const hues = withHues(place.hues, place.count < NICK_HUES ? [nick] : []);
  return withPlace(model, withMember({ ...told, hues }, member));
}

/** Somebody left a room, or all of them. */
export function went(model: Model, event: EventOf<'parted'> | EventOf<'quit'>): Model {
  const { nick, reason, at } = event;
  const self = nickKey(nick) === nickKey(model.nick);
  if (event.ev === 'parted' && self) return leave(model, event.room);
  const how = event.ev === 'quit' ? 'quit' : 'left';
  const change: PresenceChange = {
    at: Date.parse(at),
    how,
    nick,
    ...(reason && { more: reason }),
  };
  const places = model.places.map((place) => {
    if (event.ev === 'quit' && isWith(place, nickKey(nick)) && !place.gone) {
      return withChange(departed(place), change);
    }
    if (place.kind !== 'room' || memberOf(place, nick) === undefined) return place;
    if (event.ev === 'parted' && place.log !== roomKey(event.room)) return place;
    return withChange(withoutMember(place, nick), change);
  });
  return { ...model, places };
}

/** A room that one has left goes off the list, unless something is being written there. */
export function leave(model: Model, room: string): Model {
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

/** Somebody, perhaps oneself, has another nick. */
export function renamed(model: Model, { from, to, at }: EventOf<'nick'>): Model {
  if (from === to) return calledSo(model, to);
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
    const change = { at: Date.parse(at), how: 'renamed', nick: from, more: to } as const;
    return withChange({ ...moved, fates }, change);
  });
  const next = { ...model, places };
  if (!self) return next;
  return noted(calledNow(next, to), 0, 'info', `You are ${to} now.`);
}

/** Whoever asks for the nick that they have is told so where they typed it; nobody else is told anything. */
function calledSo(model: Model, nick: string): Model {
  const typed = [...model.asked.values()].find(
    ({ line, command }) => line !== undefined && command.cmd === 'nick',
  );
  return typed ? noted(model, typed.place, 'info', `You are ${nick} already.`) : model;
}

const day = (at: number): string => new Date(at).toDateString();

/** Adds a change of presence. Changes that follow each other on the same day share one line. */
function withChange(place: Place, change: PresenceChange): Place {
  const { at } = change;
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

/** Somebody went away, or is back. */
export function awayOrBack(model: Model, event: EventOf<'away'> | EventOf<'back'>): Model {
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

/** Tells whoever writes to somebody who is away that they are; the same words only once. */
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

/** What becomes of an event in lines: how it is told, and which rooms one is in then. */
import { type Event, type EventOf, isVisible } from '../../grammar/events.ts';
import { logKey, nickKey } from '../../grammar/names.ts';
import { language } from '../language/language.ts';
import { dayOf } from '../language/times.ts';
import { cleanLine } from '../layout/text.ts';
import type { Asked, Model } from '../model/model.ts';
import { logPlace } from '../model/place-list.ts';
import { isToldHere } from './joins.ts';
import { numbered, sentences } from './sentences.ts';
import { asTyped, notes, type PlainEffect, say, type Talk } from './state.ts';

/** How many lines of a room's history are printed on entering it. */
const HISTORY_LINES = 20;

/** An event: the lines that tell it, and what it changes. `before`: the model without it. */
export function heard(state: Talk, event: Event, before: Model): PlainEffect[] {
  const asked = 're' in event && event.re !== undefined ? before.asked.get(event.re) : undefined;
  if (asked?.script !== undefined)
    return event.ev === 'error' ? say(...notes(before, state.model, 0)) : [];
  if (asked !== undefined && asked.line === undefined) return answered(state, event, before);
  switch (event.ev) {
    case 'ok':
      return granted(state, event, asked);
    case 'error':
      return [...tell(state, event), ...refused(state, asked)];
    case 'history':
      return past(state, event, asked === undefined ? sentences : numbered);
    case 'room':
      entered(state, event);
      return tell(state, event);
    case 'parted':
    case 'kicked':
      if (nickKey(event.nick) === nickKey(before.nick)) left(state, event.room);
      return isToldHere(state.model, event) ? tell(state, event) : [];
    case 'message':
      return said(state, event, before);
    case 'joined':
    case 'quit':
    case 'nick':
      return isToldHere(state.model, event) ? tell(state, event) : [];
    default:
      return tell(state, event);
  }
}

const tell = ({ model }: Talk, event: Event): PlainEffect[] => say(...sentences(event, model.time));

/** The answer to what the model asked by itself. */
function answered(state: Talk, event: Event, before: Model): PlainEffect[] {
  switch (event.ev) {
    case 'history':
      return firstPage(state, event);
    case 'whois':
      return say(...notes(before, state.model, 0));
    default:
      return [];
  }
}

function said(state: Talk, event: EventOf<'message'>, before: Model): PlainEffect[] {
  const { model } = state;
  const place = 'log' in event ? logPlace(model, event.log) : undefined;
  const lines = place === undefined ? [] : notes(before, model, place.id);
  return [...say(...lines), ...onDay(event.at, sentences(event, state.model.time))];
}

/** What was said in a room before it was entered; what came since is printed already. */
function firstPage(state: Talk, event: EventOf<'history'>): PlainEffect[] {
  const key = logKey(event.room ?? '');
  const end = state.entered.get(key);
  if (end === undefined) return [];
  state.entered.set(key, undefined);
  const earlier = event.events.filter(({ seq }) => seq <= end);
  const more = event.more === true || earlier.length > HISTORY_LINES;
  const { more: _, ...page } = { ...event, events: earlier.slice(-HISTORY_LINES) };
  return past(state, { ...page, ...(more && { more }) }, sentences);
}

/** What was said before, with the days; to whoever asked for it, with the numbers that commands take. */
function past(state: Talk, event: EventOf<'history'>, each: typeof numbered): PlainEffect[] {
  const lines = event.events
    .filter(isVisible)
    .flatMap((one) => onDay(one.at, each(one, state.model.time)));
  return [...tell(state, event), ...lines];
}

/** Prints what was said at that time, on its day. */
const onDay = (at: string, lines: readonly string[]): PlainEffect[] =>
  lines.map((line) => ({ do: 'print', line, day: dayOf(Date.parse(at)) }));

/** Says that a command is done, if no event of its own says so. */
function granted(state: Talk, event: EventOf<'ok'>, asked: Asked | undefined): PlainEffect[] {
  if (asked === undefined) return [];
  switch (asked.command.cmd) {
    case 'room':
    case 'join':
      state.current = event.room ?? event.rooms?.at(-1) ?? state.current;
      return say(`* You are talking in ${state.current} now.`);
    default: {
      const sentence = language.definitionOf(asked.command).acknowledged?.(event);
      return sentence === undefined ? [] : say(cleanLine(`* ${sentence}`));
    }
  }
}

function refused(state: Talk, asked: Asked | undefined): PlainEffect[] {
  if (asked === undefined) return [];
  state.failed = true;
  return say(`! Not done: ${asTyped(asked)}`);
}

/** The state of a room that was just entered comes untagged; it becomes the current one. */
function entered(state: Talk, { room, seq, re }: EventOf<'room'>): void {
  if (re !== undefined || state.entered.has(logKey(room))) return;
  state.entered.set(logKey(room), seq);
  state.current = room;
}

/** One is not in a room any more. */
export function left(state: Talk, room: string): void {
  state.entered.delete(logKey(room));
  if (state.current !== undefined && logKey(state.current) === logKey(room)) {
    state.current = undefined;
  }
}

/** The plain client as a function: an event or a moment gives the lines to print and the commands to send. Pure. */

import type { LinkInput } from '../../client/talk.ts';
import type { Command } from '../../grammar/ast.ts';
import { type Event, type EventOf, isVisible } from '../../grammar/events.ts';
import { type LogKey, logKey, nickKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { concealed } from '../editor/understand.ts';
import { language } from '../language/language.ts';
import { dayOf } from '../language/times.ts';
import { cleanLine } from '../layout/text.ts';
import { leftMeanwhile } from '../model/connection.ts';
import type { Asked, Model } from '../model/model.ts';
import { logPlace } from '../model/place-list.ts';
import { reduce } from '../model/reduce.ts';
import { isToldHere } from './joins.ts';
import type { Line } from './order.ts';
import { numbered, sentences } from './sentences.ts';
import { notes, type PlainEffect, plainEffects, quote, say, type Talk, waiting } from './state.ts';

/** A shorter delay before the next try is not told. */
const MIN_TOLD_DELAY_MS = 1000;
/** A shorter wait for an answer is not told. */
const MIN_TOLD_LAG_MS = 5000;
/** How many lines of a room's history are printed on entering it. */
const HISTORY_LINES = 20;

/** The link told something. */
export function told(state: Talk, input: LinkInput, at: number): PlainEffect[] {
  const before = state.model;
  const { model, effects } = reduce(before, { in: 'link', link: input, at });
  state.model = model;
  const did = [
    ...words(state, input, before),
    ...say(...gone(model, before, input)),
    ...plainEffects(effects),
  ];
  const printed = inOrder(state, input, before, did.filter(isLine));
  const others = did.filter((effect) => !isLine(effect));
  const asked = others.flatMap((effect) => (effect.do === 'send' ? pastOf(effect.command) : []));
  for (const room of asked) if ((state.entered.get(room) ?? 0) > 0) state.order.await(room);
  return [...say(...printed), ...others];
}

const isLine = (effect: PlainEffect): effect is PlainEffect & Line => effect.do === 'print';

/** The lines to print now, when these have come. */
function inOrder({ order }: Talk, input: LinkInput, before: Model, lines: Line[]): string[] {
  if (input.link === 'lost' || input.link === 'over') {
    return [...order.giveUp(), ...order.take(lines)];
  }
  const re = input.link === 'event' && 're' in input.event ? input.event.re : undefined;
  const asked = re === undefined ? undefined : before.asked.get(re);
  const [room] = asked === undefined ? [] : pastOf(asked.command);
  const isOurs = asked?.line === undefined && asked?.script === undefined;
  return room !== undefined && isOurs ? order.begin(room, lines) : order.take(lines);
}

/** The log of which a command asks for what was said before. */
const pastOf = (command: Command): LogKey[] =>
  command.cmd === 'history' && command.target !== undefined ? [logKey(command.target)] : [];

/** A second has passed. */
export function passed(state: Talk, at: number): PlainEffect[] {
  const { model, effects } = reduce(state.model, { in: 'tick', at });
  state.model = model;
  return plainEffects(effects);
}

/** A script says a line. */
export function scripted(state: Talk, script: string, line: string, at: number): PlainEffect[] {
  const before = state.model;
  const { model, effects } = reduce(before, { in: 'script', script, line, at });
  state.model = model;
  return [...say(...notes(before, model, 0)), ...plainEffects(effects)];
}

function words(state: Talk, input: LinkInput, before: Model): PlainEffect[] {
  switch (input.link) {
    case 'event':
      return heard(state, input.event, before);
    case 'up':
      return up(state, input, before);
    case 'lost': {
      if ('reason' in before.connection && before.connection.reason === input.reason) return [];
      const first = before.connection.is === 'up';
      const what = first ? 'Connection lost' : 'Not connected';
      const waits = first ? pending(state) : [];
      return say(`* ${what}: ${cleanLine(input.reason)}`, ...waits);
    }
    case 'connecting':
      return input.inMs < MIN_TOLD_DELAY_MS
        ? []
        : say(`* Trying again in ${Math.round(input.inMs / 1000)} s.`);
    case 'over':
      return over(state, input);
    case 'lag':
      return input.ms > MIN_TOLD_LAG_MS
        ? say(`* No answer for ${Math.round(input.ms / 1000)} s.`)
        : [];
    default:
      return unreachable(input);
  }
}

/** Who is found to be gone otherwise than by a `quit`, which tells it. */
function gone(model: Model, before: Model, input: LinkInput): string[] {
  if (input.link === 'event' && input.event.ev === 'quit') return [];
  const here = new Set(before.places.filter(({ gone }) => !gone).map(({ id }) => id));
  return model.places
    .filter((place) => place.gone && here.has(place.id))
    .map(({ name }) => cleanLine(`* The ${name} you talked to is gone.`));
}

function over(state: Talk, { reason, asked }: LinkInput & { link: 'over' }): PlainEffect[] {
  if (!asked) state.failed = true;
  const why = asked ? [] : [`! ${cleanLine(reason)}`];
  return [...say(...why, ...pending(state)), { do: 'end' }];
}

const pending = (state: Talk): string[] =>
  waiting(state).map((asked) => `* Not acknowledged: ${asTyped(asked)}`);

function asTyped({ command: { tag: _, ...command } }: Asked): string {
  return quote(concealed(language.print(command as Command)));
}

function up(
  state: Talk,
  { welcome, resumed, perhaps, rooms }: LinkInput & { link: 'up' },
  before: Model,
): PlainEffect[] {
  if (resumed) {
    const gone = leftMeanwhile(before, rooms);
    for (const room of gone) left(state, room);
    return say(
      '* Connected again; nothing was missed.',
      ...gone.map((room) => `* You left ${room}.`),
    );
  }
  const doubtful = perhaps.flatMap((tag) => {
    const asked = before.asked.get(tag);
    return asked?.line === undefined ? [] : [`! Perhaps sent, perhaps not: ${asTyped(asked)}`];
  });
  if (doubtful.length > 0) state.failed = true;
  return say(`* Connected to ${cleanLine(welcome.server)} as ${welcome.nick}.`, ...doubtful);
}

function heard(state: Talk, event: Event, before: Model): PlainEffect[] {
  const asked = 're' in event && event.re !== undefined ? before.asked.get(event.re) : undefined;
  if (asked?.script !== undefined)
    return event.ev === 'error' ? say(...notes(before, state.model, 0)) : [];
  if (asked !== undefined && asked.line === undefined) return answered(state, event, before);
  switch (event.ev) {
    case 'ok':
      return granted(state, event, asked);
    case 'error':
      return [...say(...sentences(event, state.model.time)), ...refused(state, asked)];
    case 'history':
      return past(state, event, asked === undefined ? sentences : numbered);
    case 'room':
      entered(state, event);
      return say(...sentences(event, state.model.time));
    case 'parted':
    case 'kicked':
      if (nickKey(event.nick) === nickKey(before.nick)) left(state, event.room);
      return isToldHere(state.model, event) ? say(...sentences(event, state.model.time)) : [];
    case 'message':
      return said(state, event, before);
    case 'joined':
    case 'quit':
    case 'nick':
      return isToldHere(state.model, event) ? say(...sentences(event, state.model.time)) : [];
    default:
      return say(...sentences(event, state.model.time));
  }
}

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
  return [...say(...sentences(event, state.model.time)), ...lines];
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

function left(state: Talk, room: string): void {
  state.entered.delete(logKey(room));
  if (state.current !== undefined && logKey(state.current) === logKey(room)) {
    state.current = undefined;
  }
}

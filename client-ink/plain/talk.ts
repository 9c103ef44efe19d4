/** The plain client as a function: an event or a moment gives the lines to print and the commands to send. Pure. */

import type { LinkInput } from '../../client/talk.ts';
import type { Command } from '../../grammar/ast.ts';
import { type LogKey, logKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { cleanLine } from '../layout/text.ts';
import { leftMeanwhile } from '../model/connection.ts';
import type { Model } from '../model/model.ts';
import { reduce } from '../model/reduce.ts';
import { heard, left } from './heard.ts';
import type { Line } from './order.ts';
import {
  asTyped,
  notes,
  type PlainEffect,
  plainEffects,
  say,
  type Talk,
  waiting,
} from './state.ts';

/** A shorter delay before the next try is not told. */
const MIN_TOLD_DELAY_MS = 1000;
/** A shorter wait for an answer is not told. */
const MIN_TOLD_LAG_MS = 5000;

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

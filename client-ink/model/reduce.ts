/** The client as a function: what it knows and one thing that comes in → what it knows then, and what is to be done. */
import { unreachable } from '../../grammar/unreachable.ts';
import { pointed } from './about.ts';
import { heardOf } from './connection.ts';
import { dueForNick } from './ghost.ts';
import { readAnew } from './history.ts';
import { type Input, type Model, only, type Step } from './model.ts';
import { forgotTyping, toldTyping } from './people.ts';
import { press } from './press.ts';
import { steadied } from './view.ts';

export function reduce(before: Model, input: Input): Step {
  const model = { ...before, now: Math.max(before.now, input.at) };
  const step = pointed(steadied(took(model, input), model), model);
  return input.in === 'key' ? arrived(step) : step;
}

function took(model: Model, input: Input): Step {
  switch (input.in) {
    case 'key':
      return toldTyping(press(model, input.key), model);
    case 'link':
      return heardOf(model, input.link);
    case 'tick':
      return dueForNick(forgotTyping(model));
    case 'resize': {
      const { columns, rows } = input;
      return only({ ...model, size: { columns, rows } });
    }
    default:
      return unreachable(input);
  }
}

/** Whoever has come to the end of a window in which something is missing has it read anew. */
function arrived(step: Step): Step {
  const { model, effects } = readAnew(step.model, step.model.shown);
  return effects.length === 0 ? step : { model, effects: [...step.effects, ...effects] };
}

/** What the terminal's title says: the place, and how often one was called elsewhere. */
export function titleOf(model: Model): string {
  const shown = model.places.find(({ id }) => id === model.shown);
  const calls = model.places.reduce((sum, { mentions }) => sum + mentions, 0);
  const name = shown?.name ?? '';
  return `${calls > 0 ? `(${calls}) ` : ''}${name} · Parlance`;
}

/** The client as a function: a model and one input give the next model and its effects. */
import { unreachable } from '../../grammar/unreachable.ts';
import { pointed } from './about.ts';
import { heardOf } from './connection.ts';
import { spots } from './elsewhere.ts';
import { dueForNick } from './ghost.ts';
import { readAnew } from './history.ts';
import { withEntriesLeft } from './kept.ts';
import { type Model, type ModelInput, only, type Update } from './model.ts';
import { moused } from './mouse.ts';
import { rewritten } from './other-programs.ts';
import { changePlace, noted } from './place-list.ts';
import { press } from './press.ts';
import { toldRead } from './reading.ts';
import { scripted } from './scripted.ts';
import { askingSpelling, heardSpelling, respelt } from './spelling.ts';
import { seen } from './split.ts';
import { forgotTyping, toldTyping } from './typing.ts';
import { jumpTo, steadied } from './view.ts';

/** One thing comes in. Pure: the same model and input give the same update. */
export function reduce(before: Model, input: ModelInput): Update {
  const model = { ...before, now: Math.max(before.now, input.at) };
  const steady = steadied(took(model, input), model);
  const update = pointed({ ...steady, model: seen(steady.model) }, model);
  return toldRead(input.in === 'key' ? askingSpelling(arrived(update)) : update, model);
}

function took(model: Model, input: ModelInput): Update {
  switch (input.in) {
    case 'key':
      return toldTyping(press({ ...model, pressedAt: model.now }, input.key), model);
    case 'mouse':
      return moused({ ...model, pressedAt: model.now }, input.mouse);
    case 'focus':
      return only({ ...model, focus: input.is });
    case 'spelled':
      return only(heardSpelling(model, input.answers));
    case 'link':
      return heardOf(model, input.link);
    case 'tick':
      return dueForNick(forgotTyping(model));
    case 'edited':
      return only(changePlace(model, input.place, (place) => rewritten(place, input.text)));
    case 'left':
      return only(withEntriesLeft(model, input.entries));
    case 'options':
      return only(respelt({ ...model, ...input.options }, model));
    case 'jump':
      return jumpTo(model, input.place, input.seq);
    case 'script':
      return scripted(model, input.script, input.line);
    case 'told':
      return only(toldBy(model, input));
    case 'resize': {
      const { columns, rows } = input;
      return only({ ...model, size: { columns, rows } });
    }
    default:
      return unreachable(input);
  }
}

/** What was asked for stands where that was; all else in the server's window, and under the line until the next key. */
function toldBy(model: Model, { sentence, place }: Extract<ModelInput, { in: 'told' }>): Model {
  if (place !== undefined) return noted(model, place, 'answer', sentence);
  return noted({ ...model, flash: sentence }, 0, 'info', sentence);
}

/** Whoever has come to the end of a window in which something is missing has it read anew. */
function arrived(update: Update): Update {
  const { model, effects } = readAnew(update.model, update.model.shown);
  return effects.length === 0 ? update : { model, effects: [...update.effects, ...effects] };
}

/** What the terminal's title says: the place, and how often one was called elsewhere. */
export function titleOf(model: Model): string {
  const shown = model.places.find(({ id }) => id === model.shown);
  const calls = spots(model).reduce((sum, { place }) => sum + place.mentions, 0);
  const name = shown?.name ?? '';
  return `${calls > 0 ? `(${calls}) ` : ''}${name} · Parlance`;
}

/** Tab: completes what is being typed, and walks through what else fits. */
import { complete, roomAt } from '../editor/complete.ts';
import { replaced } from '../editor/edit.ts';
import { type Line, lineOf } from '../editor/line.ts';
import { knownNames, refreshRooms } from './known.ts';
import type { Completing } from './mode.ts';
import { type Model, only, type Update } from './model.ts';
import { changePlace, shownPlace } from './place-list.ts';
import { suggestions } from './spelling.ts';

const NO_ROOM = 'No room on the server completes this; /join #NAME opens a new one.';

/** Where a room may stand, the list of rooms is asked for anew when it is old: for the next press. */
export function completeNext(model: Model, step: 1 | -1): Update {
  const { completing } = model;
  if (completing !== undefined) return only(goOn(model, completing, step));
  const { line } = shownPlace(model).editor;
  if (roomAt(line) === 'never') return only(begin(model, line, step));
  const { model: asking, effects } = refreshRooms(model);
  return { model: begin(asking, line, step), effects };
}

function begin(model: Model, line: Line, step: 1 | -1): Model {
  const found = complete(line, knownNames(model));
  const { from, choices } = found.choices.length > 0 ? found : suggestions(model, line);
  if (choices.length === 0) {
    return { ...model, flash: roomAt(line) === 'alone' ? NO_ROOM : 'Nothing completes this.' };
  }
  const typed = line.text.slice(from, line.caret);
  const first = step > 0 ? 0 : choices.length - 1;
  const begun = put(model, { from, to: line.caret, choices, chosen: first, typed });
  if (choices.length > 1) return begun;
  const { completing: _, ...done } = begun;
  return done;
}

function goOn(model: Model, completing: Completing, step: 1 | -1): Model {
  const { choices, chosen } = completing;
  return put(model, { ...completing, chosen: (chosen + step + choices.length) % choices.length });
}

function put(model: Model, completing: Completing): Model {
  const { from, to, choices, chosen } = completing;
  const choice = choices[chosen] ?? '';
  const next = { ...model, completing: { ...completing, to: from + choice.length } };
  return changePlace(next, model.shown, (place) => {
    const { text } = place.editor.line;
    const line = lineOf(text.slice(0, from) + choice + text.slice(to), from + choice.length);
    return { ...place, editor: replaced(place.editor, line) };
  });
}

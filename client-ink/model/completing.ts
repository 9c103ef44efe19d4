/** Tab: the first thing that fits, then the next one at each further press, and around. */
import { complete } from '../editor/complete.ts';
import { edit } from '../editor/editor.ts';
import { lineOf } from '../editor/line.ts';
import { knownNames } from './known.ts';
import { type Completing, changePlace, type Model, shownPlace } from './model.ts';

export function completeNext(model: Model, step: 1 | -1): Model {
  const { completing } = model;
  if (completing !== undefined) return goOn(model, completing, step);
  const { line } = shownPlace(model).editor;
  const { from, choices } = complete(line, knownNames(model));
  if (choices.length === 0) return { ...model, flash: 'Nothing completes this.' };
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
    const { editor } = edit(place.editor, model.kills, { edit: 'replace', line });
    return { ...place, editor };
  });
}

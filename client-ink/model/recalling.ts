/** Finding what one typed before, today or in an earlier run, and taking it into the line again. */
import { replaced } from '../editor/edit.ts';
import { lineOf } from '../editor/line.ts';
import { choiceAfter } from './list-keys.ts';
import { type ModeOf, talking } from './mode.ts';
import { type Model, only, type Update } from './model.ts';
import { changePlace, shownPlace } from './place-list.ts';
import { inQuery, type Pressed } from './pressed.ts';

/** A line that was typed, and the place where that was. */
interface Typed {
  readonly text: string;
  readonly place: string;
}

/** The list has at most this many lines. */
const MAX_RECALLED_LINES = 500;

/** What was typed with all these words in it: here first, then elsewhere, the newest first, each line once. */
export function typedLike(model: Model, query: string): Typed[] {
  const here = shownPlace(model);
  const others = model.places.filter(({ id }) => id !== here.id);
  const words = query.toLowerCase().split(/\s+/);
  const found = new Map<string, Typed>();
  for (const { name, editor } of [here, ...others.toSorted((a, b) => b.used - a.used)]) {
    for (const text of editor.history.toReversed()) {
      if (found.size === MAX_RECALLED_LINES) return [...found.values()];
      const folded = text.toLowerCase();
      if (!found.has(text) && words.every((word) => folded.includes(word)))
        found.set(text, { text, place: name });
    }
  }
  return [...found.values()];
}

/** A key while what was typed is looked for. */
export function inRecalling(model: Model, mode: ModeOf<'recalling'>, pressed: Pressed): Update {
  const { action } = pressed;
  const lines = typedLike(model, mode.query.text);
  const to = (chosen: number): Update => only({ ...model, mode: { ...mode, chosen } });
  const last = Math.max(0, lines.length - 1);
  switch (action) {
    case 'send':
    case 'complete': {
      const line = lines[mode.chosen];
      if (line === undefined) return only({ ...model, flash: 'You typed nothing like this.' });
      return only(recalled({ ...model, mode: talking }, line.text));
    }
    case 'recall':
      return to(Math.min(last, mode.chosen + 1));
    case 'cancel':
    case 'interrupt':
      return only({ ...model, mode: talking });
    default: {
      // The newest stands at the bottom.
      const up = choiceAfter(model, action, last - mode.chosen, last + 1);
      if (up !== undefined) return to(last - up);
      return inQuery(model, mode, pressed, (query) =>
        only({ ...model, mode: { ...mode, query, chosen: 0 } }),
      );
    }
  }
}

/** With the line in the place of what stands there; undo brings that back. */
const recalled = (model: Model, text: string): Model =>
  changePlace(model, model.shown, (place) => ({
    ...place,
    editor: replaced(place.editor, lineOf(text)),
  }));

/** What the terminal and other programs do for the person: they open addresses, copy texts, and edit the line. */
import { replaced, withPasted } from '../editor/edit.ts';
import { emptyLine } from '../editor/line.ts';
import { whyNotLent } from '../editor/understand.ts';
import { type Model, only, type Update } from './model.ts';
import type { Place } from './place.ts';
import { shownPlace } from './place-list.ts';

/** Opens an address by the person's program; without one it is copied. */
export function opened(model: Model, url: string): Update {
  if (!model.opensAddresses) return copied(model, url);
  return { model: { ...model, flash: `Opening ${url}` }, effects: [{ do: 'open', url }] };
}

/** Puts a text on the clipboard of the terminal. */
export function copied(model: Model, text: string): Update {
  const [line = ''] = text.split('\n');
  return { model: { ...model, flash: `Copied: ${line}` }, effects: [{ do: 'copy', text }] };
}

/** Hands the line to the person's own editor, unless it may hold a password. */
export function inEditor(model: Model): Update {
  const { id, editor } = shownPlace(model);
  const { text } = editor.line;
  const flash = whyNotLent(text, model.aliases);
  return flash === undefined
    ? { model, effects: [{ do: 'edit', place: id, text }] }
    : only({ ...model, flash });
}

/** The place with another line. `undo` brings back the line before. What does not fit is left out. */
export const rewritten = (place: Place, text: string): Place => ({
  ...place,
  editor: withPasted(replaced(place.editor, emptyLine), text).editor,
});

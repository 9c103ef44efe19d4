/**
 * A line that a key began for the person: a reply to the message that was chosen, or an edit of it. As long as nothing was
 * typed into it, it can be taken back.
 */
import { definitionOf } from '../../grammar/ast.ts';
import { isFault } from '../../grammar/language.ts';
import { edit } from '../editor/editor.ts';
import { type Line, lineOf } from '../editor/line.ts';
import { understand } from '../editor/understand.ts';
import type { Begun, Place } from './place.ts';

type Untouched = Place & { readonly begun: Begun };

/** The line is what the key began, and nothing else. */
export const isUntouched = (place: Place): place is Untouched =>
  place.begun?.text === place.editor.line.text;

const replaced = (place: Place, line: Line): Place => ({
  ...place,
  editor: edit(place.editor, [], { edit: 'replace', line }).editor,
});

/** The line stands there, to be finished; undo brings back what stood there, and so does Esc. */
export function withBegun(place: Place, text: string): Place {
  const { about, editor } = place;
  const before = isUntouched(place)
    ? place.begun
    : { before: editor.line, ...(about !== undefined && { about }) };
  return { ...replaced(place, lineOf(text)), begun: { ...before, text } };
}

export function takenBack({ begun, ...place }: Untouched): Place {
  const { about: _, ...rest } = replaced(place, begun.before);
  return begun.about === undefined ? rest : { ...rest, about: begun.about };
}

export function withoutBegun(place: Place): Place {
  const { begun: _, ...rest } = place;
  return rest;
}

/** What is to be a reply: what is being said, also in answer to another message; no other command. */
export function draftOf(place: Place): string {
  const { text } = isUntouched(place) ? place.begun.before : place.editor.line;
  if (!text.startsWith('/')) return text;
  const read = understand(text);
  if (isFault(read) || !('text' in read) || read.text === undefined) return '';
  const { says, current } = definitionOf(read);
  return says === 'say' && current !== undefined ? read.text : '';
}

/** Performs one change of the line being typed. What was deleted goes to a kill ring that all rooms share. */
import { unreachable } from '../../grammar/unreachable.ts';
import type { Aliases } from '../language/aliases.ts';
import type { Editor, Kills } from './editor.ts';
import { fitting } from './limit.ts';
import {
  after,
  before,
  blankBefore,
  inserted,
  type Line,
  lineEnd,
  lineOf,
  lineStart,
  moved,
  transposed,
  vertically,
  without,
  wordAfter,
  wordBefore,
} from './line.ts';
import { mayHoldPassword } from './understand.ts';

/** One change of a line by keys: characters, or an action of keys.ts. */
export type Edit = { edit: 'insert'; text: string } | { edit: EditAction };

/** Actions of keys.ts that edit. */
export const editActions = [
  'newline',
  'left',
  'right',
  'word-left',
  'word-right',
  'line-start',
  'line-end',
  'up',
  'down',
  'delete-back',
  'delete',
  'delete-word-back',
  'delete-word',
  'delete-to-start',
  'delete-to-end',
  'yank',
  'yank-older',
  'transpose',
  'undo',
] as const;

type EditAction = (typeof editActions)[number];

/** True for an action that `edit` performs by itself. */
export const isEditAction = (action: string): action is EditAction =>
  (editActions as readonly string[]).includes(action);

const MAX_UNDOS = 200;
const MAX_KILLS = 30;

/** Neither the editor nor the server has a use for other controls. */
const controls = /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g;

/** What may stand in a line, of what was typed or pasted. */
const typeable = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(controls, '').toWellFormed();

interface Edited {
  editor: Editor;
  kills: Kills;
}

/** Another line in the place of this one. */
export const replaced = (editor: Editor, line: Line): Editor => change(editor, line, 'other');

/** With what was pasted. So many UTF-16 units of that did not fit. */
export function withPasted(editor: Editor, given: string): { editor: Editor; leftOut: number } {
  // What was copied by whole lines ends in a newline that nobody means to send.
  const text = typeable(given).replace(/\n+$/, '');
  const kept = fitting(editor.line, text);
  const changed = replaced(editor, inserted(editor.line, kept));
  const pasted = editor.pasted || kept.includes('\n');
  return { editor: { ...changed, pasted }, leftOut: text.length - kept.length };
}

/**
 * Performs one change. The text is never longer than one command may be: see limit.ts. Costs a copy of the text. `aliases`: a
 * password may stand behind one, and is deleted for good.
 */
export function edit(editor: Editor, kills: Kills, given: Edit, aliases: Aliases): Edited {
  const { line } = editor;
  const killed = (to: number): Edited => kill(editor, kills, to, aliases);
  switch (given.edit) {
    case 'insert':
      return { editor: typed(editor, typeable(given.text)), kills };
    case 'newline':
      return { editor: replaced(editor, insertedWithin(line, '\n')), kills };
    case 'left':
      return { editor: move(editor, before(line)), kills };
    case 'right':
      return { editor: move(editor, after(line)), kills };
    case 'word-left':
      return { editor: move(editor, wordBefore(line)), kills };
    case 'word-right':
      return { editor: move(editor, wordAfter(line)), kills };
    case 'line-start':
      return { editor: move(editor, lineStart(line)), kills };
    case 'line-end':
      return { editor: move(editor, lineEnd(line)), kills };
    case 'up':
    case 'down':
      return { editor: vertical(editor, given.edit === 'up' ? -1 : 1, aliases), kills };
    case 'delete-back':
      return { editor: replaced(editor, without(line, before(line))), kills };
    case 'delete':
      return { editor: replaced(editor, without(line, after(line))), kills };
    case 'delete-word-back':
      return killed(blankBefore(line));
    case 'delete-word':
      return killed(wordAfter(line));
    case 'delete-to-start':
      return killed(lineStart(line) === line.caret ? before(line) : lineStart(line));
    case 'delete-to-end':
      return killed(lineEnd(line) === line.caret ? after(line) : lineEnd(line));
    case 'yank':
      return { editor: yank(editor, kills), kills };
    case 'yank-older':
      return { editor: yankOlder(editor, kills), kills };
    case 'transpose':
      return { editor: replaced(editor, transposed(line)), kills };
    case 'undo':
      return { editor: undone(editor), kills };
    default:
      return unreachable(given);
  }
}

/** A longer text is taken as far as it fits. */
const insertedWithin = (line: Line, text: string): Line => inserted(line, fitting(line, text));

function typed(editor: Editor, text: string): Editor {
  if (text === '') return editor;
  const line = insertedWithin(editor.line, text);
  const goesOn = editor.last === 'type' && !/^\s/.test(text);
  return goesOn ? { ...editor, line } : change(editor, line, 'type');
}

const move = (editor: Editor, caret: number): Editor => ({
  ...editor,
  line: moved(editor.line, caret),
  last: 'other',
});

function change(editor: Editor, line: Line, last: Editor['last']): Editor {
  if (line.text === editor.line.text) return { ...editor, line, last };
  const undo = [...editor.undo, editor.line].slice(-MAX_UNDOS);
  const pasted = editor.pasted && line.text !== '';
  return { ...editor, line, undo, last, pasted };
}

function kill(editor: Editor, kills: Kills, to: number, aliases: Aliases): Edited {
  const { line } = editor;
  const backwards = to < line.caret;
  const gone = line.text.slice(Math.min(to, line.caret), Math.max(to, line.caret));
  if (gone === '') return { editor, kills };
  const [newest = '', ...older] = kills;
  if (mayHoldPassword(line.text, aliases))
    return { editor: replaced(editor, without(line, to)), kills };
  const joins = editor.last === 'kill' && kills.length > 0;
  const piece = joins ? (backwards ? gone + newest : newest + gone) : gone;
  const ring = [piece, ...(joins ? older : kills)].slice(0, MAX_KILLS);
  return { editor: change(editor, without(line, to), 'kill'), kills: ring };
}

function yank(editor: Editor, kills: Kills): Editor {
  const [newest] = kills;
  if (newest === undefined) return editor;
  return { ...change(editor, insertedWithin(editor.line, newest), 'yank'), yanked: 0 };
}

function yankOlder(editor: Editor, kills: Kills): Editor {
  const previous = editor.undo.at(-1);
  if (editor.last !== 'yank' || previous === undefined || kills.length === 0) return editor;
  const yanked = (editor.yanked + 1) % kills.length;
  const line = insertedWithin(previous, kills[yanked] ?? '');
  return { ...editor, line, yanked };
}

function undone(editor: Editor): Editor {
  const line = editor.undo.at(-1);
  if (line === undefined) return editor;
  return { ...editor, line, undo: editor.undo.slice(0, -1), last: 'other' };
}

/** In a text of several lines a line up or down; from its first or last line into the history. */
function vertical(editor: Editor, direction: -1 | 1, aliases: Aliases): Editor {
  const line = vertically(editor.line, direction);
  if (line !== undefined) return { ...editor, line, last: 'other' };
  const to = editor.at + direction;
  if (to < 0 || to > editor.history.length) return editor;
  const { history, draft } = shelved(editor, aliases);
  const at = to >= editor.history.length ? history.length : to;
  const text = at === history.length ? draft : (history[at] ?? '');
  return { ...editor, line: lineOf(text), history, at, draft, undo: [], last: 'other' };
}

/** What is in the line is kept before something else is shown: as the draft, or as the newest entry of the history. */
function shelved(
  { line, history, at, draft }: Editor,
  aliases: Aliases,
): Pick<Editor, 'history' | 'draft'> {
  const { text } = line;
  if (at === history.length) return { history, draft: text };
  if (text === history[at] || text === '' || mayHoldPassword(text, aliases))
    return { history, draft };
  return draft === '' ? { history, draft: text } : { history: [...history, text], draft };
}

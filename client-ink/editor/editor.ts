/** A line that is being typed, with its undo, and the history of what was typed in the same place before. */
import type { Aliases } from '../language/aliases.ts';
import { emptyLine, type Line, lineOf } from './line.ts';
import { mayHoldPassword } from './understand.ts';

/** Deleted pieces, the newest first. */
export type Kills = readonly string[];

/** The state of one line that is being typed. Plain data: `edit` returns a new one. */
export interface Editor {
  readonly line: Line;
  /** Earlier states, the newest last. */
  readonly undo: readonly Line[];
  /** What was sent from here, the oldest first. */
  readonly history: readonly string[];
  /** Which entry of the history is shown; `history.length` is the line that was being typed. */
  readonly at: number;
  /** The line that was being typed, while an entry of the history is shown. */
  readonly draft: string;
  /** True when the line holds several lines that came by a paste and were not looked at. */
  readonly pasted: boolean;
  /** What the last edit was: typing is undone as one piece, deletions that follow each other are yanked as one. */
  readonly last: 'type' | 'kill' | 'yank' | 'other';
  /** Which kill was put back last, for `yank-older`. */
  readonly yanked: number;
}

/** An editor in which nothing was typed yet. */
export const emptyEditor: Editor = {
  line: emptyLine,
  undo: [],
  history: [],
  at: 0,
  draft: '',
  pasted: false,
  last: 'other',
  yanked: 0,
};

const MAX_TYPED_LINES = 500;

/** The editor after its line was sent or given up: empty, and the line is in the history, unless it holds a password. */
export function putAway(editor: Editor, aliases: Aliases): Editor {
  const { text } = editor.line;
  const again = text === '' || editor.history.at(-1) === text || mayHoldPassword(text, aliases);
  const history = again ? editor.history : [...editor.history, text].slice(-MAX_TYPED_LINES);
  return { ...emptyEditor, history, at: history.length };
}

/** A line that was sent and refused comes back, unless something else is being typed by now. */
export function restored(editor: Editor, text: string): Editor {
  if (editor.line.text !== '') return editor;
  return { ...editor, line: lineOf(text), last: 'other' };
}

/**
 * The line that is being typed where nothing is ever drawn twice, for those who hear what is written: what they type is
 * written behind what stands there, and what arrives waits for a row of its own. The caret is always at the end. Pure.
 */
import { complete, type Known } from '../editor/complete.ts';
import { type Edit, edit, replaced } from '../editor/edit.ts';
import { type Editor, emptyEditor, type Kills, putAway } from '../editor/editor.ts';
import { type Line, lineOf } from '../editor/line.ts';
import { concealed } from '../editor/understand.ts';
import type { Aliases } from '../language/aliases.ts';
import { characters, cleanLine, width } from '../layout/text.ts';

/** What is being typed, and what waits. */
export interface Typing {
  readonly editor: Editor;
  readonly kills: Kills;
  readonly aliases: Aliases;
  /** Lines that came meanwhile, the oldest first. */
  readonly waiting: readonly string[];
}

/** A line in which nothing was typed, whatever the aliases are. */
export const nothingTyped: Omit<Typing, 'aliases'> = {
  editor: emptyEditor,
  kills: [],
  waiting: [],
};

/** What a key or an arrival makes of it, and what is written for that: text, newlines, and backspaces where some was deleted. */
export interface Step {
  typing: Typing;
  written: string;
}

/** So many lines wait for the one that is typed; with one more they are read out. */
const MAX_WAITING_LINES = 1_000;

/** What the row of the line shows: dots for a password. */
const shownOf = ({ editor, aliases }: Typing): string =>
  cleanLine(concealed(editor.line.text, aliases));

/** A line has arrived: it is written at once, or behind what is being typed. */
export function printed(typing: Typing, line: string): Step {
  const later = { ...typing, waiting: [...typing.waiting, line] };
  if (shownOf(typing) === '') return flushed(later);
  return later.waiting.length > MAX_WAITING_LINES ? readOut(later) : { typing: later, written: '' };
}

/** What waits is written, where the line is empty. */
const flushed = (typing: Typing): Step => ({
  typing: { ...typing, waiting: [] },
  written: typing.waiting.map((line) => `${line}\n`).join(''),
});

/** What waits is written now, and then what is being typed in a row of its own. */
export function readOut(typing: Typing): Step {
  const shown = shownOf(typing);
  const { typing: next, written } = flushed(typing);
  return { typing: next, written: shown === '' ? written : `\n${written}${shown}` };
}

/** One change of the line. `columns`: how wide the terminal is. */
export function changed(typing: Typing, given: Edit, columns: number): Step {
  const { editor, kills } = edit(typing.editor, typing.kills, given, typing.aliases);
  const atEnd = { ...editor, line: lineOf(editor.line.text) };
  return written(typing, { ...typing, editor: atEnd, kills }, columns);
}

/** Another line in the place of this one. */
export const withLine = (typing: Typing, line: Line, columns: number): Step =>
  written(typing, { ...typing, editor: replaced(typing.editor, line) }, columns);

/** The line is given up; it can be got back. */
export function dropped(typing: Typing): Step {
  const { typing: next, written } = flushed({
    ...typing,
    editor: putAway(typing.editor, typing.aliases),
  });
  return { typing: next, written: `\n${written}` };
}

/** The line is whole. */
export function entered(typing: Typing): Step & { line: string } {
  return { ...dropped(typing), line: typing.editor.line.text };
}

/** So many choices are named. */
const MAX_NAMED = 20;

/** Tab: what fits alone is written; of several, what they begin with, and then which they are. */
export function completed(typing: Typing, known: Known, columns: number): Step {
  const { text } = typing.editor.line;
  const { from, choices } = complete(typing.editor.line, known);
  const start = choices.length === 1 ? (choices[0] ?? '') : common(choices);
  const half = text.slice(from);
  const goesOn = start.length > half.length && start.startsWith(half);
  if (choices.length === 1 || goesOn) {
    const line = lineOf(text.slice(0, from) + start);
    return withLine(typing, line, columns);
  }
  const words = choices.slice(0, MAX_NAMED).map((each) => cleanLine(each.trim()));
  const more = choices.length > MAX_NAMED ? `, and ${choices.length - MAX_NAMED} more` : '';
  const sentence = choices.length === 0 ? 'Nothing completes this.' : `${words.join(', ')}${more}.`;
  return { typing, written: `\n* ${sentence}\n${shownOf(typing)}` };
}

/** The longest text that all of them begin with. */
function common([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const each of others) while (!each.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}

/** What is written so that the row shows another line: more of it, less of it, or else the whole in a new row. */
function written(before: Typing, after: Typing, columns: number): Step {
  const [was, is] = [shownOf(before), shownOf(after)];
  if (is.startsWith(was)) return { typing: after, written: is.slice(was.length) };
  const isOneRow = width(was) < columns;
  if (!was.startsWith(is) || !isOneRow) {
    const next = is === '' ? flushed(after) : { typing: after, written: is };
    return { typing: next.typing, written: `\n${next.written}` };
  }
  const wiped = [...characters(was.slice(is.length))].map((one) => wipe(width(one))).join('');
  if (is !== '') return { typing: after, written: wiped };
  const { typing, written } = flushed(after);
  return { typing, written: wiped + written };
}

/** As a terminal itself takes back a character. */
const wipe = (columns: number): string =>
  '\b'.repeat(columns) + ' '.repeat(columns) + '\b'.repeat(columns);

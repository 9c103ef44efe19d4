/** The line being typed as rows, and where its cursor is on the screen. */
import { unreachable } from '../../grammar/unreachable.ts';
import { emptyLine, type Line, lineOf } from '../editor/line.ts';
import { concealed } from '../editor/understand.ts';
import type { Model } from '../model/model.ts';
import { shownPlace } from '../model/place-list.ts';
import { misspelt } from '../model/spelling.ts';
import type { Stretch } from './cutting.ts';
import { directionOf, inDirection } from './direction.ts';
import { questionLabel } from './questions.ts';
import { type Piece, piece, type Row } from './row.ts';
import { characters, clean, cleanLine, cut, width } from './text.ts';

interface Prompt {
  rows: Row[];
  cursor: { x: number; y: number };
}

/** What stands before the line: it depends on the mode. */
function label(model: Model): string {
  const { mode } = model;
  const most = Math.max(4, Math.floor(model.size.columns / 3));
  switch (mode.is) {
    case 'talking':
    case 'choosing':
    case 'keys':
      return `${cut(cleanLine(model.nick), most)}> `;
    case 'switching':
      return 'go to: ';
    case 'recalling':
      return 'typed: ';
    case 'finding':
      return 'find: ';
    case 'searching':
      return 'search: ';
    case 'inbox':
      return 'calls ';
    case 'fitting':
      return label({ ...model, mode: mode.over });
    case 'reacting':
      return 'react: ';
    case 'members':
      return 'members ';
    case 'settings':
      return 'settings ';
    case 'confirming':
      return 'Do it? y/n ';
    case 'asking':
      return questionLabel(model, mode.question);
    default:
      return unreachable(mode);
  }
}

/** The line that takes the keys, with dots for a password. */
function activeLine(model: Model): Line {
  const { mode } = model;
  if ('query' in mode) return mode.query;
  if (mode.is === 'confirming') return lineOf(mode.line);
  if (mode.is === 'inbox' || mode.is === 'members' || mode.is === 'settings') return emptyLine;
  const { text, caret } = shownPlace(model).editor.line;
  return { text: concealed(text, model.aliases), caret };
}

/** The line that is being typed as rows as wide as the terminal, all of it: `promptView` cuts it. */
export function promptRows(model: Model): Prompt {
  const before = label(model);
  const wrong = 'query' in model.mode ? [] : misspelt(model, shownPlace(model));
  const columns = Math.max(MIN_TYPED_COLUMNS, model.size.columns);
  return lineRows(before, activeLine(model), columns, wrong);
}

/** As many rows as there is space for, with the cursor in view. */
export function promptView({ rows, cursor }: Prompt, height: number): Prompt {
  const from = Math.max(0, Math.min(cursor.y - height + 1, rows.length - height));
  return { rows: rows.slice(from, from + height), cursor: { x: cursor.x, y: cursor.y - from } };
}

/** At least this many columns are left for what is typed, the cursor among them. */
const MIN_TYPED_COLUMNS = 4;

/** Breaks anywhere: the cursor must be where the next character will appear. `wrong`: stretches that are misspelt. */
export function lineRows(
  before: string,
  { text, caret }: Line,
  columns: number,
  wrong: readonly Stretch[] = [],
): Prompt {
  const indent = Math.min(width(before), columns - MIN_TYPED_COLUMNS);
  const direction = directionOf(text);
  const rows: Piece[][] = [[piece('')]];
  let taken = indent;
  let cursor: Prompt['cursor'] | undefined;
  const breakRow = () => {
    rows.push([piece('')]);
    taken = indent;
  };
  let at = 0;
  for (const character of characters(text)) {
    const shown =
      character === '\n' ? '' : cut(clean(character).replaceAll('\n', ''), columns - indent - 1);
    const wide = width(shown);
    if (taken + wide >= columns) breakRow();
    if (at >= caret) cursor ??= { x: taken, y: rows.length - 1 };
    const isWrong = wrong.some(({ from, to }) => from <= at && at < to);
    append(rows.at(-1) ?? [], piece(shown, isWrong ? 'misspelt' : 'plain'));
    at += character.length;
    taken += wide;
    if (character === '\n') breakRow();
  }
  cursor ??= { x: taken, y: rows.length - 1 };
  return {
    rows: rows.map((row, index) => [
      piece(index === 0 ? cut(before, indent) : ' '.repeat(indent), 'accent'),
      ...inDirection(row, direction),
    ]),
    cursor,
  };
}

function append(row: Piece[], next: Piece): void {
  const last = row.at(-1);
  if (last?.tone === next.tone) row[row.length - 1] = { ...last, text: last.text + next.text };
  else row.push(next);
}

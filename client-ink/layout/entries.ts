/** Entries of a window as rows: what was said, topics, joins and parts in one line, and notes. */
import { unreachable } from '../../grammar/unreachable.ts';
import type { Entry, Note, PresenceChange, PresenceChanges, Said } from '../model/entry.ts';
import { directionOf, inDirection } from './direction.ts';
import { type Drawing, drawing } from './drawing.ts';
import { hung, type Style, timeAt } from './hanging.ts';
import { presenceSentence } from './presence.ts';
import { piece, type Row, type Tone } from './row.ts';
import { saidRows } from './said.ts';
import { clean, cleanLine, cut, width, wrap } from './text.ts';
import { nickTone } from './theme.ts';

/** A row with words in the middle of a line. */
export function ruled(words: string, columns: number, tone: Tone): Row {
  const shown = cut(` ${words} `, Math.max(0, columns - 2));
  const left = Math.max(0, Math.floor((columns - width(shown)) / 2));
  const right = Math.max(0, columns - width(shown) - left);
  return [piece('─'.repeat(left) + shown + '─'.repeat(right), tone)];
}

interface Drawn {
  columns: number;
  lead: Style['lead'];
  time: Style['time'];
  joins: Style['joins'];
  drawing: Drawing;
  quoted: Said | undefined;
  rows: readonly Row[];
}

const kept = new WeakMap<Entry, Drawn>();

/**
 * The rows of an entry, which may quote another. They are remembered, as long as the window keeps its width, the terminal
 * draws as it did, and nothing is looked for.
 */
export function entryRows(entry: Entry, style: Style, quoted?: Said): readonly Row[] {
  if (style.needle !== undefined) return drawn(entry, style, quoted);
  const known = kept.get(entry);
  if (known !== undefined && known.quoted === quoted && isStyledAlike(known, style))
    return known.rows;
  const rows = drawn(entry, style, quoted);
  const { columns, lead, time, joins } = style;
  kept.set(entry, { columns, lead, time, joins, drawing: drawing(), quoted, rows });
  return rows;
}

const isStyledAlike = (known: Drawn, { columns, lead, time, joins }: Style): boolean =>
  known.columns === columns &&
  known.lead === lead &&
  known.time === time &&
  known.joins === joins &&
  known.drawing === drawing();

function drawn(entry: Entry, style: Style, quoted: Said | undefined): readonly Row[] {
  switch (entry.kind) {
    case 'said':
      return saidRows(entry, style, quoted);
    case 'change': {
      const who = piece(cleanLine(entry.from), nickTone(entry.from, style.hues));
      const [when, mark] = [timeAt(entry.at, style), piece('── ', 'accent')];
      return hung({ when, mark, words: [who], text: entry.text, tone: 'accent' }, style);
    }
    case 'presence':
      return presence(entry, style);
    case 'note':
      return note(entry, style);
    case 'divider':
      return [ruled(cleanLine(entry.text), style.columns, 'accent')];
    default:
      return unreachable(entry);
  }
}

/** A sentence of the server or the client. An answer is a sheet of its own, from edge to edge beside a bar. */
function note({ tone, text, at, times }: Note, style: Style): readonly Row[] {
  const when = timeAt(at, style);
  switch (tone) {
    case 'answer':
      return clean(text)
        .split('\n')
        .flatMap((line) => sheetRows(line, style.columns));
    case 'error': {
      const words = times === undefined ? text : `${text} (${times} times)`;
      return hung({ when, mark: piece('!! ', 'error'), text: words, tone: 'error' }, style);
    }
    case 'info':
      return hung({ when, mark: piece('── ', 'accent'), text, tone: 'dim' }, style);
    default:
      return unreachable(tone);
  }
}

function sheetRows(line: string, columns: number): Row[] {
  const direction = directionOf(line);
  const bar = piece('▎ ', 'accent');
  return hanging(line, Math.max(8, columns - 2)).map((row) => [
    bar,
    ...inDirection([piece(row)], direction),
  ]);
}

/** So much deeper than the beginning of an indented line stands what goes on in further rows. */
const HANGING_COLUMNS = 2;

/** A line in rows; what goes on of an indented one hangs under it, so that each line of a list is seen to begin. */
function hanging(line: string, columns: number): string[] {
  const indent = line.search(/\S|$/);
  if (indent === 0 || indent > columns / 4 || width(line) <= columns) return wrap(line, columns);
  const rows = wrap(line.slice(indent), columns - indent - HANGING_COLUMNS);
  return rows.map(
    (row, index) => ' '.repeat(index === 0 ? indent : indent + HANGING_COLUMNS) + row,
  );
}

/** Who came and went, in the order of how they did; or each in a row. */
function presence({ changes, at }: PresenceChanges, style: Style): readonly Row[] {
  const rows = (since: number, some: readonly PresenceChange[]): readonly Row[] => {
    const [when, mark] = [timeAt(since, style), piece('── ', 'dim')];
    return hung({ when, mark, text: presenceSentence(some), tone: 'dim' }, style);
  };
  return style.joins === 'shown'
    ? changes.flatMap((change) => rows(change.at, [change]))
    : rows(at, changes);
}

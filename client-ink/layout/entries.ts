/** Entries of a window as rows: time, nick and text, wrapped; day lines; joins and parts in one line. */
import { unreachable } from '../../grammar/unreachable.ts';
import type { Entry, Moves, Reaction, Said } from '../model/entry.ts';
import type { Pending } from '../model/place.ts';
import { movesSentence } from './moves.ts';
import { fitRow, type Piece, piece, type Row, rowWidth, type Tone } from './row.ts';
import { clean, cleanLine, cut, filled, width, wrap } from './text.ts';
import { nickTone } from './theme.ts';

/** What rows depend on besides the entry. */
export interface Style {
  columns: number;
  /** What is looked for, in lower case. */
  needle?: string;
}

/** The columns of a nick, by those of the window; a narrow one puts it before the text. */
export const nickColumns = (columns: number): number =>
  columns >= 90 ? 14 : columns >= 56 ? 11 : 0;

const pad = (value: number): string => String(value).padStart(2, '0');

export function clock(at: number): string {
  const time = new Date(at);
  return `${pad(time.getHours())}:${pad(time.getMinutes())}`;
}

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

export function dayOf(at: number): string {
  const day = new Date(at);
  return `${days[day.getDay()]}, ${day.getDate()} ${months[day.getMonth()]} ${day.getFullYear()}`;
}

/** Midnight of the day of `at`, to tell days apart cheaply. */
export function isSameDay(one: number, other: number): boolean {
  if (Math.abs(one - other) >= 86_400_000) return false;
  return new Date(one).getDate() === new Date(other).getDate();
}

/** A row with words in the middle of a line. */
export function ruled(words: string, columns: number, tone: Tone): Row {
  const shown = cut(` ${words} `, Math.max(0, columns - 2));
  const left = Math.max(0, Math.floor((columns - width(shown)) / 2));
  const right = Math.max(0, columns - width(shown) - left);
  return [piece('─'.repeat(left) + shown + '─'.repeat(right), tone)];
}

interface Drawn {
  columns: number;
  quoted: Said | undefined;
  rows: readonly Row[];
}

const kept = new WeakMap<Entry, Drawn>();

/**
 * The rows of an entry, which may quote another. They are remembered, as long as the window keeps its width and nothing
 * is looked for.
 */
export function entryRows(entry: Entry, style: Style, quoted?: Said): readonly Row[] {
  if (style.needle !== undefined) return drawn(entry, style, quoted);
  const known = kept.get(entry);
  if (known?.columns === style.columns && known.quoted === quoted) return known.rows;
  const rows = drawn(entry, style, quoted);
  kept.set(entry, { columns: style.columns, quoted, rows });
  return rows;
}

function drawn(entry: Entry, style: Style, quoted: Said | undefined): readonly Row[] {
  switch (entry.kind) {
    case 'said':
      return said(entry, style, quoted);
    case 'topic': {
      const did = entry.text === '' ? 'cleared the topic' : `set the topic: ${entry.text}`;
      const who = piece(cleanLine(entry.from), nickTone(entry.from));
      return hung(clock(entry.at), [piece('── ', 'accent')], [who], did, 'accent', style);
    }
    case 'moves':
      return moved(entry, style);
    case 'note': {
      const tone = entry.tone === 'error' ? 'error' : entry.tone === 'answer' ? 'plain' : 'dim';
      const mark = entry.tone === 'error' ? '!! ' : '── ';
      const first = [piece(mark, entry.tone === 'error' ? 'error' : 'accent')];
      const when = clock(entry.at);
      return entry.tone === 'answer'
        ? body([piece(`${when} `, 'dim'), ...first], [], entry.text, tone, style)
        : hung(when, first, [], entry.text, tone, style);
    }
    default:
      return unreachable(entry);
  }
}

function said(entry: Said, style: Style, quoted: Said | undefined): readonly Row[] {
  const when = clock(entry.at);
  const answers = entry.answers ? [quoteRow(entry.answers, quoted, style)] : [];
  if (entry.deleted !== undefined) {
    const words = entry.deleted === '' ? '(deleted)' : `(deleted: ${entry.deleted})`;
    return [...answers, ...spoken(when, entry.from, entry.how, words, 'dim', 'dim', style)];
  }
  const tone = entry.mention ? 'mention' : entry.how === 'notice' ? 'accent' : 'plain';
  const rows = spoken(when, entry.from, entry.how, entry.text, tone, nickTone(entry.from), style);
  const marked =
    entry.edited === undefined ? rows : withEnd(rows, piece(' (edited)', 'dim'), style);
  return [...answers, ...marked, ...chipRows(entry.reactions ?? [], style)];
}

/** Where texts begin. */
const textColumn = ({ columns }: Style): number => {
  const nick = nickColumns(columns);
  return TIME + (nick > 0 ? nick + 1 : 0);
};

/** `12:01 ` */
const TIME = 6;

/** What somebody answers, in one row above it. */
function quoteRow(
  { seq, from }: NonNullable<Said['answers']>,
  quoted: Said | undefined,
  style: Style,
): Row {
  const head = `${' '.repeat(textColumn(style) - 2)}╭ `;
  const [line = ''] = cleanLine(quoted?.text ?? '').split('\n');
  const words = quoted === undefined ? `message ${seq}` : line;
  const text = quoted?.deleted === undefined ? words : '(deleted)';
  const nick = cleanLine(quoted?.from ?? from);
  return [piece(cut(`${head}${nick}: ${text}`, style.columns), 'dim')];
}

/** With something behind the text, or below it when there is no space. */
function withEnd(rows: readonly Row[], end: Piece, style: Style): readonly Row[] {
  const last = rows.at(-1) ?? [];
  if (rowWidth(last) + width(end.text) <= style.columns)
    return [...rows.slice(0, -1), [...last, end]];
  return [...rows, [piece(' '.repeat(textColumn(style) - 1)), end]];
}

/** What people react with, and how many of them; what oneself reacts with stands out. */
function chipRows(reactions: readonly Reaction[], style: Style): readonly Row[] {
  const indent = piece(' '.repeat(textColumn(style)));
  const rows: Piece[][] = [];
  for (const { emoji, nicks, mine } of reactions) {
    const count = nicks.length > 1 ? ` ${nicks.length}` : '';
    const room = style.columns - textColumn(style) - count.length;
    const chip = piece(`${cut(cleanLine(emoji), room)}${count}`, mine ? 'accent' : 'dim');
    const row = rows.at(-1);
    const fits = row !== undefined && rowWidth(row) + 2 + width(chip.text) <= style.columns;
    if (fits) row.push(piece('  '), chip);
    else rows.push([indent, chip]);
  }
  return rows;
}

/** Something that the server has not confirmed. */
export function pendingRows(pending: Pending, nick: string, style: Style): readonly Row[] {
  const perhaps = pending.state === 'perhaps';
  const when = perhaps ? '  ?  ' : '  …  ';
  const tone = perhaps ? 'error' : 'dim';
  const text = pending.to === undefined ? pending.text : `→ ${pending.to}: ${pending.text}`;
  return spoken(when, nick, pending.how, text, tone, tone, style);
}

function spoken(
  when: string,
  nick: string,
  how: Said['how'],
  text: string,
  tone: Tone,
  who: Tone,
  style: Style,
): readonly Row[] {
  const name = cleanLine(nick);
  if (how === 'action') {
    return hung(when, [piece('* ', who)], [piece(name, who)], text, tone, style);
  }
  const [open, close] = how === 'notice' ? ['-', '-'] : ['', ''];
  const columns = nickColumns(style.columns);
  if (columns > 0) {
    const shown = filled(`${open}${name}${close}`, columns, 'right');
    return body([piece(`${when} `, 'dim'), piece(`${shown} `, who)], [], text, tone, style);
  }
  const [before, after] = how === 'notice' ? ['-', '-'] : ['<', '>'];
  const most = Math.max(4, Math.floor(style.columns / 3));
  const label = `${before}${cut(name, most)}${after} `;
  return body([piece(`${when} `, 'dim')], [piece(label, who)], text, tone, style);
}

/** A text that hangs where nicks end: after a mark, and words that begin it. */
function hung(
  when: string,
  mark: Row,
  words: Row,
  text: string,
  tone: Tone,
  style: Style,
): readonly Row[] {
  const marks = mark.reduce((sum, each) => sum + each.text.length, 0);
  const indent = Math.max(0, nickColumns(style.columns) + 1 - marks);
  const blank = nickColumns(style.columns) > 0 ? ' '.repeat(indent) : '';
  const head = [piece(`${when} `, 'dim'), piece(blank), ...mark];
  const start = words.length > 0 ? [...words, piece(' ')] : words;
  return body(head, start, text, tone, style);
}

/** `head` on the first row, blanks of its width on the others; `start` begins the text. */
function body(head: Row, start: Row, text: string, tone: Tone, style: Style): readonly Row[] {
  const indent = rowWidth(head);
  const room = Math.max(8, style.columns - indent);
  const first = rowWidth(start);
  const lines = clean(text).split('\n');
  const rows: Row[] = [];
  lines.forEach((line, index) => {
    // The words that begin the text take part in its wrapping.
    const filler = index === 0 ? ' '.repeat(first) : '';
    for (const wrapped of wrap(filler + line, room)) {
      const lead = rows.length === 0 ? [...head, ...start] : [piece(' '.repeat(indent))];
      const shown = rows.length === 0 ? wrapped.slice(filler.length) : wrapped;
      const row = [...lead, ...marked(shown, tone, style.needle)];
      rows.push(rowWidth(row) > style.columns ? fitRow(row, style.columns) : row);
    }
  });
  return rows;
}

/** What is looked for stands out. */
function marked(text: string, tone: Tone, needle: string | undefined): Piece[] {
  if (needle === undefined || needle === '') return [piece(text, tone)];
  const folded = text.toLowerCase();
  if (folded.length !== text.length) return [piece(text, tone)];
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, from)) {
    pieces.push(piece(text.slice(from, at), tone));
    pieces.push(piece(text.slice(at, at + needle.length), 'chosen'));
    from = at + needle.length;
  }
  return [...pieces, piece(text.slice(from), tone)].filter((each) => each.text !== '');
}

/** `→ ann, bob · ← carl (quit: lunch)`: who came and went, in the order of how they did. */
function moved({ moves, at }: Moves, style: Style): readonly Row[] {
  return hung(clock(at), [piece('── ', 'dim')], [], movesSentence(moves), 'dim', style);
}

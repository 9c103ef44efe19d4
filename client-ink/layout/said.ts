/** What somebody said as rows: with what it answers above it, and what others react with below. */
import type { Reaction, Said } from '../model/entry.ts';
import type { Pending } from '../model/place.ts';
import { body, hung, nickColumns, type Style, textColumn, timeAt, timeless } from './hanging.ts';
import { type Piece, piece, type Row, rowWidth, type Tone } from './row.ts';
import { cleanLine, cut, filled, width } from './text.ts';
import { nickTone } from './theme.ts';

/** A message as it reads now, or its tombstone. */
export function saidRows(entry: Said, style: Style, quoted: Said | undefined): readonly Row[] {
  const when = timeAt(entry.at, style);
  const answers = entry.answers ? [quoteRow(entry.answers, quoted, style)] : [];
  if (entry.deleted !== undefined) {
    const words = entry.deleted === '' ? '(deleted)' : `(deleted: ${entry.deleted})`;
    return [...answers, ...spoken({ when, ...entry, text: words, tone: 'dim', who: 'dim' }, style)];
  }
  const tone = entry.how === 'notice' ? 'accent' : 'plain';
  const all = spoken({ when, ...entry, tone, who: toneOf(entry, style) }, style);
  const rows = entry.whole || isHit(entry, style) ? all : folded(all, style);
  const [head = [], ...others] = rows;
  const edged = entry.mention ? [withEdge(head), ...others] : rows;
  const ends = [
    ...(entry.script === undefined ? [] : [` (${cleanLine(entry.script)})`]),
    ...(entry.edited === undefined ? [] : [' (edited)']),
  ];
  const marked = ends.length === 0 ? edged : withEnd(edged, piece(ends.join(''), 'dim'), style);
  return [...answers, ...marked, ...chipRows(entry.reactions ?? [], style)];
}

/** A text that takes more rows is shown folded. */
const MAX_WHOLE_ROWS = 12;
/** So many rows of it, and one that says how many more there are. */
const FOLDED_ROWS = 10;

const isHit = ({ text }: Said, { needle }: Style): boolean =>
  needle !== undefined && text.toLowerCase().includes(needle);

function folded(rows: readonly Row[], style: Style): readonly Row[] {
  if (rows.length <= MAX_WHOLE_ROWS) return rows;
  const indent = piece(' '.repeat(textColumn(style)));
  const rest: Piece = { text: `+${rows.length - FOLDED_ROWS} lines`, tone: 'accent', folds: true };
  return [...rows.slice(0, FOLDED_ROWS), [indent, rest]];
}

/** Whether a message is so long that it is shown folded unless somebody wants it whole. */
export const isLong = (entry: Said, style: Style): boolean =>
  spoken({ when: timeless('', style), ...entry, tone: 'plain', who: 'plain' }, style).length >
  MAX_WHOLE_ROWS;

/** A nick that calls the person stands out; their own is quiet. */
const toneOf = ({ from, mention, mine }: Said, { hues }: Style): Tone =>
  mention ? 'mention' : mine ? 'dim' : nickTone(from, hues);

/** A mark in the place of the blank behind the time: this message calls the person. */
function withEdge([when, ...rest]: Row): Row {
  if (when === undefined) return rest;
  return [piece(when.text.slice(0, -1), when.tone), piece('▌', 'mention'), ...rest];
}

/** What somebody answers, in one row above it. */
function quoteRow(
  { seq, from }: NonNullable<Said['answers']>,
  quoted: Said | undefined,
  style: Style,
): Row {
  const indent = textColumn(style) - 2;
  const words = quoted === undefined ? `message ${seq}` : cleanLine(quoted.text);
  const text = quoted?.deleted === undefined ? words : '(deleted)';
  const quote = `╭ ${cleanLine(quoted?.from ?? from)}: ${text}`;
  return [piece(' '.repeat(indent)), piece(cut(quote, style.columns - indent), 'dim')];
}

/** With something behind the text, or below it when there is no space. */
function withEnd(rows: readonly Row[], end: Piece, style: Style): readonly Row[] {
  const last = rows.at(-1) ?? [];
  if (rowWidth(last) + width(end.text) <= style.columns)
    return [...rows.slice(0, -1), [...last, end]];
  const indent = textColumn(style) - 1;
  const below = piece(cut(end.text, style.columns - indent), end.tone);
  return [...rows, [piece(' '.repeat(indent)), below]];
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
  const when = timeless(perhaps ? '?' : '…', style);
  const tone = perhaps ? 'error' : 'dim';
  const text = pending.to === undefined ? pending.text : `→ ${pending.to}: ${pending.text}`;
  return spoken({ when, from: nick, how: pending.how, text, tone, who: tone }, style);
}

/** Words of somebody: the tones are theirs and their nick's. */
interface Spoken extends Pick<Said, 'from' | 'how' | 'text'> {
  when: string;
  tone: Tone;
  who: Tone;
}

function spoken({ when, from, how, text, tone, who }: Spoken, style: Style): readonly Row[] {
  const name = cleanLine(from);
  if (how === 'action') {
    return hung({ when, mark: piece('* ', who), words: [piece(name, who)], text, tone }, style);
  }
  const [open, close] = how === 'notice' ? ['-', '-'] : ['', ''];
  const columns = nickColumns(style.columns);
  if (columns > 0) {
    const shown = filled(`${open}${name}${close}`, columns, 'right');
    return body({ head: [piece(when, 'dim'), piece(`${shown} `, who)], text, tone }, style);
  }
  const [before, after] = how === 'notice' ? ['-', '-'] : ['<', '>'];
  const most = Math.max(4, Math.floor(style.columns / 3));
  const label = `${before}${cut(name, most)}${after} `;
  return body({ head: [piece(when, 'dim')], start: [piece(label, who)], text, tone }, style);
}

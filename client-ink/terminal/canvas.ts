/**
 * What to write to a terminal that shows one picture so that it shows another: only the parts that changed, and where
 * text moved up or down, the terminal moves it. Every part begins at its own column, so that a terminal which gives some
 * character another width than we do can't bend what stands beside it.
 */
import { EDGE } from '../layout/row.ts';

/** A row is made of parts; each knows its column and the style that is on where it begins. */
interface Segment {
  column: number;
  styles: string;
  text: string;
}

/** A picture, row by row, as it was drawn last. */
export interface Picture {
  rows: readonly (readonly Segment[])[];
  columns: number;
}

/** Text may have moved so many rows between two pictures; further is drawn anew. */
const MAX_SCROLLED_ROWS = 12;

/** The picture of a frame: its rows with EDGEs at these columns, on a screen of so many. */
export function pictureOf(frame: string, edges: readonly number[], columns: number): Picture {
  const rows = frame.split('\n').map((row) => partsOf(row, edges));
  return { rows, columns };
}

function partsOf(row: string, edges: readonly number[]): Segment[] {
  const texts = row.split(EDGE);
  let styles: string[] = [];
  return texts.map((text, index) => {
    const part = {
      column: index === 0 ? 0 : (edges[index - 1] ?? 0),
      styles: styles.join(''),
      text,
    };
    styles = stylesAfter(styles, text);
    return index === 0 ? part : { ...part, text: `│${text}` };
  });
}

const sgr = /\x1b\[([\d;]*)m/g;

/** What takes a style back, and what it takes back. */
const ends: Readonly<Record<string, RegExp>> = {
  22: /^[12]$/,
  23: /^3$/,
  24: /^4$/,
  27: /^7$/,
  39: /^(3[0-8]|9[0-7])/,
  49: /^(4[0-8]|10[0-7])/,
};

function stylesAfter(before: readonly string[], text: string): string[] {
  let styles = [...before];
  for (const [sequence, codes = ''] of text.matchAll(sgr)) {
    const taken = ends[codes];
    if (codes === '' || codes === '0') styles = [];
    else if (taken !== undefined) styles = styles.filter((each) => !taken.test(each.slice(2, -1)));
    else styles.push(sequence);
  }
  return styles;
}

/** The bytes from one picture to the next; without a first one everything is drawn. */
export function bytesBetween(before: Picture | undefined, after: Picture): string {
  if (before?.columns !== after.columns || before.rows.length !== after.rows.length) {
    return `\x1b[0m\x1b[2J${changes([], after)}`;
  }
  const plain = changes(before.rows, after);
  const moved = moves(before, after);
  return moved !== undefined && moved.length < plain.length ? moved : plain;
}

function changes(before: Picture['rows'], { rows, columns }: Picture): string {
  let bytes = '';
  let drawnIn = Number.NaN;
  rows.forEach((parts, row) => {
    for (const { column, drawn } of changedParts(before[row] ?? [], parts, columns)) {
      // To the beginning of the next row there is a shorter way.
      const isNext = column === 0 && drawnIn === row - 1;
      bytes += (isNext ? '\r\n' : `\x1b[${row + 1};${column + 1}H`) + drawn;
      drawnIn = row;
    }
  });
  return bytes;
}

/** What of a row differs; nothing is on a row without parts. A part that might be wider or narrower elsewhere has what follows it drawn again, too. */
function changedParts(
  before: readonly Segment[],
  parts: readonly Segment[],
  columns: number,
): { column: number; drawn: string }[] {
  let spilt = false;
  return parts.flatMap((part, index) => {
    const { column, styles, text } = part;
    const old = before.length === parts.length ? before[index] : undefined;
    const isSame = old?.text === text && old.styles === styles && old.column === column;
    if (isSame && !spilt) return [];
    const end = parts[index + 1]?.column ?? columns;
    const isBare =
      before.length === 0 ||
      (!spilt &&
        old?.column === column &&
        (before[index + 1]?.column ?? columns) === end &&
        covers(part, old));
    const wiping = isBare ? '' : `\x1b[${end - column}X`;
    spilt = !isNarrow(text);
    const drawn = wiping + trimmed(`${styles}${text}`);
    return drawn === '' ? [] : [{ column, drawn }];
  });
}

const isNarrow = (text: string): boolean => /^[\x20-\x7e│─\x1b\x07]*$/.test(text);

const anySgr = /\x1b\[[\d;]*m/g;
const foreground = /38;(?:5;\d+|2;\d+;\d+;\d+)/g;

/** Something is behind a part of the text, so that its blanks can be seen. */
const hasBehind = (text: string): boolean =>
  /\x1b\[(?:[\d;]*;)?(?:7|4[0-8]|10[0-7])(?:;[\d;]*)?m/.test(text.replace(foreground, '39'));

/** Drawn over it, a part leaves nothing of another one. */
function covers(part: Segment, old: Segment): boolean {
  const [now, before] = [part, old].map(({ text }) => text.replace(anySgr, '').trimEnd());
  const isPlain = (text: string): boolean => !text.includes('\x1b') && isNarrow(text);
  return (
    isPlain(now!) &&
    isPlain(before!) &&
    now!.length >= before!.length &&
    !hasBehind(old.styles + old.text)
  );
}

/** Blanks at the end that nothing is behind need no drawing: the place was wiped. */
function trimmed(text: string): string {
  const bare = text.replace(/(?: |\x1b\[[\d;]*m)+$/, '');
  const drawn = hasBehind(bare) ? text : bare;
  return stylesAfter([], drawn).length > 0 ? `${drawn}\x1b[0m` : drawn;
}

/** The same by moving what moved: a region of the screen scrolls, and what then still differs is drawn. */
function moves(before: Picture, after: Picture): string | undefined {
  const top = after.rows.findIndex((parts) => parts.length > 1);
  const end = after.rows.findLastIndex((parts) => parts.length > 1) + 1;
  const [from, to] = top < 0 ? [1, after.rows.length - 3] : [top, end];
  const by = shift(before, after, from, to);
  if (by === 0) return undefined;
  const region = before.rows.slice(from, to);
  const blank = Array.from({ length: Math.abs(by) }, () => []);
  const scrolled =
    by > 0 ? [...region.slice(by), ...blank] : [...blank, ...region.slice(0, region.length + by)];
  const rows = [...before.rows.slice(0, from), ...scrolled, ...before.rows.slice(to)];
  const margins = `\x1b[0m\x1b[${from + 1};${to}r`;
  const scroll =
    by > 0 ? `\x1b[${to};1H${'\n'.repeat(by)}` : `\x1b[${from + 1};1H${'\x1bM'.repeat(-by)}`;
  return `${margins}${scroll}\x1b[r${changes(rows, after)}`;
}

/** By how many rows most of the widest part went up, or down if negative; 0 when it did not. */
function shift(before: Picture, after: Picture, from: number, to: number): number {
  const old = before.rows.slice(from, to).map(main);
  const now = after.rows.slice(from, to).map(main);
  const alike = (by: number): number =>
    now.reduce((sum, text, row) => sum + (text !== '' && text === old[row + by] ? 1 : 0), 0);
  let best = 0;
  let most = alike(0);
  for (let by = 1; by <= Math.min(MAX_SCROLLED_ROWS, now.length - 1); by += 1) {
    for (const each of [by, -by]) {
      const count = alike(each);
      if (count > most) [best, most] = [each, count];
    }
  }
  return best;
}

const main = (parts: readonly Segment[]): string => (parts[1] ?? parts[0])?.text.trimEnd() ?? '';

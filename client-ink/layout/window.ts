/** The rows of a place that are in view, and moving the view: by rows, always hanging from the row at its bottom. */

import type { Joining } from '../language/options.ts';
import { dayOf, isSameDay } from '../language/times.ts';
import { at, type Entry, indexOf, saidAt } from '../model/entry.ts';
import type { Place, Scroll } from '../model/place.ts';
import { entryRows, ruled } from './entries.ts';
import type { Style } from './hanging.ts';
import { isLastShown, presencesBelow, shownAbove, shownAt } from './joins.ts';
import { fitRow, piece, type Row } from './row.ts';
import { pendingRows } from './said.ts';
import { cleanLine, cut } from './text.ts';

/** What a window is drawn with, besides its entries. Heights and gaps are in rows and columns. */
export interface View extends Style {
  height: number;
  /** Free columns on the right of texts, which lines across the window cross. */
  gap: number;
  /** Who reads: pending lines are theirs. */
  nick: string;
  /** The message that is chosen, by its `seq`. */
  chosen?: number;
}

/** The rows of entry number `index`, with the day or the end of what was read above it. */
function block(place: Place, index: number, view: View): readonly Row[] {
  const entry = shownAt(place.entries, index, view.joins);
  if (entry === undefined) return index === 0 ? [beginningOf(place, view)] : [];
  const answered = entry.kind === 'said' && entry.answers;
  const quoted = answered ? saidAt(place.entries, answered.seq) : undefined;
  const drawn = entryRows(entry, view, quoted);
  const isChosen = entry.kind === 'said' && entry.seq > 0 && entry.seq === view.chosen;
  const rows = isChosen ? drawn.map((row) => standingOut(row, view.columns)) : drawn;
  const rules = above(place, index, entry, view);
  return rules.length === 0 ? rows : [...rules, ...rows];
}

/** The whole row, to the right edge of the window. */
const standingOut = (row: Row, columns: number): Row =>
  fitRow(
    row.map((each) => ({ ...each, tone: 'chosen' as const })),
    columns,
    'chosen',
  );

function above(place: Place, index: number, entry: Entry, view: View): Row[] {
  const before = shownAbove(place.entries, index, view.joins);
  const across = view.columns + view.gap;
  const rules: Row[] = [];
  if (index === 0 && place.kind !== 'server') rules.push(beginningOf(place, view));
  if (before === undefined || !isSameDay(before.at, entry.at)) {
    rules.push(ruled(dayOf(entry.at), across, 'dim'));
  }
  if (entry.id === place.newFrom) rules.push(ruled('new', across, 'unread'));
  return rules;
}

function beginningOf({ above, oldest, kind, name }: Place, { columns, gap, lead = 0 }: View): Row {
  const said = (words: string): Row => [piece(cut(' '.repeat(lead) + words, columns), 'dim')];
  if (above === 'asked') return said('Older messages are being loaded …');
  const isFirst = above === 'none' || oldest === 1;
  if (!isFirst) return ruled('older messages are above', columns + gap, 'dim');
  return said(kind === 'room' ? `This is where ${cleanLine(name)} begins.` : '');
}

/** A row, and the number of the entry that it belongs to, if it belongs to one. */
interface Placed {
  readonly row: Row;
  readonly index?: number;
}

/** The last rows down to where the view is scrolled, at most `height` of them. */
export const windowRows = (place: Place, view: View): Row[] =>
  placedRows(place, view).map(({ row }) => row);

/** The same, each with its entry. */
export function placedRows(place: Place, view: View): Placed[] {
  const { index, below } = bottom(place, view);
  const waiting = waitingRows(place, view).map((row): Placed => ({ row }));
  const pieces: (readonly Placed[])[] = [waiting];
  let found = waiting.length - below;
  for (let each = index; each >= 0 && found < view.height; each -= 1) {
    const rows = block(place, each, view);
    pieces.push(rows.map((row) => ({ row, index: each })));
    found += rows.length;
  }
  const rows = pieces.reverse().flat();
  const end = rows.length - below;
  return rows.slice(Math.max(0, end - view.height), end);
}

/** Below all that is held: what is being said, or that there is something else before the live end. */
function waitingRows(place: Place, view: View): Row[] {
  if (place.scroll.to !== 'end') return [];
  if (place.past) return [ruled('newer messages are below', view.columns + view.gap, 'dim')];
  const waiting = place.pending.filter(({ told }) => !told);
  return waiting.flatMap((each) => pendingRows(each, view.nick, view));
}

/** The entry at the bottom of the view, and how many of its rows are below it: it may have fewer now than it had. */
function bottom(place: Place, view: View): Hung {
  const { entries, scroll } = place;
  if (scroll.to === 'end') return { index: entries.length - 1, below: 0 };
  const index = Math.max(0, indexOf(entries, scroll.to));
  const rows = scroll.below === 0 ? 1 : block(place, index, view).length;
  return { index, below: Math.max(0, Math.min(scroll.below, rows - 1)) };
}

/** How many entries lie below the view; of those that may be hidden none is counted. */
export function entriesBelow({ entries, scroll }: Place, joins: Joining): number {
  if (scroll.to === 'end') return 0;
  const { to, below } = scroll;
  const all = entries.length - 1 - indexOf(entries, to) + (below > 0 ? 1 : 0);
  return joins === 'smart' || joins === 'hidden' ? all - presencesBelow(entries, to) : all;
}

interface Scrolled {
  scroll: Scroll;
  /** The view has come to the top of what is held. */
  top: boolean;
}

/** The view `rows` further up, or down if negative, as far as there is anything. */
export function scrolled(place: Place, rows: number, view: View): Scrolled {
  const waiting = waitingRows(place, view).length;
  const start = bottom(place, view);
  let { index } = start;
  let below = start.below - waiting + rows;
  while (below < 0 && index < place.entries.length - 1) {
    index += 1;
    below += block(place, index, view).length;
  }
  let size = block(place, index, view).length;
  while (index > 0 && below >= size) {
    below -= size;
    index -= 1;
    size = block(place, index, view).length;
  }
  const highest = topmost(place, view);
  if (index < highest.index || (index === highest.index && below >= highest.below)) {
    return { scroll: scrollAt(place, highest, view), top: true };
  }
  return { scroll: scrollAt(place, { index, below: Math.min(below, size - 1) }, view), top: false };
}

/** Where the view hangs when the first row that is held is at its top. */
const topmost = (place: Place, view: View): Hung =>
  hungFrom(place, 0, view) ?? { index: place.entries.length - 1, below: 0 };

/** The entry at the bottom of a view, and how many of its rows are below that. */
interface Hung {
  index: number;
  below: number;
}

/** Where the view hangs when entry number `index` is at its top, if there are rows enough. */
function hungFrom(place: Place, index: number, view: View): Hung | undefined {
  let found = 0;
  for (let each = index; each < place.entries.length; each += 1) {
    found += block(place, each, view).length;
    if (found >= view.height) return { index: each, below: found - view.height };
  }
  return undefined;
}

/** The view with the whole of entry number `index` in it, moved no further than need be. */
export function revealed(place: Place, index: number, view: View): Scroll {
  const end = bottom(place, view);
  if (index > end.index || (index === end.index && end.below > 0))
    return scrollAt(place, { index, below: 0 }, view);
  let taken = waitingRows(place, view).length - end.below;
  for (let each = end.index; each >= index; each -= 1) {
    taken += block(place, each, view).length;
    if (taken <= view.height) continue;
    const hung = hungFrom(place, index, view);
    return hung === undefined ? { to: 'end' } : scrollAt(place, hung, view);
  }
  return place.scroll;
}

/** At the end when nothing that is shown lies below. */
function scrollAt(place: Place, { index, below }: Hung, { joins }: View): Scroll {
  const entry = at(place.entries, index);
  const isEnd =
    entry === undefined || (below <= 0 && isLastShown(place.entries, index, joins ?? 'folded'));
  return isEnd ? { to: 'end' } : { to: entry.id, below: Math.max(0, below) };
}

/** The view with entry number `index` in its upper part, or with so many rows from its first one on. */
export function scrolledTo(
  place: Place,
  index: number,
  view: View,
  wanted = Math.max(1, view.height - 2),
): Scroll {
  let found = 0;
  for (let each = index; each < place.entries.length; each += 1) {
    const rows = block(place, each, view).length;
    found += rows;
    const below = found - wanted < rows ? found - wanted : 0;
    if (found >= wanted) return scrollAt(place, { index: each, below }, view);
  }
  return { to: 'end' };
}

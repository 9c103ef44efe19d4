/** The rows of a place that are in view, and moving the view: by rows, always hanging from the row at its bottom. */
import { at, type Entry, indexOf, last } from '../model/entry.ts';
import type { Place, Scroll } from '../model/place.ts';
import { dayOf, entryRows, isSameDay, pendingRows, ruled, type Style } from './entries.ts';
import { piece, type Row } from './row.ts';
import { cleanLine, cut } from './text.ts';

export interface View extends Style {
  height: number;
  /** Free columns on the right of texts, which lines across the window cross. */
  gap: number;
  /** Who reads: pending lines are theirs. */
  nick: string;
}

/** The rows of entry number `index`, with the day or the end of what was read above it. */
function block(place: Place, index: number, view: View): readonly Row[] {
  const entry = at(place.entries, index);
  if (entry === undefined) return [];
  const rows = entryRows(entry, view);
  const before = at(place.entries, index - 1);
  const rules = above(place, before, entry, index, view);
  return rules.length === 0 ? rows : [...rules, ...rows];
}

function above(
  place: Place,
  before: Entry | undefined,
  entry: Entry,
  index: number,
  { columns, gap }: View,
): Row[] {
  const across = columns + gap;
  const rules: Row[] = [];
  if (index === 0 && place.kind !== 'server') rules.push(beginning(place, columns, across));
  if (before === undefined || !isSameDay(before.at, entry.at)) {
    rules.push(ruled(dayOf(entry.at), across, 'dim'));
  }
  if (before !== undefined && before.id === place.readTo)
    rules.push(ruled('new', across, 'unread'));
  return rules;
}

function beginning({ above, oldest, kind, name }: Place, columns: number, across: number): Row {
  if (above === 'asked') return [piece(cut('Older messages are being loaded …', columns), 'dim')];
  const isFirst = above === 'none' || oldest === 1;
  if (!isFirst) return ruled('older messages are above', across, 'dim');
  const words = kind === 'room' ? `This is where ${cleanLine(name)} begins.` : '';
  return [piece(cut(words, columns), 'dim')];
}

/** The last rows down to where the view is scrolled, at most `height` of them. */
export function windowRows(place: Place, view: View): Row[] {
  const { index, below } = bottom(place);
  const waiting = place.scroll.to === 'end' ? waitingRows(place, view) : [];
  const pieces: (readonly Row[])[] = [waiting];
  let found = waiting.length - below;
  for (let each = index; each >= 0 && found < view.height; each -= 1) {
    const rows = block(place, each, view);
    pieces.push(rows);
    found += rows.length;
  }
  const rows = pieces.reverse().flat();
  const end = rows.length - below;
  return rows.slice(Math.max(0, end - view.height), end);
}

const waitingRows = (place: Place, view: View): Row[] =>
  place.pending.filter(({ told }) => !told).flatMap((each) => pendingRows(each, view.nick, view));

/** The entry at the bottom of the view, and how many of its rows are below it. */
function bottom({ entries, scroll }: Place): { index: number; below: number } {
  if (scroll.to === 'end') return { index: entries.length - 1, below: 0 };
  return { index: Math.max(0, indexOf(entries, scroll.to)), below: scroll.below };
}

/** How many entries lie below the view. */
export function entriesBelow({ entries, scroll }: Place): number {
  if (scroll.to === 'end') return 0;
  return entries.length - 1 - indexOf(entries, scroll.to) + (scroll.below > 0 ? 1 : 0);
}

export interface Scrolled {
  scroll: Scroll;
  /** The view has come to the top of what is held. */
  top: boolean;
}

/** The view `rows` further up, or down if negative, as far as there is anything. */
export function scrolled(place: Place, rows: number, view: View): Scrolled {
  const waiting = place.scroll.to === 'end' ? waitingRows(place, view).length : 0;
  const start = bottom(place);
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
    return { scroll: scrollAt(place, highest.index, highest.below), top: true };
  }
  return { scroll: scrollAt(place, index, Math.min(below, size - 1)), top: false };
}

/** Where the view hangs when the first row that is held is at its top. */
function topmost(place: Place, view: View): { index: number; below: number } {
  let found = 0;
  for (let index = 0; index < place.entries.length; index += 1) {
    found += block(place, index, view).length;
    if (found >= view.height) return { index, below: found - view.height };
  }
  return { index: place.entries.length - 1, below: 0 };
}

function scrollAt(place: Place, index: number, below: number): Scroll {
  const entry = at(place.entries, index);
  const isEnd = entry === undefined || (entry === last(place.entries) && below <= 0);
  return isEnd ? { to: 'end' } : { to: entry.id, below: Math.max(0, below) };
}

/** The view with entry number `index` in its upper part. */
export function scrolledTo(place: Place, index: number, view: View): Scroll {
  let found = 0;
  const wanted = Math.max(1, view.height - 2);
  for (let each = index; each < place.entries.length; each += 1) {
    const rows = block(place, each, view).length;
    found += rows;
    if (found >= wanted) return scrollAt(place, each, found - wanted < rows ? found - wanted : 0);
  }
  return { to: 'end' };
}

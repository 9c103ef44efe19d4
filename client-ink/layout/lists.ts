/** The list of places on the left and that of members on the right, as rows of their panes. */

import type { Role } from '../../grammar/roles.ts';
import { shownIndex, spots, waiting } from '../model/elsewhere.ts';
import type { Model } from '../model/model.ts';
import type { Place } from '../model/place.ts';
import { shownPlace } from '../model/place-list.ts';
import type { Spot } from '../model/spot.ts';
import type { Areas } from './areas.ts';
import { EDGE, fitRow, type Piece, piece, type Row, spread, type Tone } from './row.ts';
import { cleanLine, cut, width } from './text.ts';
import { nickTone } from './theme.ts';

const border = piece(EDGE, 'dim');

/** The mark of a place in which a line was begun. */
const DRAFT = '✎';
/** The mark of a server, of several, that is not connected. */
const DOWN = '×';
/** Room for the number of a place before its name, and for the counts behind it: ` 3 `, ` 99!`. */
const NUMBER_COLUMNS = 3;
const COUNT_COLUMNS = 4;
const BORDER_COLUMNS = 1;

/** The columns of the list of places with its border, so that the longest name fits. */
export const roomsWidth = (model: Model): number =>
  NUMBER_COLUMNS +
  widest(spots(model).map(({ place }) => place.name)) +
  COUNT_COLUMNS +
  BORDER_COLUMNS;

/** The columns of the list of members with its border, the signs of roles and a blank, as far as they are listed. */
export function membersWidth(model: Model): number {
  const listed = listedMembers(shownPlace(model), model.size.rows);
  const names = listed.map(({ nick, away, bot }) => nick + markOf(away, bot));
  return BORDER_COLUMNS + 1 + widest([...names, MIN_MEMBERS]) + 1;
}

/** No list of members is narrower than this. */
const MIN_MEMBERS = '… 99 more';

const widest = (names: readonly string[]): number =>
  names.reduce((most, name) => Math.max(most, width(cleanLine(name))), 0);

const markOf = (away: true | undefined, bot: true | undefined): string =>
  away ? ' z' : bot ? ' bot' : '';

/** The places of each server below it, with a border on the right. The place that is shown is always in view. */
export function placeRows(model: Model, { left: columns, height: rows }: Areas): Row[] {
  const all = spots(model);
  const shown = shownIndex(model);
  const from = firstInView(shown, all.length, rows);
  const list = all
    .slice(from, from + rows)
    .map((spot, index) => placeRow(spot, from + index + 1, from + index === shown, columns - 1));
  const places = all.map(({ place }) => place);
  const whole = withHidden(list, hiddenAt(places, from, rows), columns - 1);
  return bordered(whole, columns - 1, rows, 'right');
}

/** The place in a row of the list; where a row tells of what is hidden behind it, the one that calls loudest there. */
export function placeAt(model: Model, { height }: Areas, row: number): Spot | undefined {
  const all = spots(model);
  const from = firstInView(shownIndex(model), all.length, height);
  const hidden = hiddenAt(
    all.map(({ place }) => place),
    from,
    height,
  );
  const { above, below } = hidden;
  if (row === 0 && above.length > 0) return loudest(all.slice(0, from + 1));
  if (row === height - 1 && below.length > 0) return loudest(all.slice(from + height - 1));
  return all[from + row];
}

const loudest = (all: readonly Spot[]): Spot | undefined =>
  all.find(({ place }) => place.mentions > 0) ?? all.find(({ place }) => place.unread > 0);

/** A list of fewer rows has no space for anything beside the place that is shown. */
const MIN_LIST_ROWS = 3;

/** The places above and below what is in view, each with the one in whose row that is told; none where nothing is unread. */
interface Hidden {
  above: readonly Place[];
  below: readonly Place[];
}

function hiddenAt(places: readonly Place[], from: number, rows: number): Hidden {
  const isTold = (hidden: readonly Place[]): boolean =>
    rows >= MIN_LIST_ROWS && hidden.some(({ unread }) => unread > 0);
  const to = from + rows;
  return {
    above: isTold(places.slice(0, from)) ? places.slice(0, from + 1) : [],
    below: isTold(places.slice(to)) ? places.slice(to - 1) : [],
  };
}

/** Where something unread lies above or below the list, its first or last row tells how much. */
function withHidden(list: Row[], { above, below }: Hidden, columns: number): Row[] {
  const first = above.length > 0 ? [hiddenRow('↑', above, columns)] : [];
  const last = below.length > 0 ? [hiddenRow('↓', below, columns)] : [];
  return [...first, ...list.slice(first.length, list.length - last.length), ...last];
}

function hiddenRow(arrow: string, places: readonly Place[], columns: number): Row {
  const unread = places.reduce((sum, each) => sum + each.unread, 0);
  const mentions = places.reduce((sum, each) => sum + each.mentions, 0);
  if (mentions === 0) return [piece(`${arrow} ${unread} unread`, 'unread')];
  const words = `${arrow} ${mentions} ${mentions === 1 ? 'mention' : 'mentions'}`;
  const longer = `${words}, ${unread} unread`;
  return [piece(longer.length <= columns ? longer : words, 'mention')];
}

const firstInView = (wanted: number, length: number, rows: number): number =>
  Math.max(0, Math.min(wanted - Math.floor(rows / 2), length - rows));

function placeRow(spot: Spot, number: number, shown: boolean, columns: number): Row {
  const { place, isDown } = spot;
  const { unread, mentions, joined, gone, pending } = place;
  const tone: Tone = shown ? 'chosen' : mentions > 0 ? 'mention' : unread > 0 ? 'unread' : 'plain';
  const perhaps = pending.some(({ state }) => state === 'perhaps') ? '?' : '';
  const draft = !shown && place.editor.line.text !== '' ? DRAFT : '';
  const counts = `${isDown ? DOWN : ''}${draft}${perhaps}${countsOf(place)}`;
  const digits = piece(`${String(number).padStart(2)} `, shown ? 'chosen' : 'dim');
  const name = piece(cleanLine(place.name), joined && !gone ? tone : 'dim');
  const right = counts === '' ? [] : [piece(` ${counts}`, tone)];
  return spread([digits, name], right, columns, shown ? 'chosen' : 'plain');
}

/** `3` unread; `3!` when one is called. */
const countsOf = ({ unread, mentions }: Pick<Place, 'unread' | 'mentions'>): string =>
  unread === 0 ? '' : `${unread > 999 ? '1k+' : unread}${mentions > 0 ? '!' : ''}`;

/** The list of members, at most as many rows as fit; the last row tells how many more there are. */
export function memberRows(model: Model, { right: columns, height: rows }: Areas): Row[] {
  const { count, hues } = shownPlace(model);
  const inner = columns - 2;
  const listed = listedMembers(shownPlace(model), rows);
  const list = listed.map(({ nick, role, away, bot }): Row => {
    const mark = markOf(away, bot);
    const name = signOf(role) + cut(cleanLine(nick), inner - mark.length);
    return away
      ? [piece(name + mark, 'dim')]
      : [piece(name, nickTone(nick, hues)), piece(mark, 'dim')];
  });
  const rest = count - listed.length;
  const all = rest > 0 ? [...list, [piece(` … ${rest} more`, 'dim')]] : list;
  return bordered(all, columns - 1, rows, 'left');
}

function listedMembers({ members, count }: Place, rows: number): Place['members'] {
  const hidden = count - Math.min(members.length, rows);
  return members.slice(0, hidden > 0 ? rows - 1 : rows);
}

/** The member in a row of the list. */
export const memberAt = (
  model: Model,
  { height }: Areas,
  row: number,
): Place['members'][number] | undefined => listedMembers(shownPlace(model), height)[row];

/** The signs of roles, as other chats have them: for an owner, an op, and whoever has voice. Nicks stand in one column behind them. */
const SIGNS: Readonly<Record<Role, string>> = { owner: '~', op: '@', voice: '+', member: ' ' };

const signOf = (role: Role | undefined): string => SIGNS[role ?? 'member'] ?? ' ';

/** Exactly `rows` rows with a line on one side. */
function bordered(
  list: readonly Row[],
  columns: number,
  rows: number,
  side: 'left' | 'right',
): Row[] {
  return Array.from({ length: rows }, (_, index) => {
    const row = list[index] ?? [];
    if (side === 'right') return [...fitRow(row, columns), border];
    return [border, ...fitRow(row, columns)];
  });
}

/** The places that call for attention, in short and the most urgent first, as many as fit; the rest is counted. */
export function hotlist(model: Model, columns: number): Row {
  const hot = waiting(model);
  let left = columns;
  const row: Piece[] = [];
  for (const [index, { place, number }] of hot.entries()) {
    const words = `${number}:${cleanLine(place.name)} ${countsOf(place)}`;
    const rest = `+${hot.length - index}`;
    const isLast = index === hot.length - 1;
    if (width(words) + 1 + (isLast ? 0 : rest.length + 1) > left)
      return left > rest.length ? [...row, piece(` ${rest}`, toneOfUnread(place))] : row;
    row.push(piece(' ', 'bar'), piece(words, toneOfUnread(place)));
    left -= width(words) + 1;
  }
  return row;
}

const toneOfUnread = ({ mentions }: Place): Tone => (mentions > 0 ? 'mention' : 'unread');

/** How the screen is divided: which lists there is space for, and how many rows and columns each part has. */
import type { Split } from '../model/place.ts';

/** The division of one screen, in columns and rows of the terminal. */
export interface Areas {
  columns: number;
  rows: number;
  /** Columns of the list of rooms with its border; 0 when it is folded away. */
  left: number;
  middle: number;
  /** Columns of the list of members with its border. */
  right: number;
  /** Rows of the messages. */
  height: number;
  /** Rows of the line being typed. */
  prompt: number;
  topic: 0 | 1;
  /** Rows of the hint; 0 when there is no space for it. */
  hint: number;
  /** Two windows share the middle: `first` are the columns of the one on the left, or the rows of the one above. */
  split?: { how: Split['how']; first: number };
}

/** The list of rooms is shown from so many columns on, that of the members from more. */
const MIN_COLUMNS_WITH_ROOMS = 64;
const MIN_COLUMNS_WITH_MEMBERS = 80;
/** That of the members gives way to a second window beside the first. */
const MIN_COLUMNS_WITH_MEMBERS_BESIDE = 150;

/** A list takes at most this part of the columns, but need be no narrower than the first of these, nor wider than the second. */
const listOf = {
  rooms: { part: 5, columns: [16, 24] },
  members: { part: 6, columns: [13, 24] },
} as const;

interface Wishes {
  panes: boolean;
  /** The columns that the lists would like to have with their borders; `members` 0 where there are none. */
  rooms: number;
  members: number;
  /** The rows that the line being typed and the hint would like to have. */
  lines: number;
  hints: number;
  split?: Split['how'] | undefined;
}

/** Divides a screen as it is wished, as far as there is space. */
export function areas(
  { columns, rows }: { columns: number; rows: number },
  { panes, rooms, members, lines, hints, split }: Wishes,
): Areas {
  const most = ({ part, columns: [least, all] }: (typeof listOf)[keyof typeof listOf]) =>
    between(least, Math.floor(columns / part), all);
  const left = panes && columns >= MIN_COLUMNS_WITH_ROOMS ? Math.min(rooms, most(listOf.rooms)) : 0;
  const least = split === 'beside' ? MIN_COLUMNS_WITH_MEMBERS_BESIDE : MIN_COLUMNS_WITH_MEMBERS;
  const right = panes && columns >= least ? Math.min(members, most(listOf.members)) : 0;
  const topic = rows >= 6 && split === undefined ? 1 : 0;
  const prompt = between(1, lines, Math.max(1, Math.floor(rows / 3)));
  const free = rows - topic - prompt - 2;
  const hint = rows >= 5 ? between(1, hints, Math.min(free, Math.floor(rows / 3))) : 0;
  const height = Math.max(1, rows - topic - hint - prompt - 1);
  const middle = columns - left - right;
  const whole = split === 'beside' ? middle - 1 : height;
  return {
    columns,
    rows,
    left,
    middle,
    ...(split && { split: { how: split, first: Math.floor(whole / 2) } }),
    right,
    height,
    prompt,
    topic,
    hint,
  };
}

/** The columns of the lines between the parts. */
export const edgesOf = ({ left, right, columns, split }: Areas): number[] => [
  ...(left > 0 ? [left - 1] : []),
  ...(split?.how === 'beside' ? [left + split.first] : []),
  ...(right > 0 ? [columns - right] : []),
];

const between = (least: number, value: number, most: number): number =>
  Math.max(least, Math.min(most, value));

/** How the screen is divided: which lists there is space for, and how many rows and columns each part has. */

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
}

/** The list of rooms is shown from so many columns on, that of the members from more. */
const MIN_COLUMNS_WITH_ROOMS = 64;
const MIN_COLUMNS_WITH_MEMBERS = 80;

/** A list takes at most this part of the columns, and this many of them. */
const MAX_LIST_PART = 4;
const MAX_LIST_COLUMNS = 24;

interface Wishes {
  panes: boolean;
  /** The columns that the lists would like to have with their borders; `members` 0 where there are none. */
  rooms: number;
  members: number;
  /** The rows that the line being typed and the hint would like to have. */
  lines: number;
  hints: number;
}

/** Divides a screen as it is wished, as far as there is space. */
export function areas(
  { columns, rows }: { columns: number; rows: number },
  { panes, rooms, members, lines, hints }: Wishes,
): Areas {
  const most = Math.min(MAX_LIST_COLUMNS, Math.floor(columns / MAX_LIST_PART));
  const left = panes && columns >= MIN_COLUMNS_WITH_ROOMS ? Math.min(rooms, most) : 0;
  const right = panes && columns >= MIN_COLUMNS_WITH_MEMBERS ? Math.min(members, most) : 0;
  const topic = rows >= 6 ? 1 : 0;
  const prompt = between(1, lines, Math.max(1, Math.floor(rows / 3)));
  const free = rows - topic - prompt - 2;
  const hint = rows >= 5 ? between(1, hints, Math.min(free, Math.floor(rows / 3))) : 0;
  const height = Math.max(1, rows - topic - hint - prompt - 1);
  return {
    columns,
    rows,
    left,
    middle: columns - left - right,
    right,
    height,
    prompt,
    topic,
    hint,
  };
}

/** The columns of the lines between the parts. */
export const edgesOf = ({ left, right, columns }: Areas): number[] => [
  ...(left > 0 ? [left - 1] : []),
  ...(right > 0 ? [columns - right] : []),
];

const between = (least: number, value: number, most: number): number =>
  Math.max(least, Math.min(most, value));

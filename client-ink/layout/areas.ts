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

interface Wishes {
  panes: boolean;
  members: boolean;
  lines: number;
  hints: number;
}

/** `lines` and `hints`: how many rows the line being typed and the hint would like to have. */
export function areas(
  { columns, rows }: { columns: number; rows: number },
  { panes, members, lines, hints }: Wishes,
): Areas {
  const left =
    panes && columns >= MIN_COLUMNS_WITH_ROOMS ? between(16, Math.floor(columns / 6), 24) : 0;
  const right =
    panes && members && columns >= MIN_COLUMNS_WITH_MEMBERS
      ? between(14, Math.floor(columns / 7), 22)
      : 0;
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

/**
 * How the terminal draws what terminals disagree on, as it has said itself. Until it has, of an emoji only that is drawn
 * which all of them draw alike.
 */

/** A way in which letters, hidden or not, make one sign of two columns; or in which they take none. */
export type Part = 'joined' | 'toned' | 'presented' | 'keycap' | 'flag' | 'region' | 'isolate';

/** The parts that the terminal draws as they are meant. */
export type Drawing = ReadonlySet<Part>;

interface Question {
  readonly part: Part;
  readonly text: string;
  /** So many columns it takes where it is drawn as it is meant. */
  readonly columns: number;
}

const questions: readonly Question[] = [
  { part: 'joined', text: '👩‍💻', columns: 2 },
  { part: 'toned', text: '👍🏽', columns: 2 },
  { part: 'presented', text: '❤️', columns: 2 },
  { part: 'keycap', text: '1️⃣', columns: 2 },
  { part: 'flag', text: '🇩🇪', columns: 2 },
  { part: 'region', text: '🏴󠁧󠁢󠁳󠁣󠁴󠁿', columns: 2 },
  // Some give what has no width a column of its own where a style begins.
  { part: 'isolate', text: ' \x1b[1m\u2067\x1b[0m\u2069', columns: 1 },
];

/** They are drawn in the second row: a report about the first looks like F3 with Shift or Ctrl. */
export const QUESTION_ROW = 2;

/**
 * Draws each question where nothing is yet, asks where the cursor is then, and wipes it: before the first frame, in one
 * piece with it, nobody sees it.
 */
export const question = `\x1b7\x1b[?25l${questions
  .map(({ text }) => `\x1b[${QUESTION_ROW};1H${text}\x1b[6n`)
  .join('')}\x1b[${QUESTION_ROW};1H\x1b[2K\x1b8`;

/** What follows from the columns in which the cursor was, from 0; undefined until all of them have come. */
function drawingFrom(columns: readonly number[]): Drawing | undefined {
  if (columns.length < questions.length) return undefined;
  const met = questions.filter((each, index) => columns[index] === each.columns);
  return new Set(met.map(({ part }) => part));
}

/** As long as the terminal has said nothing. */
const careful: Drawing = new Set<Part>(['flag', 'isolate']);

let current = careful;

/** How the terminal draws. All rows that were made before are made anew. */
export const drawing = (): Drawing => current;

/** Answers that come later change nothing any more: the person is reading. */
const ANSWER_WAIT_MS = 2_000;

/** Takes the answers one by one: true when the terminal has said how it draws, so that all has to be drawn anew. */
export function answersTo(askedAt: number): (column: number, at: number) => boolean {
  const columns: number[] = [];
  return (column, at) => {
    if (at - askedAt > ANSWER_WAIT_MS) return false;
    columns.push(column);
    const said = drawingFrom(columns);
    if (said !== undefined) current = said;
    return said !== undefined;
  };
}

const marks: readonly (readonly [RegExp, Part])[] = [
  [/\u200d/, 'joined'],
  [/[\u{1f3fb}-\u{1f3ff}]/u, 'toned'],
  [/\u20e3/, 'keycap'],
  [/\ufe0f(?!\u20e3)/, 'presented'],
  [/[\u{1f1e6}-\u{1f1ff}]/u, 'flag'],
  [/[\u{e0020}-\u{e007f}]/u, 'region'],
];

const tone = '(?<=\\p{Extended_Pictographic})[\\u{1f3fb}-\\u{1f3ff}]';
const hidden = '[\\u200c\\u200d\\u20e3\\ufe0e\\ufe0f\\u{e0020}-\\u{e007f}]';
const disputed = new RegExp(`${hidden}|[\u{1f3fb}-\u{1f3ff}\u{1f1e6}-\u{1f1ff}]`, 'v');
const regional = /[\u{1f1e6}-\u{1f1ff}]/gu;

/** Patterns that know all emoji. To make them takes longer than the rest of this file, and most starts need none. */
const patternsOfEmoji = () => ({
  sequence: new RegExp(`${tone}|\\p{RGI_Emoji}|${hidden}`, 'gv'),
  meant: /^\p{RGI_Emoji}$/v,
  parts: new RegExp(`${tone}|${hidden}`, 'gv'),
});
let patterns: ReturnType<typeof patternsOfEmoji> | undefined;

/**
 * A text with each emoji as the terminal draws it: whole, or in parts, which still tell what was meant. Flags whose letters
 * the terminal draws apart are these letters.
 */
export function asDrawn(text: string): string {
  if (!disputed.test(text)) return text;
  patterns ??= patternsOfEmoji();
  const { sequence, meant, parts } = patterns;
  const drawn = text.replace(sequence, (found, at: number) => {
    const isEmoji = meant.test(found) && !isToneOf(text, found, at);
    if (!isEmoji) return '';
    const needed = marks.flatMap(([mark, part]) => (mark.test(found) ? [part] : []));
    if (needed.every((part) => current.has(part))) return found;
    const apart = found.replace(parts, '');
    return current.has('flag') ? apart : apart.replace(regional, letterOf);
  });
  // What stood between two parts may be gone now.
  return drawn === text ? text : asDrawn(drawn);
}

/** A tone behind an emoji that has none: it is an emoji by itself. */
const isToneOf = (text: string, found: string, at: number): boolean =>
  /^[\u{1f3fb}-\u{1f3ff}]$/u.test(found) && /\p{Extended_Pictographic}$/u.test(text.slice(0, at));

const letterOf = (sign: string): string =>
  String.fromCharCode((sign.codePointAt(0) ?? 0) - 0x1f1e6 + 'A'.charCodeAt(0));

/** True for a place in a text before which one sign begins and behind which it goes on. */
export const isWithinSign = (text: string, at: number): boolean =>
  text[at - 1] === '\u200d' || goingOn.test(text.slice(at, at + 2));

const goingOn = new RegExp(`^(?:${hidden}|[\u{1f3fb}-\u{1f3ff}])`, 'v');

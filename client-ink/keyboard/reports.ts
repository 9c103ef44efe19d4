/** What a terminal reports that is no key: the mouse as SGR sends it, and whether the terminal has the focus. */
import type { Sequence } from './states.ts';

/** The wheel was turned, or the first button was pressed: at a column and a row, both from 0. */
export interface MouseReport {
  readonly report: 'mouse';
  readonly what: 'wheel-up' | 'wheel-down' | 'press';
  readonly column: number;
  readonly row: number;
}

/** `here`: the person looks at this terminal, as far as it knows. */
export interface FocusReport {
  readonly report: 'focus';
  readonly is: 'here' | 'elsewhere';
}

/** The colour behind the text, each part from 0 to 255. */
interface BackgroundReport {
  readonly report: 'background';
  readonly rgb: readonly [red: number, green: number, blue: number];
}

/** Where the cursor is, from 0: the answer to a question about a row below the first. */
interface CursorReport {
  readonly report: 'cursor';
  readonly column: number;
}

/** What a terminal may report. */
export type Report = MouseReport | FocusReport | BackgroundReport | CursorReport;

/** Buttons as the first parameter numbers them; a bit of 4, 8 or 16 says that Shift, Alt or Ctrl was down. */
const buttons: Readonly<Record<number, MouseReport['what']>> = {
  0: 'press',
  64: 'wheel-up',
  65: 'wheel-down',
};

/** The report of a sequence; none for a key, another button, or a button that is let go. */
export function reportOf(sequence: Sequence): Report | undefined {
  if (sequence.is === 'string') return backgroundOf(sequence);
  if (sequence.is !== 'csi') return undefined;
  const { params, final } = sequence;
  if (params === '' && final === 'I') return { report: 'focus', is: 'here' };
  if (params === '' && final === 'O') return { report: 'focus', is: 'elsewhere' };
  const [, line, place] = /^(\d+);(\d+)$/.exec(params) ?? [];
  // In the first row it would be a key: F3 with Shift, Alt or Ctrl.
  if (final === 'R' && Number(line) > 1) return { report: 'cursor', column: Number(place) - 1 };
  const [, button, column, row] = /^<(\d+);(\d+);(\d+)$/.exec(params) ?? [];
  const what = buttons[Number(button ?? -1)];
  if (what === undefined || final !== 'M') return undefined;
  return { report: 'mouse', what, column: Number(column) - 1, row: Number(row) - 1 };
}

/** `OSC 11 ; rgb:RRRR/GGGG/BBBB`: each part has one to four digits. */
function backgroundOf({ opener, text }: { opener: string; text: string }): Report | undefined {
  const parts = /^11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(text);
  if (opener !== ']' || parts === null) return undefined;
  const [red = 0, green = 0, blue = 0] = parts
    .slice(1)
    .map((digits) => Math.round((255 * Number.parseInt(digits, 16)) / (16 ** digits.length - 1)));
  return { report: 'background', rgb: [red, green, blue] };
}

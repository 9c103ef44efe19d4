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

/** What a terminal may report. */
export type Report = MouseReport | FocusReport;

/** Buttons as the first parameter numbers them; a bit of 4, 8 or 16 says that Shift, Alt or Ctrl was down. */
const buttons: Readonly<Record<number, MouseReport['what']>> = {
  0: 'press',
  64: 'wheel-up',
  65: 'wheel-down',
};

/** The report of a sequence; none for a key, another button, or a button that is let go. */
export function reportOf(sequence: Sequence): Report | undefined {
  if (sequence.is !== 'csi') return undefined;
  const { params, final } = sequence;
  if (params === '' && final === 'I') return { report: 'focus', is: 'here' };
  if (params === '' && final === 'O') return { report: 'focus', is: 'elsewhere' };
  const [, button, column, row] = /^<(\d+);(\d+);(\d+)$/.exec(params) ?? [];
  const what = buttons[Number(button ?? -1)];
  if (what === undefined || final !== 'M') return undefined;
  return { report: 'mouse', what, column: Number(column) - 1, row: Number(row) - 1 };
}

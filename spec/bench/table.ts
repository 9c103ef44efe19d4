/** How the figures are printed: a block for each scenario, a row for each figure. */
import { median } from './measure.ts';

interface Row {
  readonly label: string;
  /** For each column, what each round gave. */
  readonly columns: readonly (readonly number[])[];
  /** The first column over others, round by round. */
  readonly ratios: readonly (readonly number[])[];
  readonly note?: string;
}

const LABEL = 38;
const WIDE = 48;
const COLUMN = 13;
const RATIO = 23;

/** A title, the names of the columns and of the ratios behind them. */
export function heading(
  title: string,
  columns: readonly string[],
  ratios: readonly string[],
): string {
  const names = columns.map((name) => name.padStart(COLUMN));
  return `\n${title}\n${' '.repeat(LABEL)}${names.join('')}${ratios.map((name) => name.padStart(RATIO)).join('')}`;
}

export function row({ label, columns, ratios, note }: Row): string {
  const figures = columns.map((rounds) => whole(median(rounds)).padStart(COLUMN));
  const quotients = ratios.map((rounds) => ratio(rounds).padStart(RATIO));
  const end = note === undefined || note === '' ? '' : `  ${note}`;
  return `  ${label.padEnd(LABEL - 2)}${figures.join('')}${quotients.join('')}${end}`;
}

/** A row of a few words each, under a heading without ratios. */
export const words = (label: string, columns: readonly string[], note: string): string =>
  `  ${label.padEnd(WIDE - 2)}${columns.map((text) => text.padStart(COLUMN)).join('')}  ${note}`;

export const milliseconds = (value: number): string => `${value.toFixed(2)} ms`;

const whole = (value: number): string =>
  Number.isNaN(value) ? '–' : Math.round(value).toLocaleString('en');

/** The median and what it lies between. */
function ratio(rounds: readonly number[]): string {
  if (rounds.length === 0) return '–';
  const range = `${Math.min(...rounds).toFixed(2)}–${Math.max(...rounds).toFixed(2)}`;
  return `${median(rounds).toFixed(2)} (${range})`;
}

export const percent = (share: number): string =>
  Number.isNaN(share) ? '– %' : `${Math.round(share * 100)} %`;

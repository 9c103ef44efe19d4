/** What an emulator shows, as a picture: a window of cells in the colours of a light or a dark terminal. */
import type headless from '@xterm/headless';

interface Theme {
  background: string;
  foreground: string;
  /** Of the window: its bar, and the line around it. */
  bar: string;
  edge: string;
  /** The sixteen basic colours. */
  basic: readonly string[];
}

export const themes = {
  dark: {
    background: '#16181d',
    foreground: '#d5d8de',
    bar: '#23262d',
    edge: '#343841',
    basic: [
      ...['#2b2f38', '#e0787a', '#8fbf7f', '#d9b06c', '#7aa2dd', '#b48edd', '#6fc0c4', '#c8ccd4'],
      ...['#7d8492', '#f0908f', '#a5d693', '#eac887', '#94b8ee', '#c9a6ee', '#8ad6d9', '#f1f3f6'],
    ],
  },
  light: {
    background: '#fdfcf9',
    foreground: '#2c2f36',
    bar: '#ebe9e4',
    edge: '#cfccc5',
    basic: [
      ...['#2c2f36', '#b23b3f', '#3f7d33', '#8f6410', '#2a5fae', '#7d47ab', '#1d7c82', '#d9d7d2'],
      ...['#757a85', '#c94f52', '#4f9440', '#a5761d', '#3b73c6', '#9359c2', '#2a9298', '#ffffff'],
    ],
  },
} as const satisfies Record<string, Theme>;

/** The size of a cell, in the units of the picture. */
const WIDE = 8.4;
const HIGH = 18;
const FONT = 14;
const PAD = 12;
const BAR = 28;

/** Neighbours that are drawn alike. */
interface Run {
  column: number;
  columns: number;
  text: string;
  colour: string;
  behind: string | undefined;
  bold: boolean;
  italic: boolean;
  underline: boolean;
}

/** An SVG of the screen, under a title. */
export function picture(emulator: headless.Terminal, theme: Theme, title: string): string {
  const { cols, rows } = emulator;
  const width = round(cols * WIDE + 2 * PAD);
  const height = rows * HIGH + 2 * PAD + BAR;
  const lines = Array.from({ length: rows }, (_, row) => runsOf(emulator, row, theme));
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">`,
    `<title>${xml(title)}</title>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${theme.background}" stroke="${theme.edge}"/>`,
    `<path d="M1 ${BAR}V9a8 8 0 0 1 8-8H${width - 9}a8 8 0 0 1 8 8V${BAR}Z" fill="${theme.bar}"/>`,
    ...[18, 36, 54].map((x) => `<circle cx="${x}" cy="14" r="5" fill="${theme.edge}"/>`),
    `<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${FONT}">`,
    `<text x="${width / 2}" y="19" text-anchor="middle" font-size="12" fill="${theme.basic[8]}">${xml(title)}</text>`,
    ...lines.flatMap((runs, row) => runs.flatMap((run) => drawn(run, row))),
    '</g>',
    '</svg>',
  ].join('\n')}\n`;
}

function drawn(run: Run, row: number): string[] {
  const { column, columns, text, colour, behind, bold, italic, underline } = run;
  const x = round(PAD + column * WIDE);
  const y = BAR + PAD + row * HIGH;
  const width = round(columns * WIDE);
  const marks = [
    bold ? ' font-weight="bold"' : '',
    italic ? ' font-style="italic"' : '',
    underline ? ' text-decoration="underline"' : '',
  ].join('');
  const box = `<rect x="${x}" y="${y}" width="${width}" height="${HIGH}" fill="${behind}"/>`;
  const words = `<text x="${x}" y="${y + 13}" textLength="${width}" lengthAdjust="spacingAndGlyphs" xml:space="preserve" fill="${colour}"${marks}>${xml(text)}</text>`;
  // As a line of its own: a letter would leave gaps between the rows.
  const line = `<rect x="${round(x + WIDE / 2)}" y="${y}" width="1" height="${HIGH}" fill="${colour}"/>`;
  const shown = text === '│' ? [line] : text.trim() === '' ? [] : [words];
  return behind === undefined ? shown : [box, ...shown];
}

/** A wide character is a run of its own, so that no font can push what follows out of its column. */
function runsOf(emulator: headless.Terminal, row: number, theme: Theme): Run[] {
  const { active } = emulator.buffer;
  const line = active.getLine(active.baseY + row);
  const runs: Run[] = [];
  for (let column = 0; column < emulator.cols; column += 1) {
    const cell = line?.getCell(column);
    const columns = cell?.getWidth() ?? 1;
    if (cell === undefined || columns === 0) continue;
    const text = cell.getChars() || ' ';
    const run = { column, columns, text, ...styleOf(cell, theme) };
    const last = runs.at(-1);
    if (last !== undefined && columns === 1 && joins(last, run)) {
      last.text += text;
      last.columns += 1;
    } else runs.push(run);
  }
  return runs.map(trimmed);
}

/** Blanks at the end of a run need no drawing, unless something is behind them. */
function trimmed(run: Run): Run {
  if (run.behind !== undefined || run.underline) return run;
  const text = run.text.trimEnd();
  return { ...run, text, columns: run.columns - (run.text.length - text.length) };
}

function joins(last: Run, next: Run): boolean {
  return (
    last.columns === [...last.text].length &&
    last.colour === next.colour &&
    last.behind === next.behind &&
    last.bold === next.bold &&
    last.italic === next.italic &&
    last.underline === next.underline
  );
}

function styleOf(
  cell: headless.IBufferCell,
  theme: Theme,
): Omit<Run, 'column' | 'columns' | 'text'> {
  const front = colourOf(cell.isFgRGB(), cell.isFgPalette(), cell.getFgColor(), theme);
  const back = colourOf(cell.isBgRGB(), cell.isBgPalette(), cell.getBgColor(), theme);
  const inverse = cell.isInverse() !== 0;
  const colour = (inverse ? back : front) ?? (inverse ? theme.background : theme.foreground);
  const behind = inverse ? (front ?? theme.foreground) : back;
  return {
    colour: cell.isDim() !== 0 ? (theme.basic[8] ?? colour) : colour,
    behind,
    bold: cell.isBold() !== 0,
    italic: cell.isItalic() !== 0,
    underline: cell.isUnderline() !== 0,
  };
}

function colourOf(
  isRgb: boolean,
  isPalette: boolean,
  value: number,
  theme: Theme,
): string | undefined {
  if (isRgb) return hex([value >> 16, (value >> 8) & 255, value & 255]);
  if (!isPalette) return undefined;
  if (value < 16) return theme.basic[value];
  if (value >= 232) return hex(Array(3).fill(8 + (value - 232) * 10));
  const steps = [0, 95, 135, 175, 215, 255];
  const index = value - 16;
  return hex([Math.floor(index / 36), Math.floor(index / 6) % 6, index % 6].map((n) => steps[n]!));
}

const hex = (parts: number[]): string =>
  `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;

const round = (value: number): number => Math.round(value * 10) / 10;

const xml = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);

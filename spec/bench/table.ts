/** Figures in columns, as people read them. */

export type Row = readonly string[];

/** The first column to the left, the others to the right; a heading of several words may take two lines. */
export function table(heads: Row, rows: readonly Row[]): string {
  const two = heads.map((head) => head.split('\n'));
  const tall = Math.max(...two.map((lines) => lines.length));
  const above = Array.from({ length: tall }, (_, at) =>
    two.map((lines) => lines[at - tall + lines.length] ?? ''),
  );
  const all = [...above, ...rows];
  const widths = heads.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const aligned = all.map((row) =>
    widths
      .map((width, column) => {
        const cell = row[column] ?? '';
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('   ')
      .trimEnd(),
  );
  return aligned.map((line) => `  ${line}\n`).join('');
}

/** 7612345 as 7,610,000: more digits than three are noise. */
export function rough(value: number): string {
  if (!Number.isFinite(value)) return '–';
  return Number(value.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 2 });
}

export const times = (ratio: number): string =>
  Number.isFinite(ratio) ? `${ratio.toFixed(2)} ×` : '–';

export const percent = (share: number): string => `${Math.round(share * 100)} %`;

export const kilobytes = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

export const milliseconds = (value: number | undefined): string =>
  value === undefined ? '–' : `${value.toFixed(2)} ms`;

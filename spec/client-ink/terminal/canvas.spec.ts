/** What is written to a terminal, so that it shows the next screen. */
import headless from '@xterm/headless';
import { expect } from 'chai';
import fc from 'fast-check';
import { EDGE } from '../../../client-ink/layout/row.ts';
import { bytesBetween, pictureOf } from '../../../client-ink/terminal/canvas.ts';
import { UnicodeGraphemesAddon } from '../support/graphemes.ts';

const columns = 24;
const rows = 7;
const edges = [6, 18];

/** What a terminal shows after these bytes: its characters, and how each cell is drawn. */
async function shown(bytes: string): Promise<string[]> {
  const terminal = new headless.Terminal({ cols: columns, rows, allowProposedApi: true });
  terminal.loadAddon(new UnicodeGraphemesAddon());
  await new Promise<void>((resolve) => terminal.write(`\x1b[?7l${bytes}`, resolve));
  const { active } = terminal.buffer;
  const cells = Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => {
      const cell = active.getLine(row)?.getCell(column);
      const style = [cell?.isBold(), cell?.isInverse(), cell?.getFgColor(), cell?.getBgColor()];
      const text = cell?.getChars() || ' ';
      // How a blank that nothing is behind would be written can't be seen.
      return text === ' ' && cell?.isInverse() === 0 && cell.isBgDefault()
        ? ' '
        : `${text}${style.join('/')}`;
    }).join(''),
  );
  terminal.dispose();
  return cells;
}

const picture = (lines: string[]) => pictureOf(lines.join('\n'), edges, columns);

const word = fc.constantFrom(
  '',
  'ann',
  'hello',
  '漢字',
  '\x1b[1mbold\x1b[22m',
  '\x1b[31mred\x1b[39m',
  '\x1b[38;5;101mann\x1b[0m',
  '\x1b]8;id=a;https://x.example\x1b\\link\x1b]8;;\x1b\\',
);
const marked = fc.constantFrom('\x1b[7mback\x1b[27m', '\x1b[38;5;9;48;5;4mblue \x1b[39m\x1b[49m');
const cell = (width: number) =>
  fc.oneof(word, marked).map((text) => {
    const bare = text.replace(/\x1b\[[\d;]*m|\x1b\].*?\x1b\\/g, '');
    const wide = bare === '漢字' ? 4 : bare.length;
    return wide > width ? ' '.repeat(width) : text + ' '.repeat(width - wide);
  });

/** A row of three parts, as Ink writes it: the line between them in a style that goes on behind it. */
const row = fc
  .tuple(cell(6), cell(11), cell(5))
  .map(
    ([left, middle, right]) =>
      `${left}\x1b[2m${EDGE}\x1b[22m${middle}\x1b[38;5;8m${EDGE}${right}\x1b[39m`,
  );
const bar = cell(columns);

/** Pictures one after the other: some rows change, or the middle moves. */
const story = fc.array(fc.tuple(fc.array(row, { minLength: 5, maxLength: 5 }), bar, bar), {
  minLength: 2,
  maxLength: 4,
});

describe('what is written to a terminal', () => {
  it('makes it show what a terminal would show that had just been begun', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (told) => {
        const pictures = told.map(([middle, top, bottom]) => picture([top, ...middle, bottom]));
        const whole = pictures
          .map((each, index) => bytesBetween(pictures[index - 1], each))
          .join('');
        const last = pictures.at(-1)!;
        expect(await shown(whole)).to.deep.equal(await shown(bytesBetween(undefined, last)));
      }),
      { numRuns: 150 },
    );
  });

  const lines = (from: number, width = 'x'.repeat(11)): string[] => [
    ' '.repeat(columns),
    ...[0, 1, 2, 3, 4].map(
      (n) => `      ${EDGE}${`${from + n} ${width}`.slice(0, 11)}${EDGE}     `,
    ),
    ' '.repeat(columns),
  ];

  for (const by of [1, 2, -1, -2]) {
    it(`lets the terminal move text by ${by} rows, and writes only what is new`, async () => {
      const [before, after] = [picture(lines(10)), picture(lines(10 + by))];
      const bytes = bytesBetween(before, after);
      expect(bytes).to.match(/\x1b\[2;6r/);
      expect(bytes.match(/\d x/g)).to.have.length(Math.abs(by));
      const all = await shown(bytesBetween(undefined, before) + bytes);
      expect(all).to.deep.equal(await shown(bytesBetween(undefined, after)));
    });
  }

  it('is hardly more than the text, where it covers what stood there', () => {
    const name = (n: number) => `\x1b[38;5;104m ${n} \x1b[0m#`.padEnd(24);
    const list = (from: number) =>
      picture(lines(1).map((line, n) => (n < 3 ? name(from + n) + line.slice(6) : line)));
    const bytes = bytesBetween(list(1), list(2));
    expect(bytes.replace(/\x1b/g, '^')).to.equal(
      '^[1;1H^[38;5;104m 2 ^[0m#\r\n^[38;5;104m 3 ^[0m#\r\n^[38;5;104m 4 ^[0m#',
    );
  });

  it('is nothing when nothing has changed', () => {
    expect(bytesBetween(picture(lines(1)), picture(lines(1)))).to.equal('');
  });

  it('is all when the size has changed', () => {
    const other = pictureOf(lines(1).join('\n'), edges, columns + 1);
    expect(bytesBetween(other, picture(lines(1)))).to.include('\x1b[2J');
  });
});

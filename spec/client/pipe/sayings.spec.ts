/** What `send` makes of its input. */
import { Readable } from 'node:stream';
import { expect } from 'chai';
import fc from 'fast-check';
import { pieces, type Saying, sayingsIn, sayingsOf } from '../../../client/pipe/sayings.ts';
import { limits, textProblem } from '../../../grammar/text.ts';
import { anyCharacter } from '../../support/any-character.ts';

async function said(...chunks: (string | Uint8Array)[]): Promise<Saying[]> {
  const bytes = chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
  const sayings: Saying[] = [];
  for await (const saying of sayingsIn(Readable.from(bytes))) sayings.push(saying);
  return sayings;
}

const saidOf = (text: string): string => sayingsOf(text, 1)[0]?.text ?? '';

describe('what is said of an input', () => {
  it('is each line that is not empty, with its number, also the last one without its end', async () => {
    expect(await said('one\r\n\n  \nfour\nfi', 've')).to.deep.equal([
      { line: 1, text: 'one' },
      { line: 4, text: 'four' },
      { line: 5, text: 'five' },
    ]);
  });

  it('loses terminal escapes and controls, but keeps its words apart', () => {
    expect(saidOf('\x1b[1;31mred\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x07')).to.equal(
      'red link',
    );
    expect(saidOf('a\x07\x00b\x9bc\x7f\td')).to.equal('ab\td');
  });

  it('is what a terminal would show at the end of a line that was drawn over', () => {
    const bars: [drawn: string, shown: string][] = [
      ['10%\r20%\r\n', '20%\n'],
      ['[#   ]\r[##  ]\r[### ]\r[####] done', '[####] done'],
      ['downloading 100 of 100\rdone', 'doneloading 100 of 100'],
      ['downloading 100 of 100\r\x1b[Kdone', 'done'],
      ['downloading\x1b[2K\rdone', 'done'],
      ['downloading\x1b[2K\x1b[1Gdone', 'done'],
      ['a -\b\\\b|\b/\b \b\n', 'a  \n'],
      ['typo\b\b\b\b\x1b[4Ptext', 'text'],
      ['ab\x1b[1D\x1b[2@\x1b[3GX', 'a Xb'],
      ['abcdef\r\x1b[3X', '   def'],
      ['abc\x1b[1Kd', '   d'],
      ['x\x1b[3Cy', 'x   y'],
      ['\x1b[32m⠋\x1b[39m build\r\x1b[32m✔\x1b[39m build', '✔ build'],
      ['e\u0301 1\re\u0301 2', 'e\u0301 2'],
    ];
    for (const [drawn, shown] of bars) expect(saidOf(drawn), drawn).to.equal(shown);
  });

  it('is said once at the end of a bar that was drawn for hours', async () => {
    const steps = Array.from({ length: 30_000 }, (_, n) => `\r\x1b[K${n} of 30000 files`);
    const chunks = Array.from({ length: 300 }, (_, n) =>
      steps.slice(n * 100, n * 100 + 100).join(''),
    );
    expect(await said(...chunks, '\nnext\n')).to.deep.equal([
      { line: 1, text: '29999 of 30000 files' },
      { line: 2, text: 'next' },
    ]);
  });

  it('is never anything that the server refuses', () => {
    const nasty = fc.string({
      unit: fc.oneof(fc.nat(0x2100), fc.nat(0xffff)).map((code) => String.fromCharCode(code)),
      maxLength: 300,
    });
    fc.assert(
      fc.property(nasty, (text) => {
        for (const saying of sayingsOf(text, 1)) {
          expect(textProblem(saying.text, limits.text)).to.equal(undefined);
        }
      }),
    );
  });

  it('is cut into messages where it is too long, between code points, and nothing is lost', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: anyCharacter, maxLength: 40 }),
        fc.integer({ min: 4, max: 9 }),
        (text, limit) => {
          const cut = pieces(text, limit);
          expect(cut.join('')).to.equal(text);
          expect(cut.every((piece) => piece !== '' && Buffer.byteLength(piece) <= limit)).to.equal(
            true,
          );
        },
      ),
    );
  });

  it('has U+FFFD where the input is not UTF-8, and whole letters where chunks cut them', async () => {
    const [a, b] = [Buffer.from('é').subarray(0, 1), Buffer.from('é').subarray(1)];
    expect(await said(a, b, '\n', Buffer.from([0x61, 0xff, 0x62]))).to.deep.equal([
      { line: 1, text: 'é' },
      { line: 2, text: 'a\ufffdb' },
    ]);
  });

  it('does not wait for the end of a line that never ends', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield Buffer.alloc(30_000, 'x');
    }
    const first = await sayingsIn(endless()).next();
    expect(first.value?.text).to.have.length(limits.text);
  });

  it('keeps an escape sequence whole where it cuts such a line', async () => {
    const long = 'x'.repeat(70_000);
    const texts = (await said(`${long}\x1b[3`, '1mred\n')).map((saying) => saying.text);
    expect(texts.join('')).to.equal(`${long}red`);
  });
});

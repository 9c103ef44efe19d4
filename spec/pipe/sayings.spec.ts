import { Readable } from 'node:stream';
import { expect } from 'chai';
import fc from 'fast-check';
import { limits, textProblem } from '../../grammar/text.ts';
import { pieces, type Saying, sayable, sayingsIn, sayingsOf } from '../../server/pipe/sayings.ts';

async function said(...chunks: (string | Uint8Array)[]): Promise<Saying[]> {
  const bytes = chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk));
  const sayings: Saying[] = [];
  for await (const saying of sayingsIn(Readable.from(bytes))) sayings.push(saying);
  return sayings;
}

describe('what is said of an input', () => {
  it('is each line that is not empty, with its number, also the last one without its end', async () => {
    expect(await said('one\r\n\n  \nfour\nfi', 've')).to.deep.equal([
      { line: 1, text: 'one' },
      { line: 4, text: 'four' },
      { line: 5, text: 'five' },
    ]);
  });

  it('loses terminal escapes and controls, but keeps its words apart', () => {
    expect(sayable('\x1b[1;31mred\x1b[0m \x1b]8;;http://x\x07link\x1b]8;;\x07')).to.equal(
      'red link',
    );
    expect(sayable('10%\r20%\r\n')).to.equal('10% 20%\n');
    expect(sayable('a\x07\x00b\x9bc\x7f\td')).to.equal('ab\td');
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
        fc.string({ unit: 'binary', maxLength: 40 }),
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

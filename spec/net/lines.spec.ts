import { expect } from 'chai';
import fc from 'fast-check';
import { limits } from '../../grammar/text.ts';
import { type Line, Lines } from '../../server/net/lines.ts';

/** All lines of `bytes`, pushed in pieces that end at `cuts`. */
function linesOf(bytes: Buffer, cuts: number[] = []): Line[] {
  const lines = new Lines();
  const read: Line[] = [];
  let from = 0;
  for (const to of [...cuts, bytes.length]) {
    lines.push(bytes.subarray(from, to));
    for (let line = lines.next(); line !== undefined; line = lines.next()) read.push(line);
    from = to;
  }
  return read;
}

const read = (text: string): Line[] => linesOf(Buffer.from(text));
const code = (line: Line | undefined) => (typeof line === 'object' ? line.code : line);

describe('lines out of bytes', () => {
  it('end with LF or CRLF, and may be empty', () => {
    expect(read('a\nb\r\n\n\r\nc\rd\r\r\n')).to.deep.equal(['a', 'b', '', '', 'c\rd\r']);
  });

  it('are dropped when they do not end', () => {
    expect(read('a\nb')).to.deep.equal(['a']);
    expect(read('')).to.deep.equal([]);
  });

  it('keep a byte order mark, which is part of the text', () => {
    expect(read('\ufeffhi\n')).to.deep.equal(['\ufeffhi']);
  });

  it('wait in order while more arrives', () => {
    const lines = new Lines();
    lines.push(Buffer.from('a\nb\nc'));
    expect(lines.next()).to.equal('a');
    lines.push(Buffer.from('d\ne\n'));
    expect(lines.pending).to.equal(true);
    expect([lines.next(), lines.next(), lines.next(), lines.next()]).to.deep.equal([
      'b',
      'cd',
      'e',
      undefined,
    ]);
    expect(lines.pending).to.equal(false);
  });

  it('show their first byte before they are whole', () => {
    const lines = new Lines();
    expect(lines.peek()).to.equal(undefined);
    lines.push(Buffer.from('{'));
    expect(lines.peek()).to.equal(0x7b);
    expect(lines.next()).to.equal(undefined);
    expect(lines.peek()).to.equal(0x7b);
    lines.push(Buffer.from('}\nx'));
    lines.next();
    expect(lines.peek()).to.equal(0x78);
  });

  const hostile = Buffer.concat([
    Buffer.from('/nick ann\r\nhi, 你好 👋\n\n\r\n{"a":1}\n'),
    Buffer.from('/msg@t1 bob caf\xe9\n', 'latin1'),
    Buffer.from([0xf0, 0x9f, 0x91, 0x0a, 0xff, 0x0d, 0x0a]),
    Buffer.from('last\nunfinished'),
  ]);

  it('are the same wherever the bytes are cut in two', () => {
    const whole = linesOf(hostile);
    expect(whole.map(code)).to.deep.equal([
      '/nick ann',
      'hi, 你好 👋',
      '',
      '',
      '{"a":1}',
      'bad_line',
      'bad_line',
      'bad_line',
      'last',
    ]);
    for (let cut = 0; cut <= hostile.length; cut++) {
      expect(linesOf(hostile, [cut])).to.deep.equal(whole);
    }
    expect(linesOf(hostile, [...hostile.keys()])).to.deep.equal(whole);
  });

  it('are the same however the bytes are cut', () => {
    const around = (limit: number) => fc.integer({ min: limit - 4, max: limit + 4 });
    const piece = fc.oneof(
      fc.constantFrom('\n', '\r\n', '\r', '{', '/msg@t1 ', '你', '👋', 'x'),
      around(limits.line).map((n) => 'x'.repeat(n)),
      around(limits.json).map((n) => `{${'x'.repeat(n)}`),
      around(limits.line).map((n) => `/msg@t2 ${'é'.repeat(n / 2)}`),
    );
    const bytes = fc.array(
      fc.oneof(
        piece.map((text) => Buffer.from(text)),
        fc.uint8Array({ maxLength: 3 }),
      ),
    );
    fc.assert(
      fc.property(bytes, fc.array(fc.nat({ max: 200_000 })), (parts, cuts) => {
        const whole = Buffer.concat(parts);
        const places = cuts.map((cut) => cut % (whole.length + 1)).sort((a, b) => a - b);
        expect(linesOf(whole, places)).to.deep.equal(linesOf(whole));
      }),
      { numRuns: 300 },
    );
  });
});

describe('lines that are refused', () => {
  const longest = 'x'.repeat(limits.line - 1);

  it('have more than 8192 bytes with their end', () => {
    expect(read(`${longest}\n`)).to.deep.equal([longest]);
    expect(read(`${longest.slice(1)}\r\n`)).to.deep.equal([longest.slice(1)]);
    expect(read(`${longest}x\n`).map(code)).to.deep.equal(['too_long']);
    expect(read(`${longest}\r\n`).map(code)).to.deep.equal(['too_long']);
  });

  it('have more than 32,768 bytes when they are an object', () => {
    const object = `{${'x'.repeat(limits.json - 2)}`;
    expect(read(`${object}\n`)).to.deep.equal([object]);
    expect(read(`${object}x\n`).map(code)).to.deep.equal(['too_long']);
    expect(read(` ${object}\n`).map(code)).to.deep.equal(['too_long']);
  });

  it('are answered once, in their place, and the next line is read', () => {
    expect(read(`a\n${longest}${longest}\nb\n`).map(code)).to.deep.equal(['a', 'too_long', 'b']);
  });

  it('carry the tag that can be read at their start', () => {
    const [long, cut, bad, untagged] = linesOf(
      Buffer.concat([
        Buffer.from(`/msg@t1 bob ${longest}\n/msg@${longest}\n`),
        Buffer.from('/msg@t2 bob caf\xe9\ncaf\xe9\n', 'latin1'),
      ]),
    );
    expect(long).to.include({ code: 'too_long', re: 't1' });
    expect(cut).to.include({ code: 'too_long' }).and.not.have.property('re');
    expect(bad).to.include({ code: 'bad_line', re: 't2' });
    expect(untagged).to.include({ code: 'bad_line' }).and.not.have.property('re');
  });

  it('say how long they may be', () => {
    expect(read(`{${'x'.repeat(limits.json)}\n`)).to.deep.equal([
      {
        code: 'too_long',
        message: 'The line is longer than 32768 bytes. Send it in several pieces.',
      },
    ]);
  });
});

describe('a line that never ends', () => {
  it('holds no more than the bound, however much of it comes', () => {
    const lines = new Lines();
    const chunk = Buffer.alloc(1 << 16, 'x');
    const before = process.memoryUsage().arrayBuffers;
    for (let sent = 0; sent < 100e6; sent += chunk.length) {
      lines.push(chunk);
      expect(lines.next()).to.equal(undefined);
      expect(lines.pending).to.equal(false);
    }
    lines.push(Buffer.from('\nstill here\n'));
    expect(code(lines.next())).to.equal('too_long');
    expect(lines.next()).to.equal('still here');
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(32e6);
  });
});

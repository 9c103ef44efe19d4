/** Bytes are cut into lines, wherever they were cut on the way. */
import { expect } from 'chai';
import fc from 'fast-check';
import { looksLikeObject } from '../../grammar/reading/object.ts';
import { limits } from '../../grammar/text.ts';
import { type Line, Lines } from '../../server/net/lines.ts';
import { Telnet } from '../../server/net/telnet.ts';
import { anyCharacter } from '../support/any-character.ts';

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
const faultOf = (line: Line | undefined) => (typeof line === 'object' ? line.fault : undefined);
const code = (line: Line | undefined) => (typeof line === 'object' ? line.fault.code : line);

const [IAC, SB, SE] = [0xff, 0xfa, 0xf0];
/** Parameters as they are sent: a byte that looks like the beginning of a command twice. */
const doubled = (bytes: number[]) => bytes.flatMap((byte) => (byte === IAC ? [IAC, IAC] : [byte]));
const anyByte = fc.nat(0xff);
const noLineEnd = anyByte.filter((byte) => byte !== 10 && byte !== 13);
/** What a telnet client sends of its own accord. */
const telnetCommand = fc
  .oneof(
    fc.constantFrom(0xf1, 0xf4, 0xf6, 0xf9).map((command) => [command]),
    fc.tuple(fc.constantFrom(0xfb, 0xfc, 0xfd, 0xfe), noLineEnd),
    fc
      .array(noLineEnd, { minLength: 1 })
      .map(([option = 0, ...rest]) => [SB, option, ...doubled(rest), IAC, SE]),
    fc
      .array(anyByte, { minLength: 4, maxLength: 4 })
      .map((size) => [SB, 31, ...doubled(size), IAC, SE]),
  )
  .map((bytes) => Buffer.from([IAC, ...bytes]));

describe('lines out of bytes', () => {
  it('end with LF, CR LF, CR or CR NUL, and may be empty', () => {
    expect(read('a\nb\r\n\n\r\nc\rd\r\0e\r\r\n\r\0\n')).to.deep.equal([
      'a',
      'b',
      '',
      '',
      'c',
      'd',
      'e',
      '',
      '',
      '',
    ]);
    expect(read('\0\n')).to.deep.equal(['\0']);
  });

  it('are dropped when they do not end', () => {
    expect(read('a\nb')).to.deep.equal(['a']);
    expect(read('')).to.deep.equal([]);
  });

  it('begin behind byte order marks; one inside is part of the text', () => {
    expect(read('\ufeffhi\n\ufeff\ufeff/ping\r\n\ufeff\na\ufeffb\n')).to.deep.equal([
      'hi',
      '/ping',
      '',
      'a\ufeffb',
    ]);
  });

  it('wait in order while more arrives', () => {
    const lines = new Lines();
    lines.push(Buffer.from('a\nb\nc'));
    expect(lines.next()).to.equal('a');
    lines.push(Buffer.from('d\ne\n'));
    expect([lines.next(), lines.next(), lines.next(), lines.next()]).to.deep.equal([
      'b',
      'cd',
      'e',
      undefined,
    ]);
  });

  const hostile = Buffer.concat([
    Buffer.from('/nick ann\r\nhi, 你好 👋\n\n\r\n{"a":1}\n'),
    Buffer.from('/msg@t1 bob caf\xe9\n', 'latin1'),
    Buffer.from([0xf0, 0x9f, 0x91, 0x0a, 0xfe, 0x0d, 0x0a]),
    Buffer.from([
      0xff, 0xfb, 0x1f, 0xff, 0xfa, 0x1f, 0, 0x0a, 0xff, 0xff, 0xff, 0xf0, 0x68, 0xff, 0xf4,
    ]),
    Buffer.from('i\r\0\ufeff/ping\r\0'),
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
      'hi',
      '/ping',
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
      fc.constantFrom('\n', '\r\n', '\r', '\0', '\ufeff', ' ', '{', '/msg@t1 ', '你', '👋', 'x'),
      around(limits.line).map((n) => 'x'.repeat(n)),
      around(limits.json).map((n) => `{${'x'.repeat(n)}`),
      around(limits.line).map((n) => `${' '.repeat(n)}{`),
      around(limits.line).map((n) => `/msg@t2 ${'é'.repeat(n / 2)}`),
    );
    const bytes = fc.array(
      fc.oneof(
        piece.map((text) => Buffer.from(text)),
        fc.uint8Array({ maxLength: 3 }),
        telnetCommand,
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

  it('are those that were typed, wherever telnet puts its commands', () => {
    const typed = fc.string({ unit: anyCharacter, maxLength: 20 }).map((text) => Buffer.from(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(typed, telnetCommand)), fc.nat(), (pieces, cut) => {
        const bytes = Buffer.concat(pieces.flat());
        const plain = Buffer.concat(pieces.map(([text]) => text));
        const telnet = new Telnet();
        const at = cut % (bytes.length + 1);
        const left = [bytes.subarray(0, at), bytes.subarray(at)].map((part) => telnet.strip(part));
        expect(Buffer.concat(left)).to.deep.equal(plain);
      }),
    );
  });

  it('are not lost in a command of telnet that a line end breaks off', () => {
    for (const broken of [[], [0xfb], [SB], [SB, 24], [SB, 24, 0, IAC], [SB, 31, 0, 80, 0, 24]]) {
      const bytes = Buffer.concat([Buffer.from([IAC, ...broken]), Buffer.from('\r\nhi\n')]);
      expect(linesOf(bytes).map(code)).to.deep.equal(['bad_line', 'hi']);
    }
  });

  it('hold what is neither UTF-8 nor telnet for their refusal', () => {
    expect(linesOf(Buffer.from('\xff\n\xffa\n\xff\xff\n', 'latin1')).map(code)).to.deep.equal([
      'bad_line',
      'bad_line',
      'bad_line',
    ]);
  });
});

describe('lines that are refused', () => {
  const longest = 'x'.repeat(limits.line - 1);

  it('have more than 8192 bytes with their end, which counts as one', () => {
    for (const end of ['\n', '\r\n', '\r', '\r\0']) {
      expect(read(`${longest}${end}`)).to.deep.equal([longest]);
      expect(read(`${longest}x${end}`).map(code)).to.deep.equal(['too_long']);
    }
  });

  it('have more than 32,768 bytes when they are an object', () => {
    const object = `{${'x'.repeat(limits.json - 2)}`;
    expect(read(`${object}\n`)).to.deep.equal([object]);
    expect(read(`${object}x\n`).map(code)).to.deep.equal(['too_long']);
    expect(read(` ${object.slice(1)}\n`).map(code)).to.deep.equal(['too_long']);
    expect(read(` \ufeff\t{${object.slice(6)}\n`).map(code)).to.deep.equal([
      ` \ufeff\t{${object.slice(6)}`,
    ]);
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
    expect(faultOf(long)).to.include({ code: 'too_long', re: 't1' });
    expect(faultOf(cut)).to.include({ code: 'too_long' }).and.not.have.property('re');
    expect(faultOf(bad)).to.include({ code: 'bad_line', re: 't2' });
    expect(faultOf(untagged)).to.include({ code: 'bad_line' }).and.not.have.property('re');
  });

  it('tell how they begin', () => {
    const lines = linesOf(
      Buffer.concat([
        Buffer.from('{"a":"\xe9"}\n \xef\xbb\xbf\t{\xe9\n[\xe9]\n', 'latin1'),
        Buffer.from(`{${'x'.repeat(limits.json)}\n${longest}{\n`),
      ]),
    );
    expect(
      lines.map((line) => typeof line === 'object' && looksLikeObject(line.beginning)),
    ).to.deep.equal([true, true, false, true, false]);
  });

  it('say how long they may be', () => {
    expect(read(`{${'x'.repeat(limits.json)}\n`).map(faultOf)).to.deep.equal([
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
    }
    lines.push(Buffer.from('\nstill here\n'));
    expect(code(lines.next())).to.equal('too_long');
    expect(lines.next()).to.equal('still here');
    expect(process.memoryUsage().arrayBuffers - before).to.be.below(32e6);
  });
});

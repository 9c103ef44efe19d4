/** Lines gone wrong: bytes flipped, cut, doubled, mixed with others and with all that terminals and parsers dislike. */
import type { Chance } from './chance.ts';

const poisons = [
  ...[
    '\x00',
    '\x07',
    '\x08',
    '\x1b[2J',
    '\x1b]0;title\x07',
    '\r',
    '\r\n',
    '\n',
    '\x7f',
    '\x85',
    '\x9b',
    '\x0b',
  ],
  ...[
    '/',
    '//',
    '@',
    '@tag',
    '@.',
    '#',
    '#,',
    '#a=',
    '=',
    '=999999999999999999999',
    ',',
    ':',
    ' ',
    '\t',
    '-1',
  ],
  ...[
    '{',
    '}',
    '[[[[[[[[',
    '"',
    '\\',
    '\\u0000',
    '\\ud800',
    'null',
    'true',
    '1e999',
    '"__proto__":',
    '"cmd":',
  ],
  ...[
    '\ufeff',
    '\u202e',
    '\u2066',
    '\u2028',
    '\u200b',
    '\u{e0020}',
    'İ',
    'ﬁ',
    'ẞ',
    '𝕏',
    '\u0344',
    '\u1160',
  ],
].map((poison) => Buffer.from(poison));

/** No UTF-8: a lone continuation, half a letter, an overlong slash, half a surrogate pair, beyond Unicode. */
const brokenLetters = [
  [0x80],
  [0xe2, 0x82],
  [0xc0, 0xaf],
  [0xed, 0xa0, 0x80],
  [0xf4, 0x90, 0x80, 0x80],
].map((bytes) => Buffer.from(bytes));

type Mutation = (chance: Chance, line: Buffer, other: Buffer) => Buffer;

const nothing = Buffer.alloc(0);

const cut = (line: Buffer, from: number, to: number, between: Buffer = nothing): Buffer =>
  Buffer.concat([line.subarray(0, from), between, line.subarray(to)]);

const mutations: readonly Mutation[] = [
  function flipBit(chance, line) {
    const flipped = Buffer.from(line);
    const at = chance.below(line.length);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << chance.below(8));
    return flipped;
  },
  function leaveOut(chance, line) {
    const from = chance.below(line.length);
    return cut(line, from, from + 1 + chance.length(line.length));
  },
  function sayTwice(chance, line) {
    const from = chance.below(line.length);
    const to = from + 1 + chance.length(line.length);
    return cut(line, to, to, line.subarray(from, to));
  },
  function poison(chance, line) {
    const at = chance.below(line.length + 1);
    return cut(line, at, at, chance.pick(chance.oneIn(4) ? brokenLetters : poisons));
  },
  function endInAnother(chance, line, other) {
    const rest = other.subarray(chance.below(other.length));
    return Buffer.concat([line.subarray(0, chance.below(line.length)), rest]);
  },
  function blowUp(chance, line) {
    if (!chance.oneIn(30)) return line;
    const at = chance.below(line.length);
    return cut(line, at, at, Buffer.alloc(chance.below(40_000), line.subarray(at, at + 1)));
  },
];

/** A line with some things wrong in it, ended as a line. */
export function mangled(chance: Chance, line: string, other: string): Buffer {
  let bytes: Buffer = Buffer.from(line);
  const donor = Buffer.from(other);
  for (let left = 1 + chance.below(4); left > 0 && bytes.length > 0; left -= 1) {
    bytes = chance.pick(mutations)(chance, bytes, donor);
  }
  return Buffer.concat([bytes, Buffer.from('\n')]);
}

/** No line at all: random bytes, with whatever ends of lines there are among them. */
export function noise(chance: Chance): Buffer {
  return Buffer.concat([chance.bytes(1 + chance.length(600)), Buffer.from('\n')]);
}

/** Lines of the full length that try to make the server slow: the work is counted, not timed. */
import { expect } from 'chai';
import { LIST_LIMIT } from '../../grammar/ast.ts';
import { read } from '../../grammar/chart.ts';
import { expectAt } from '../../grammar/expect.ts';
import type { Fault } from '../../grammar/faults.ts';
import { isUnended, whereBroken } from '../../grammar/json.ts';
import { lexer } from '../../grammar/lexer.ts';
import { nearest } from '../../grammar/nearest.ts';
import { parse } from '../../grammar/parse.ts';

const LENGTH = 8190;
const filled = (start: string, piece: string): string =>
  start + piece.repeat(Math.ceil(LENGTH / piece.length)).slice(0, LENGTH - start.length);

const hostile = [
  ['a list that never ends', filled('/join #a', ',#a')],
  ['a list of cursors that never ends', filled('/resume tok #a=1', ',#a=1')],
  ['blanks', filled('/msg #dev', ' ')],
  ['blanks before a slash', `${' '.repeat(LENGTH - 2)}/x`],
  ['blanks that are none to us', `${'\u00a0'.repeat(LENGTH - 2)}x`],
  ['a name', filled('/', 'j')],
  ['a nick', filled('/nick ', 'x')],
  ['digits', filled('/history before=', '9')],
  ['options', filled('/history', ' limit=5')],
  ['a tag', filled('/ping@', 'a')],
  ['slashes', filled('', '/')],
  ['surrogates', filled('/msg #dev ', '😀')],
  ['words', filled('/search', ' a')],
  ['quotes', filled('/search ', '"')],
  ['quotes and blanks', filled('/search ', '" ')],
  ['one quote that nothing ends', filled('/search "', 'a ')],
  ['options of a search', filled('/search x', ' in=#a')],
  ['what is nearly an option', filled('/search', ' in')],
  ['blanks behind words', filled('/search x', ' ')],
  ['a place', filled('/reply #', ':')],
  ['places', filled('/reply ', '#a:1')],
  ['an emoji', filled('/react ^ ', '👍')],
  ['a time', filled('/history since=', '2026-')],
] as const;

/** How many times the chart asks for a token: each costs a column of the chart. */
function tokensOf(line: string): number {
  let tokens = 0;
  const { next } = lexer;
  lexer.next = function counted(this: typeof lexer) {
    tokens += 1;
    return next.call(this);
  };
  try {
    read(line);
  } finally {
    lexer.next = next;
  }
  return tokens;
}

describe('a hostile line', () => {
  for (const [what, line] of hostile)
    it(`of ${what} costs a bounded number of steps, and has an answer`, () => {
      expect(tokensOf(line)).to.be.at.most(5 * LIST_LIMIT);
      const answer = parse(line);
      expect('cmd' in answer).to.not.equal('code' in answer);
      expectAt(line, line.length);
    });

  it('cannot list more than a hundred rooms, and is told so at the comma', () => {
    const list = (count: number): string =>
      Array.from({ length: count }, (_, i) => `#r${i}`).join();
    expect(parse(`/join ${list(LIST_LIMIT)}`)).to.have.property('cmd', 'join');
    const line = `/join ${list(LIST_LIMIT + 1)}`;
    const fault = parse(line) as Fault;
    expect(fault.code).to.equal('syntax');
    expect(fault.col).to.equal(line.lastIndexOf(','));
    expect(fault.message).to.equal(
      'One line can list at most 100. Send the others in a second line.',
    );
  });

  it('is quoted only in part', () => {
    for (const [, line] of hostile) {
      const answer = parse(line);
      if ('code' in answer) expect(answer.message.length).to.be.at.most(400);
    }
  });

  it('of JSON that never ends is looked through once', () => {
    for (const piece of ['"', '\\"', '[', '{"a":', '1,', '\\', ' ']) {
      const line = filled('{"cmd":"say","text":"', piece);
      expect(whereBroken(line)).to.be.within(0, line.length);
      expect(isUnended(line, 20), piece).to.equal(!/^"|[^\\]"/.test(piece));
    }
  });
});

describe('a mistyped name', () => {
  it('is compared with a bounded number of names, however many there are', () => {
    let asked = 0;
    function* names(): Generator<string> {
      for (;;) {
        asked += 1;
        yield `#room${asked}`;
      }
    }
    expect(nearest('#roon7', names())).to.include('#room7');
    expect(asked).to.be.at.most(20_001);
  });
});

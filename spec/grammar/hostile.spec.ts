/** Lines of the full length that try to make the server slow: the work is counted, not timed. */
import { expect } from 'chai';
import { MAX_LISTED } from '../../grammar/arguments/lists.ts';
import { commands } from '../../grammar/commands/index.ts';
import type { Fault } from '../../grammar/faults.ts';
import { Chart } from '../../grammar/reading/chart.ts';
import { isUnended, whereBroken } from '../../grammar/reading/json.ts';
import { nearest } from '../../grammar/reading/nearest.ts';
import { limits } from '../../grammar/text.ts';
import { language } from '../support/language.ts';

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

const chart = new Chart(Object.values(commands));

/** How many times the chart asks for a token: each costs a column of the chart. */
function tokensOf(line: string): number {
  let tokens = 0;
  const { lexer } = chart;
  const { next } = lexer;
  lexer.next = function counted(this: typeof lexer, ...waiting) {
    tokens += 1;
    return next.apply(this, waiting);
  };
  try {
    chart.read(line);
  } finally {
    lexer.next = next;
  }
  return tokens;
}

describe('a hostile line', () => {
  for (const [what, line] of hostile)
    it(`of ${what} costs a bounded number of steps, and has an answer`, () => {
      expect(tokensOf(line)).to.be.at.most(5 * MAX_LISTED);
      const answer = language.read(line);
      expect('cmd' in answer).to.not.equal('code' in answer);
      language.expectAt(line, line.length);
    });

  it('cannot list more than a hundred rooms, and is told so at the comma', () => {
    const list = (count: number): string =>
      Array.from({ length: count }, (_, i) => `#r${i}`).join();
    expect(language.read(`/join ${list(MAX_LISTED)}`)).to.have.property('cmd', 'join');
    const line = `/join ${list(MAX_LISTED + 1)}`;
    const fault = language.read(line) as Fault;
    expect(fault.code).to.equal('syntax');
    expect(fault.col).to.equal(line.lastIndexOf(','));
    expect(fault.message).to.equal(
      'One line can list at most 100. Send the others in a second line.',
    );
  });

  it('cannot list more than a hundred cursors, typed or as an object', () => {
    const cursors = (count: number) => Array.from({ length: count }, (_, i) => [`@log${i}`, i]);
    const typed = (count: number) =>
      `/resume tok ${cursors(count)
        .map((pair) => pair.join('='))
        .join()}`;
    const object = (count: number) =>
      JSON.stringify({ cmd: 'resume', token: 'tok', cursors: Object.fromEntries(cursors(count)) });
    expect(language.readObject(object(MAX_LISTED))).to.deep.equal(language.read(typed(MAX_LISTED)));
    expect(language.read(typed(MAX_LISTED + 1))).to.include({
      code: 'syntax',
      message: 'One line can list at most 100. Leave private logs out.',
    });
    expect(language.readObject(object(MAX_LISTED + 1))).to.include({ code: 'bad_command' });
  });

  it('can be an object that resumes the greatest session', () => {
    const name = (n: number) => `#${String.fromCodePoint(0x20000 + n)}${'𠀀'.repeat(62)}`;
    const rooms = Array.from({ length: MAX_LISTED }, (_, n) => [name(n), Number.MAX_SAFE_INTEGER]);
    const line = JSON.stringify({
      cmd: 'resume',
      tag: 't'.repeat(32),
      token: 'x'.repeat(64),
      cursors: Object.fromEntries(rooms),
    });
    expect(Buffer.byteLength(line)).to.be.below(limits.json);
    expect(language.readObject(line)).to.have.property('cmd', 'resume');
  });

  it('names no cursors that are none', () => {
    for (const cmd of ['resume","token":"tok', 'join","rooms":["#dev"],"x":"']) {
      for (const cursors of [
        '[]',
        '[1]',
        '{"__proto__":1}',
        '{"#dev":1,"constructor":2}',
        'null',
        '"x"',
      ]) {
        expect(language.readObject(`{"cmd":"${cmd}","cursors":${cursors}}`), cursors).to.include({
          code: 'bad_command',
          message:
            '`cursors` is wrong: per room or private log (at most 100) the last seq that has arrived.',
        });
      }
    }
  });

  it('is quoted only in part', () => {
    for (const [, line] of hostile) {
      const answer = language.read(line);
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

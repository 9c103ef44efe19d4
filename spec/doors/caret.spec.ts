/** The caret that plain puts under a wrong line. */
import { expect } from 'chai';
import fc from 'fast-check';
import { caret } from '../../server/doors/plain/caret.ts';

describe('the caret under a wrong line', () => {
  const cases: [about: string, line: string, col: number, shown: string][] = [
    ['plain letters', '/join dev', 6, '  /join dev\n        ^\n'],
    ['the very start', 'x', 0, '  x\n  ^\n'],
    ['the end of the line', '/join ', 6, '  /join \n        ^\n'],
    ['beyond the end', '/join', 99, '  /join\n       ^\n'],
    ['wide characters', '/msg 你好 x', 8, '  /msg 你好 x\n       \u3000\u3000 ^\n'],
    ['emoji', '👋 x', 2, '  👋 x\n  \u3000 ^\n'],
    ['accents of their own', 'e\u0301 x', 3, '  e\u0301 x\n    ^\n'],
    ['tabs', 'a\tb', 2, '  a\tb\n   \t^\n'],
    ['what is left out', 'a\x02\u202eb', 3, '  ab\n   ^\n'],
    ['a flag of two letters', '🇩🇪 x', 3, '  🇩🇪 x\n     ^\n'],
  ];
  for (const [about, line, col, shown] of cases) {
    it(`stands right after ${about}`, () => expect(caret(line, col)).to.equal(shown));
  }

  it('cuts a line of tabs, too', () => {
    const [line = ''] = caret(`${'\t'.repeat(1000)}X`, 1000).split('\n');
    expect(line).to.equal(`  …${'\t'.repeat(40)}X`);
  });

  it('shows what surrounds it in a long line', () => {
    const [line, mark] = caret(`${'a'.repeat(100)}X${'b'.repeat(100)}`, 100).split('\n');
    expect(line).to.equal(`  …${'a'.repeat(40)}X${'b'.repeat(29)}…`);
    expect(line?.[mark!.length - 1]).to.equal('X');
  });

  /** What each of these takes in a terminal, by the tables of Unicode. */
  const columns = new Map([
    ['a', 1],
    [' ', 1],
    ['é', 1],
    ['ß', 1],
    ['你', 2],
    ['ア', 2],
    ['한', 2],
    ['Ａ', 2],
    ['👋', 2],
    ['🚀', 2],
    ['\u0301', 0],
    ['\u200d', 0],
    ['\ufe0f', 0],
    ['\u202e', 0],
    ['\x02', 0],
    ['…', 1],
    ['\u3000', 2],
    ['^', 1],
  ]);

  it('stands under its character, whatever comes before', () => {
    const letters = fc.array(fc.constantFrom(...columns.keys(), '\t'), { maxLength: 80 });
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        const [line, mark] = caret([...before, 'X', ...after].join(''), before.length).split('\n');
        expect(width(mark!.slice(0, -1))).to.equal(width(line!.slice(0, line!.indexOf('X'))));
      }),
      { numRuns: 2000 },
    );
  });

  function width(text: string): number {
    let at = 0;
    for (const c of text) at = c === '\t' ? at + 8 - (at % 8) : at + columns.get(c)!;
    return at;
  }
});

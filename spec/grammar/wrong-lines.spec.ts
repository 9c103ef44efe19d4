/** Every way to get a line wrong that we could think of, with the exact answer. */
import { expect } from 'chai';
import type { Fault } from '../../grammar/faults.ts';
import { isFault } from '../../grammar/language.ts';
import { language } from '../support/language.ts';
import { answerTo, decoded, paragraphs } from './cases.ts';

const cases = paragraphs('wrong-lines.txt');

/** A fault as the table writes it, below the line as written. */
function shown(written: string, { code, re, message, col, expected }: Fault): string[] {
  const words = expected ? ` ${expected.join(' ')}` : '';
  const straight = written === decoded(written) && (col ?? 0) <= 90;
  const caret = straight ? `${' '.repeat(2 + (col ?? 0))}^` : `@${col}`;
  const last = `! ${code}${re === undefined ? '' : `@${re}`}: ${message}`;
  return col === undefined ? [last] : [`${caret}${words}`, last];
}

describe('a wrong line', () => {
  for (const [first = '', ...answer] of cases) {
    const written = first.slice(2);
    it(`is refused with exactly these words: ${written}`, () => {
      const fault = answerTo(decoded(written));
      expect(isFault(fault), 'a fault').to.equal(true);
      expect(shown(written, fault as Fault)).to.deep.equal(answer);
    });
  }

  const faults = cases.map(([first = '']) => answerTo(decoded(first.slice(2)))).filter(isFault);

  it('is in the table for every code that reading a line can give', () => {
    const codes = new Set(faults.map(({ code }) => code));
    expect([...codes].sort()).to.deep.equal([
      'bad_character',
      'bad_command',
      'bad_emoji',
      'bad_json',
      'bad_nick',
      'bad_password',
      'bad_room',
      'bad_target',
      'bad_who',
      'code_needed',
      'empty_text',
      'late_preview',
      'no_words',
      'syntax',
      'too_long',
      'unknown_command',
    ]);
  });

  it('is in the table for every kind of argument that can be typed wrong', () => {
    const expected = new Set(faults.flatMap((fault) => fault.expected ?? []));
    for (const { word, rest } of language.terminals.values())
      if (rest === undefined) expect([...expected], word).to.include(word);
  });

  it('expects only words of the closed list', () => {
    for (const fault of faults)
      for (const word of fault.expected ?? [])
        expect(language.words.has(word), word).to.equal(true);
  });

  it('carries itself for the caret when it was typed, and its column lies in it or at its end', () => {
    for (const [first = ''] of cases) {
      const line = decoded(first.slice(2));
      const fault = answerTo(line) as Fault;
      if (!line.startsWith('{')) expect(fault.line).to.equal(language.concealedBehind(line));
      if (fault.col !== undefined) expect(fault.col).to.be.within(0, [...line].length);
    }
  });

  it('gets no fault that its command does not list, once that is understood', () => {
    const common = ['syntax', 'unknown_command', 'bad_character', 'bad_json', 'bad_command'];
    for (const [first = ''] of cases) {
      const command = language.spellings.get(/^\/[a-z]+/.exec(first.slice(2))?.[0] ?? '');
      const fault = answerTo(decoded(first.slice(2))) as Fault;
      if (command && !common.includes(fault.code))
        expect(command.faults, first).to.include(fault.code);
    }
  });
});

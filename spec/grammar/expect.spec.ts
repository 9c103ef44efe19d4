/** What the client offers while somebody types. */
import { expect } from 'chai';
import { commands } from '../../grammar/commands/index.ts';
import type { Expectation } from '../../grammar/reading/expect.ts';
import { language } from '../support/language.ts';
import { paragraphs } from './cases.ts';
import { random, sentence } from './sentences.ts';

function shown({ from, command, argument, tokens }: Expectation): string {
  const words = tokens.map(({ joins, literal, word }) => `${joins ? '+' : ''}${literal ?? word}`);
  return `==> ${from} ${command ?? '-'} ${argument ?? '-'} · ${words.join(' ')}`.trimEnd();
}

describe('a person who types', () => {
  for (const [marked = '', answer] of paragraphs('carets.txt'))
    it(`is offered what may come next: ${marked}`, () => {
      const caret = marked.lastIndexOf('|');
      expect(shown(language.expectAt(marked.slice(0, caret), caret))).to.equal(answer);
    });

  it('is offered every command by its full name behind a slash', () => {
    const names = Object.keys(commands).map((name) => `/${name}`);
    expect(shown(language.expectAt('/', 1))).to.equal(`==> 0 - - · ${names.join(' ')}`);
  });

  it('is offered what may come before the rest of a line', () => {
    expect(shown(language.expectAt('/msg  hello', 5))).to.equal('==> 5 msg TO · room log nick');
  });

  it('is offered only what belongs to the usage of the command, in words of the closed list', () => {
    const next = random(7);
    for (let i = 0; i < 2_000; i += 1) {
      const line = sentence(next);
      const { command, tokens } = language.expectAt(line, Math.floor(next() * (line.length + 1)));
      for (const { word, argument } of tokens) {
        expect(language.words.has(word), word).to.equal(true);
        if (command && argument) expect(commands[command].usage).to.include(argument);
      }
    }
  });

  it('is offered words that lead to a whole line when each is taken', () => {
    const next = random(11);
    for (let i = 0; i < 500; i += 1) {
      const line = sentence(next);
      const { from, tokens } = language.expectAt(line, line.length);
      for (const { literal, joins } of tokens) {
        if (literal === undefined) continue;
        const completed = (joins ? line : line.slice(0, from)) + literal;
        expect(completed.startsWith('/') || line === '', completed).to.equal(true);
        expect(language.expectAt(completed, completed.length).tokens, completed).to.not.deep.equal(
          [],
        );
      }
    }
  });
});

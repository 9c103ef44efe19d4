/** Did you mean …? */
import { expect } from 'chai';
import type { Definition } from '../../grammar/commands/command.ts';
import { commands } from '../../grammar/commands/index.ts';
import { meantBy, namesOf } from '../../grammar/reading/meant.ts';
import { nearest } from '../../grammar/reading/nearest.ts';
import { language } from '../support/language.ts';

describe('somebody who mistypes a name', () => {
  const names = ['/join', '/part', '/msg', '/me', '/history', '/names', '/whois', '/whoami'];

  const slips: [string, string, string[]][] = [
    ['two letters swapped', '/jion', ['/join']],
    ['a letter missing', '/histry', ['/history']],
    ['a letter too many', '/joinn', ['/join']],
    ['a wrong letter', '/mag', ['/msg']],
    ['capitals', '/JOIN', ['/join']],
    ['only the beginning', '/hist', ['/history']],
    ['the beginning of several', '/who', ['/whois', '/whoami']],
    ['something else', '/banana', []],
    ['nothing', '', []],
  ];
  for (const [what, typed, meant] of slips)
    it(`is told what is near: ${what}`, () => {
      expect(nearest(typed, names)).to.deep.equal(meant);
    });

  it('gets the nearest first, and no more than asked for', () => {
    const rooms = ['#deb', '#dev', '#devs', '#de', '#dew'];
    expect(nearest('#dev', rooms)).to.deep.equal(['#dev', '#deb', '#devs']);
    expect(nearest('#dev', rooms, 1)).to.deep.equal(['#dev']);
  });

  it('finds names of other scripts', () => {
    expect(nearest('#тест', ['#ТЕСТЫ', '#foo'])).to.deep.equal(['#ТЕСТЫ']);
  });

  it('gets no guesses at a word longer than any name', () => {
    expect(nearest('x'.repeat(65), ['x'.repeat(65)])).to.deep.equal([]);
    expect(nearest('x', ['x'.repeat(1_000)])).to.deep.equal([]);
  });
});

describe('somebody who knows another chat', () => {
  const definitions = Object.values<Definition>(commands);
  const all = namesOf(definitions);

  it('brings words that are none of ours, and is told ours', () => {
    for (const { name, elsewhere } of definitions) {
      for (const word of elsewhere?.split(' ') ?? []) {
        expect(language.spellings.has(`/${word}`), word).to.equal(false);
        expect(meantBy(word, all)[0], word).to.equal(name);
      }
    }
  });

  it('is told ours first, then those that a slip could have been', () => {
    expect(meantBy('NAME', all)).to.deep.equal(['nick', 'names']);
  });

  const slips: [string, string[]][] = [
    ['jion', ['join']],
    ['oin', ['join']],
    ['jjoin', ['join']],
    ['nisk', ['nick']],
    ['kitchen', []],
    ['jo', []],
    ['constructor', []],
  ];
  for (const [typed, meant] of slips)
    it(`is told ${meant.join() || 'nothing'} for ${typed}`, () => {
      expect(meantBy(typed, all)).to.deep.equal(meant);
    });
});

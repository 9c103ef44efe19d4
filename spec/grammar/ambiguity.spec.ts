/** No line has two meanings, whatever the grammar can say. */
import { expect } from 'chai';
import { required } from '../../grammar/arguments/argument.ts';
import { text } from '../../grammar/arguments/text.ts';
import { commands } from '../../grammar/commands/index.ts';
import { Language } from '../../grammar/language.ts';
import { literal, rule } from '../../grammar/reading/rule.ts';
import { only } from '../../grammar/reading/sum.ts';
import { language } from '../support/language.ts';
import { seedOfThisRun } from '../support/seed.ts';
import { random, sentence } from './sentences.ts';

const SENTENCES = 2000;

describe('the grammar', () => {
  it('gives every line that it can say exactly one meaning', () => {
    const next = random(seedOfThisRun());
    const heard = new Set<string>();
    for (let i = 0; i < SENTENCES; i += 1) {
      const line = sentence(next);
      const meanings = language.meanings(line);
      if (meanings.length !== 1)
        expect.fail(`${meanings.length} meanings of ${JSON.stringify(line)}`);
      heard.add(meanings[0]?.cmd ?? '');
    }
    expect([...heard].sort()).to.deep.equal(Object.keys(commands).sort());
  });

  it('is refused when a rule can go round in a circle without taking a word', () => {
    const word = literal('x');
    const made = (...shapes: (readonly [string, readonly (string | typeof word)[]])[]) => {
      const rules = shapes.map(([name, symbols]) => rule(name, symbols, only));
      const argument = { ...required('text', text), rules: () => rules };
      return () => new Language([{ ...commands.say, arguments: [argument] }]);
    };
    const list = ['xs', ['xs', 'x']] as const;
    const nothing = ['xs', []] as const;
    expect(made(list, nothing, ['x', [word]])).not.to.throw();
    expect(made(list, nothing, ['x', []])).to.throw('xs -> xs takes no word');
    expect(made(['a', ['b']], ['b', ['a']])).to.throw('a -> b -> a takes no word');
  });

  it('has a sample for every word that matches whole', () => {
    for (const { sample, match } of language.terminals.values())
      expect(match(sample, 0)).to.equal(sample.length);
  });
});

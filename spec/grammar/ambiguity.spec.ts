/** No line has two meanings, whatever the grammar can say. */
import { expect } from 'chai';
import { commands } from '../../grammar/commands/index.ts';
import { emptyCircle } from '../../grammar/reading/guard.ts';
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

  it('has no rule that can go round in a circle without taking a word', () => {
    expect(emptyCircle(language.rules)).to.equal(undefined);
  });

  it('would be refused with such a circle', () => {
    const list = { name: 'xs', symbols: ['xs', 'x'] };
    const nothing = { name: 'xs', symbols: [] };
    expect(emptyCircle([list, nothing, { name: 'x', symbols: [{ type: 'room' }] }])).to.equal(
      undefined,
    );
    expect(emptyCircle([list, nothing, { name: 'x', symbols: [] }])).to.deep.equal(['xs', 'xs']);
    const twins = [
      { name: 'a', symbols: ['b'] },
      { name: 'b', symbols: ['a'] },
    ];
    expect(emptyCircle(twins)).to.deep.equal(['a', 'b', 'a']);
  });

  it('has a sample for every word that matches whole', () => {
    for (const { sample, match } of language.terminals.values())
      expect(match(sample, 0)).to.equal(sample.length);
  });
});

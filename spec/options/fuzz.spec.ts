/** Whatever stands in a configuration file, it is read, or each mistake is a sentence that names the file. */
import { expect } from 'chai';
import { optionsIn } from '../../server/options/file.ts';
import { sample } from '../../server/options/told.ts';
import { Chance } from '../hostile/chance.ts';
import { mangled } from '../hostile/mangle.ts';
import { inputs } from '../support/inputs.ts';
import { seedOfThisRun } from '../support/seed.ts';

const settings = [
  ...sample().matchAll(/^# ([a-z-]+ = .*)$/gm),
  ...[
    ['', '[table]'],
    ['', 'a.b = {c = [1, 2]}'],
    ['', 'at = 1979-05-27T07:32:00Z'],
    ['', '"x" = """'],
  ],
].map(([, setting = '']) => setting);

describe('an operator who writes anything at all into the configuration file', () => {
  it('is told each mistake in a sentence', () => {
    const chance = new Chance(seedOfThisRun());
    for (let left = inputs(10_000); left > 0; left -= 1) {
      const lines = Array.from({ length: 1 + chance.below(3) }, () =>
        mangled(chance, chance.pick(settings), chance.pick(settings)),
      );
      const text = Buffer.concat(lines).toString();
      const read = optionsIn({ name: 'own.toml', text });
      if (!('mistakes' in read)) continue;
      const strange = read.mistakes.filter((each) => !/^own\.toml:.*\./s.test(each));
      expect(strange, text).to.deep.equal([]);
    }
  });
});

/** Whatever bytes come as lines, in either dialect: each is a command that may be, or is refused, and none is lost. */
import { expect } from 'chai';
import { doorsTo } from '../../server/doors/index.ts';
import { Lines } from '../../server/net/lines.ts';
import { Chance } from '../hostile/chance.ts';
import { mangled } from '../hostile/mangle.ts';
import { inputs } from '../support/inputs.ts';
import { language } from '../support/language.ts';
import { seedOfThisRun } from '../support/seed.ts';
import { random, sentence } from './sentences.ts';

const SENTENCES = 500;

/** So many lines of each dialect, of which most are broken; and how each is read. */
function readAll(format: 'plain' | 'json', spell: (line: string) => string | undefined): void {
  const door = doorsTo(language).find((each) => each.open().name === format);
  const dialect = door!.open();
  const chance = new Chance(seedOfThisRun());
  const next = random(seedOfThisRun());
  const good = Array.from({ length: SENTENCES }, () => spell(sentence(next))).filter(
    (line) => line !== undefined,
  );
  const lines = new Lines();
  for (let left = inputs(20_000); left > 0; ) {
    lines.push(mangled(chance, chance.pick(good), chance.pick(good)));
    for (let line = lines.next(); line !== undefined; line = lines.next(), left -= 1) {
      if (typeof line !== 'string') continue;
      const read = dialect.read(line);
      if ('cmd' in read) expect(language.checked(read), line).to.have.property('cmd');
      else expect(read, line).to.have.property('code');
    }
  }
}

describe('whoever sends lines that are broken anywhere', () => {
  it('as text is understood or refused', () => readAll('plain', (line) => line));

  it('as JSON is understood or refused', () =>
    readAll('json', (line) => {
      const read = language.read(line);
      return 'cmd' in read ? JSON.stringify(read) : undefined;
    }));
});

/** What /help tells people is true. */
import { expect } from 'chai';
import type { Definition } from '../../grammar/commands/command.ts';
import { commands } from '../../grammar/commands/index.ts';
import { isFault } from '../../grammar/language.ts';
import { language } from '../support/language.ts';

const rows = Object.values<Definition>(commands);

describe('/help', () => {
  for (const { name: cmd, usage, summary, short = [], examples } of rows) {
    it(`shows examples of /${cmd} that do what they should`, () => {
      expect(examples).to.not.deep.equal([]);
      for (const line of examples) {
        expect(isFault(language.read(line)), line).to.equal(false);
        expect(
          language.meanings(line).map((meaning) => meaning.cmd),
          line,
        ).to.deep.equal([cmd]);
      }
    });

    it(`lists just the short forms of /${cmd} that can be typed`, () => {
      const typed = [...language.spellings]
        .filter(([, { name }]) => name === cmd)
        .map(([literal]) => literal);
      expect(typed).to.deep.equal([`/${cmd}`, ...short.map((form) => `/${form}`)]);
    });

    it(`shows /${cmd} in one line of a terminal`, () => {
      expect(usage.startsWith(`/${cmd}`)).to.equal(true);
      expect(`${usage}  ${summary}`.length).to.be.at.most(110);
      expect(summary).to.match(/^[a-z].*[^.]$/);
    });
  }

  it('knows every command by its name', () => {
    expect(rows.map(({ name }) => name)).to.deep.equal(Object.keys(commands));
  });
});

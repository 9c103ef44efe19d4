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

describe('a word that may be expected', () => {
  it('is called by one name, whichever command expects it', () => {
    const said = new Map<string, string>();
    for (const symbol of language.rules.flatMap(({ symbols }) => symbols)) {
      const terminal = typeof symbol === 'string' ? undefined : symbol.terminal;
      if (terminal === undefined) continue;
      const { name, say } = terminal;
      expect(said.get(name) ?? say, name).to.equal(say);
      said.set(name, say);
    }
    expect(said).not.to.be.empty;
  });
});

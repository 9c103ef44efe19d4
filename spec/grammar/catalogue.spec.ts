/** What /help tells people is true. */
import { expect } from 'chai';
import { type CommandName, commands } from '../../grammar/ast.ts';
import { catalogue } from '../../grammar/catalogue.ts';
import { read, spellings } from '../../grammar/chart.ts';
import { isFault, parse } from '../../grammar/parse.ts';

const rows = Object.entries(catalogue).map(([cmd, row]) => ({
  cmd: cmd as CommandName,
  short: [] as readonly string[],
  ...row,
}));

describe('/help', () => {
  for (const { cmd, usage, summary, short, examples } of rows) {
    it(`shows examples of /${cmd} that do what they should`, () => {
      expect(examples).to.not.deep.equal([]);
      for (const line of examples) {
        expect(isFault(parse(line)), line).to.equal(false);
        expect(
          read(line).map((meaning) => meaning.cmd),
          line,
        ).to.deep.equal([cmd]);
      }
    });

    it(`lists just the short forms of /${cmd} that can be typed`, () => {
      const typed = [...spellings].filter(([, name]) => name === cmd).map(([literal]) => literal);
      expect(typed).to.deep.equal([`/${cmd}`, ...short.map((form) => `/${form}`)]);
    });

    it(`shows /${cmd} in one line of a terminal`, () => {
      expect(usage.startsWith(`/${cmd}`)).to.equal(true);
      expect(`${usage}  ${summary}`.length).to.be.at.most(110);
      expect(summary).to.match(/^[a-z].*[^.]$/);
    });
  }

  it('knows every command', () => {
    expect(Object.keys(catalogue)).to.deep.equal(Object.keys(commands));
  });
});

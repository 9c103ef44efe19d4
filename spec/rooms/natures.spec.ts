/** What the language tells of a command is what the rooms make of it. */
import { expect } from 'chai';
import type { Command } from '../../grammar/ast.ts';
import type { Definition } from '../../grammar/commands/command.ts';
import { commands } from '../../grammar/commands/index.ts';
import { isRefusable } from '../../server/rooms/commands/rows.ts';
import { language } from '../support/language.ts';

describe('a command that people are told to change something', () => {
  for (const { name, changes = false, examples } of Object.values<Definition>(commands))
    it(`${changes ? 'does so' : 'is none'}: /${name}`, () => {
      const meant = examples.map((line) => language.read(line) as Command);
      expect(meant.some(isRefusable)).to.equal(changes);
    });
});

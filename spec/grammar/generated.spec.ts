/** What is made by `npm run grammar` was made after the last change. */

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { compileGrammar, documents } from '../../grammar/generate.ts';
import { newFolder } from '../support/folders.ts';

describe('what is generated', () => {
  it('is the grammar as it stands', () => {
    const compiled = new URL('../../grammar/commands.gen.ts', import.meta.url);
    expect(compileGrammar()).to.equal(readFileSync(compiled, 'utf8'));
  });

  it('is the schema and the reference as they stand', async () => {
    for (const [path, text] of await documents()) {
      expect(existsSync(path), path).to.equal(true);
      expect(readFileSync(path, 'utf8'), `${path}: run npm run grammar`).to.equal(text);
    }
  });

  it('is refused when a rule is not there', () => {
    const source = join(newFolder(), 'wrong.ne');
    writeFileSync(source, '@preprocessor typescript\nmain -> nowhere\n');
    expect(() => compileGrammar(source)).to.throw('nowhere');
  });
});

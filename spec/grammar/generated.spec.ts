/** What is made by `npm run grammar` was made after the last change. */

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { documents } from '../../grammar/generate.ts';
import { bare } from '../../grammar/reading/notation.ts';
import type { GrammarSymbol } from '../../grammar/reading/rule.ts';
import { language } from '../support/language.ts';

describe('what is generated', () => {
  it('is the schema, the reference and the grammar as they stand', () => {
    for (const [path, text] of documents()) {
      expect(existsSync(path), path).to.equal(true);
      expect(readFileSync(path, 'utf8'), `${path}: run npm run grammar`).to.equal(text);
    }
  });

  it('is a grammar that nearley compiles to the rules by which lines are read', () => {
    const nearleyc = createRequire(import.meta.url).resolve('nearley/bin/nearleyc.js');
    const source = fileURLToPath(new URL('../../grammar/commands.gen.ne', import.meta.url));
    const { stdout, stderr } = spawnSync(process.execPath, [nearleyc, source], {
      encoding: 'utf8',
    });
    expect(stderr).to.equal('');
    const module = { exports: {} as { ParserRules: Compiled[]; ParserStart: string } };
    new Function('module', stdout)(module);
    const { ParserRules, ParserStart } = module.exports;
    expect(ParserStart).to.equal('command');
    const ours = language.rules.map(({ name, symbols }) => [bare(name), symbols.map(plain)]);
    const theirs = ParserRules.map(({ name, symbols }) => [name, symbols.map(plain)]);
    expect(theirs.sort(byText)).to.deep.equal(ours.sort(byText));
  });
});

interface Compiled {
  readonly name: string;
  readonly symbols: readonly GrammarSymbol[];
}

const plain = (part: GrammarSymbol): unknown =>
  typeof part === 'string'
    ? bare(part)
    : part.literal === undefined
      ? { type: part.type }
      : { literal: part.literal };

const byText = (one: unknown, other: unknown): number =>
  JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;

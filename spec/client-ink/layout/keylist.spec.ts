/** The keys as people read of them: in the client's own list, and in the README. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Action, actionNames, actions, groups } from '../../../client-ink/keyboard/actions.ts';
import { defaultKeymap, keysOf } from '../../../client-ink/keyboard/keys.ts';
import { keyRows } from '../../../client-ink/layout/keylist.ts';
import { rowWidth } from '../../../client-ink/layout/row.ts';
import { repository } from '../../support/repository.ts';

const README = join(repository, 'README.md');
const marked = /(?<=<!-- keys -->\n)[\s\S]*?(?=<!-- \/keys -->)/;

function table(): string {
  const rows = Object.entries(groups).flatMap(([heading, group]) => [
    `| **${heading}** | | |`,
    ...(Object.keys(group) as Action[]).map(rowOf),
  ]);
  return ['| action | keys | |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

function rowOf(action: Action): string {
  const keys = keysOf(defaultKeymap, action).map((key) => key.replace(/[\\|<>_]/g, '\\$&'));
  return `| \`${action}\` | ${keys.join(', ')} | ${actions[action]} |`;
}

describe('whoever binds keys', () => {
  it('finds the name of every action in the README, with its keys', () => {
    const text = readFileSync(README, 'utf8');
    if (process.env.GOLDEN === 'write')
      writeFileSync(
        README,
        text.replace(marked, () => table()),
      );
    else expect(marked.exec(text)?.[0], 'GOLDEN=write writes it').to.equal(table());
  });

  for (const columns of [36, 52, 100]) {
    it(`finds the name of every action in the list of keys, ${columns} columns wide`, () => {
      const rows = keyRows(defaultKeymap, columns);
      const named = rows.flatMap((row) => row.filter(({ tone }) => tone === 'dim'));
      expect(named.map(({ text }) => text.trim())).to.deep.equal(actionNames);
      for (const row of rows) expect(rowWidth(row)).to.be.at.most(columns);
    });
  }

  it('finds an action there that no key does any more', () => {
    const rows = keyRows(new Map(), 80).map((row) => row.map(({ text }) => text).join(''));
    expect(rows.some((row) => row.includes(actions.send))).to.equal(true);
  });
});

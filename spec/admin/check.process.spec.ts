/** How `parlance check` ends. */
import { truncateSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
import { check } from '../../server/admin/check.ts';
import { databaseIn } from '../../server/store/sqlite/files.ts';
import { newDirectory, newFolder } from '../support/folders.ts';
import { aConversation, copyOf, meddle } from './directories.ts';
import { ran } from './shell.ts';

describe('parlance check', () => {
  let sound: string;
  before(async () => {
    sound = await aConversation();
  });

  /** Its exit code, and all that it has printed. */
  async function checked(args: string[], env?: Record<string, string>) {
    const { code, stdout, stderr } = await ran(args, env);
    return { code, said: stdout + stderr };
  }

  function spoiled(sql: string): string {
    const directory = copyOf(sound);
    meddle(directory, (db) => db.exec(sql));
    return directory;
  }

  it('ends with 0 when all is well, and with 1 when it is not', async () => {
    const bad = spoiled('DELETE FROM events WHERE seq = 2');
    const [well, ill] = await Promise.all([
      checked(['check', '--data', sound]),
      checked(['check'], { PARLANCE_DATA: bad }),
    ]);
    expect(well.said).to.match(/^\S+ is sound; checked: [^\n]+\n$/);
    expect(well.code).to.equal(0);
    expect(ill.said).to.match(/^#Tea:2 is missing\.\n\S+ has 1 fault; checked: [^\n]+\n$/);
    expect(ill.code).to.equal(1);
  });

  it('says what it can’t check', async () => {
    const torn = copyOf(sound);
    truncateSync(databaseIn(torn), 5000);
    const none = copyOf(sound);
    writeFileSync(databaseIn(none), 'Dear diary, today I had tea. '.repeat(200));
    const newer = spoiled('PRAGMA user_version = 99');
    const empty = newFolder();
    writeFileSync(databaseIn(empty), '');
    const { code, said } = await checked(['check', '--data', none]);
    expect(code).to.equal(1);
    expect(said).to.match(/^parlance check: \S+ is not a database of Parlance\.\n$/);
    const others = [torn, newer, empty, newDirectory()].map((data) =>
      check(data).then(
        ({ sentences }) => sentences.join(),
        ({ message }) => message,
      ),
    );
    const patterns = [
      /is damaged|SQLite finds/,
      /^\S+ is from a newer Parlance \(schema 99\)/,
      /^\S+ is empty: no server has ever kept anything in it\.$/,
      /^There is no database in \S+: say with --data where the server keeps it\.$/,
    ];
    const told = await Promise.all(others);
    for (const [n, pattern] of patterns.entries()) expect(told[n]).to.match(pattern);
  });

  it('ends with 2 when it is asked wrongly', async () => {
    const wrong = [
      ['check', '--dataa', 'x'],
      ['export', 'tea'],
    ];
    const said = await Promise.all(wrong.map((args) => checked(args)));
    expect(said.map(({ code }) => code)).to.deep.equal([2, 2]);
    expect(said[1]?.said).to.include("A room's name starts with #.");
  });
});

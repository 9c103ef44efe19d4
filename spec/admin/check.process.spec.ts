import { truncateSync, writeFileSync } from 'node:fs';
import { expect } from 'chai';
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
    const said = await Promise.all(
      [torn, none, newer, empty, newDirectory()].map((data) => checked(['check', '--data', data])),
    );
    expect(said.map(({ code }) => code)).to.deep.equal([1, 1, 1, 1, 1]);
    const patterns = [
      /is damaged|SQLite finds/,
      /^parlance check: \S+ is not a database of Parlance\.\n$/,
      /^parlance check: \S+ is from a newer Parlance \(schema 99\)/,
      /^parlance check: \S+ is empty: no server has ever kept anything in it\.\n$/,
      /^parlance check: There is no database in \S+: say with --data where the server keeps it\.\n$/,
    ];
    for (const [n, pattern] of patterns.entries()) expect(said[n]?.said).to.match(pattern);
  });

  it('ends with 2 when it is asked wrongly', async () => {
    const wrong = [['check', '--dataa', 'x'], ['export'], ['export', 'tea'], ['backup']];
    wrong.push(['export', '#tea', '--format', 'html']);
    const said = await Promise.all(wrong.map((args) => checked(args)));
    expect(said.map(({ code }) => code)).to.deep.equal([2, 2, 2, 2, 2]);
    expect(said[2]?.said).to.include("A room's name starts with #.");
  });
});

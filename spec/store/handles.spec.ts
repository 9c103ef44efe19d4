/** A database that can't be opened is let go: a server that tries again and again does not run out of files. */
import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'chai';
import { openForWriting } from '../../server/store/sqlite/database.ts';
import { databaseIn } from '../../server/store/sqlite/files.ts';
import { StoreReader } from '../../server/store/sqlite/reader.ts';
import { newFolder } from '../support/folders.ts';
import { canCountHandles, handlesOf } from '../support/handles.ts';

describe('a database that is opened in vain', () => {
  before(function () {
    if (!canCountHandles) this.skip();
  });

  it('to be written is closed', () => {
    const file = databaseIn(newFolder());
    writeFileSync(file, 'This is a letter to my aunt, and not a database at all. '.repeat(100));
    expect(() => openForWriting(file, 'full')).to.throw('not a database');
    expect(handlesOf(file)).to.equal(0);
  });

  it('to be read is closed', () => {
    const directory = newFolder();
    const file = databaseIn(directory);
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE aunts (name)');
    other.close();
    const reader = new StoreReader({ directory });
    expect(() => reader.recall()).to.throw('no such table');
    expect(handlesOf(file)).to.equal(0);
  });
});

/** A database that is open for writing, with all that writes to it. */
import type { DatabaseSync } from 'node:sqlite';
import { Committer } from './committer.ts';
import { type Durability, openForWriting } from './database.ts';
import { IndexKeeper } from './index-keeper.ts';
import { migrate } from './schema.ts';
import { Sweeper } from './sweeper.ts';
import { Versions } from './versions.ts';

export interface Opened {
  db: DatabaseSync;
  index: IndexKeeper;
  committer: Committer;
  sweeper: Sweeper;
}

/** Opens a database and brings it to the present schema. `beforeCommit` throws when there is no point in committing. */
export function openStore(
  file: string,
  { durability, version }: { durability: Durability; version: string },
  beforeCommit: () => void,
): Opened {
  const db = openForWriting(file, durability);
  try {
    migrate(db, version);
    const versions = new Versions(db);
    const index = new IndexKeeper(db, versions);
    const committer = new Committer(db, index, versions, beforeCommit);
    return { db, index, committer, sweeper: new Sweeper(db, index, versions) };
  } catch (error) {
    db.close();
    throw error;
  }
}

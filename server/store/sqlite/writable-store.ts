/** A database that is open for writing, with all that writes to it. */

import type { DatabaseSync } from 'node:sqlite';
import type { Durability } from '../store.ts';
import { AnswerRows } from './answer-rows.ts';
import { Committer } from './committer.ts';
import { bytesOf, faultIn, openForWriting, orClose } from './database.ts';
import { damaged } from './errors.ts';
import { IndexKeeper } from './index-keeper.ts';
import { MentionRows } from './mentions.ts';
import { migrate } from './schema.ts';
import type { SharedLag } from './shared-lag.ts';
import { Sweeper } from './sweeper.ts';
import { Versions } from './versions.ts';

/** The parts that share one open database. */
export interface WritableStore {
  db: DatabaseSync;
  index: IndexKeeper;
  committer: Committer;
  sweeper: Sweeper;
}

interface StoreOptions {
  durability: Durability;
  version: string;
  /** Is told what the index lacks. */
  lag: SharedLag;
}

/** Every start verifies at most this many bytes, in less than a second; more only when it finds damage. */
const MAX_VERIFIED_BYTES = 128 * 1024 * 1024;

/** Opens a database, verifies it if it is small or `isSuspect`, and brings it to the present schema. `beforeCommit` throws when there is no point in committing. */
export function openStore(
  file: string,
  { durability, version, lag }: StoreOptions,
  isSuspect: boolean,
  beforeCommit: () => void,
): WritableStore {
  const db = openForWriting(file, durability);
  return orClose(db, () => {
    const fault = isSuspect || bytesOf(db) <= MAX_VERIFIED_BYTES ? faultIn(db) : undefined;
    if (fault !== undefined) throw damaged(file, fault);
    migrate(db, version);
    const versions = new Versions(db);
    const remembered = new AnswerRows(db);
    const index = new IndexKeeper(db, versions, remembered, lag);
    const mentions = new MentionRows(db);
    const companions = { index, versions, remembered, mentions };
    const committer = new Committer(db, companions, beforeCommit);
    return { db, index, committer, sweeper: new Sweeper(db, companions) };
  });
}

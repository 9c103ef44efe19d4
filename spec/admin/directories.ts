/** Data directories for specs of what keeps them: filled by a server, and damaged. */
import { cpSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { databaseIn } from '../../server/store/sqlite/files.ts';
import { open } from '../store/directories.ts';
import { newDirectory } from '../support/folders.ts';
import { openServer } from '../support/server.ts';

export function copyOf(directory: string): string {
  const copy = newDirectory();
  cpSync(directory, copy, { recursive: true });
  return copy;
}

/** Does something to a database behind Parlance's back. */
export function meddle(directory: string, change: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(databaseIn(directory), { enableForeignKeyConstraints: false });
  try {
    change(db);
  } finally {
    db.close();
  }
}

/** The private log that there is. */
export function privateIn(directory: string): string {
  let key = '';
  meddle(directory, (db) => {
    key = String(db.prepare("SELECT key FROM logs WHERE key LIKE '@%'").get()?.key);
  });
  return key;
}

/**
 * What ana and bob have said in #Tea and in private when their server stopped; both can still come back. Of #Tea: 1 reads
 * as 4 edited it, 5 and 7 were deleted (7 after the edit 8), 6 and 9 say so, 10 answers and 11 reacts to 1.
 */
export async function aConversation(): Promise<string> {
  const directory = newDirectory();
  const store = await open(directory);
  const server = await openServer({}, store);
  const ana = await server.party('ana');
  const bob = await server.party('bob');
  for (const line of [
    '/join #Tea',
    '/say@a1 one',
    '/topic@a2 #Tea Leaves',
    '/edit@a3 1 one two',
    '/edit@a4 1 one two three',
    '/say@a5 a Secret',
    '/delete@a6 5',
    '/say@a7 hush',
    '/edit@a8 7 hush now',
    '/delete@a9 7 enough',
  ]) {
    ana.send(line);
    // So that each event has a row of its own, which specs can damage.
    await ana.barrier();
  }
  for (const line of ['/join #Tea', '/reply@b1 1 Größe', '/react@b2 1 👍', '/msg@b3 ana psst']) {
    bob.send(line);
    await bob.barrier();
  }
  await store.finishIndex();
  await server.close();
  await store.close();
  return directory;
}

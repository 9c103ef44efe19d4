/** Folders for the files of specs; all of them are gone when the specs of a file are over. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-'));
  folders.add(folder);
  return folder;
}

/** The name of a data directory that is not there yet. */
export const newDirectory = (): string => join(newFolder(), 'data');

/** Leaves nothing on the disk: see hooks.ts. */
export function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.clear();
}

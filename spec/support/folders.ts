/** Folders for specs. They are gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterwards } from './afterwards.ts';

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parlance-'));
  afterwards(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The name of a data directory that is not there yet. */
export const newDirectory = (): string => join(newFolder(), 'data');

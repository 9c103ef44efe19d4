/** Folders for specs. They are gone afterwards. */
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterwards } from './afterwards.ts';

/** A disk in memory: what is synced to it is no concern of anybody's. */
const MEMORY = '/dev/shm';
/** As much as all specs that run at a time may need. */
const ROOM_BYTES = 2 ** 30;

/** Where it is soon synced: a disk in memory, if there is a large one. */
export const quickPlace: string = isLarge(MEMORY) ? MEMORY : tmpdir();

export const newFolder = (): string => folderIn(tmpdir());

/** The name of a data directory that is not there yet. */
export const newDirectory = (): string => join(folderIn(quickPlace), 'data');

function folderIn(place: string): string {
  const folder = mkdtempSync(join(place, 'parlance-'));
  afterwards(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function isLarge(place: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(place);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return false;
  }
}

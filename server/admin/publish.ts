/** Gives what is finished its name, in one step. */
import { linkSync, lstatSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncPath } from '../store/sqlite/files.ts';

/** True when there is something of that name, also a link that leads nowhere. */
export const isThere = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/** Has `partial` be called `target` for good. False when there is something of that name: that stays as it is. */
export function publish(partial: string, target: string): boolean {
  try {
    // Unlike a rename, this overwrites nothing, whatever has come meanwhile.
    linkSync(partial, target);
  } catch {
    // Some file systems have no links.
    if (isThere(target)) return false;
    renameSync(partial, target);
  }
  syncPath(dirname(target));
  return true;
}

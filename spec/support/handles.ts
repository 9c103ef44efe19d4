/** How often this process has a file open, as Linux tells. */
import { existsSync, readdirSync, readlinkSync } from 'node:fs';

const HANDLES = '/proc/self/fd';

export const canCountHandles = existsSync(HANDLES);

export const handlesOf = (file: string): number =>
  readdirSync(HANDLES).filter((handle) => {
    try {
      return readlinkSync(`${HANDLES}/${handle}`) === file;
    } catch {
      return false;
    }
  }).length;

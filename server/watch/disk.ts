/** Tells the operator that the disk of the store will be full, before it is. */
import { statfsSync } from 'node:fs';

/** The disk of a directory, in bytes. `free` is what the server may still write. */
export interface Disk {
  readonly free: number;
  readonly size: number;
}

/** There is little left below this many bytes, and below this share of the disk, up to so many bytes. */
const LOW_BYTES = 256 * 1024 * 1024;
const LOW_SHARE = 0.05;
const MAX_LOW_BYTES = 5 * 1024 * 1024 * 1024;

/** The disk that a directory is on; nothing when the system does not tell. */
export function diskOf(directory: string): Disk | undefined {
  try {
    const { bavail, blocks, bsize } = statfsSync(directory);
    return { free: bavail * bsize, size: blocks * bsize };
  } catch {
    return undefined;
  }
}

/** True when it is time to make room. */
export const isLow = ({ free, size }: Disk): boolean =>
  free < Math.max(LOW_BYTES, Math.min(size * LOW_SHARE, MAX_LOW_BYTES));

/** Megabytes, for people. */
export const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;

/** What is to be told of a disk that is looked at now and then: once when it is low, again whenever half of that is left, and once when there is room. */
export function diskWatch(directory: string): (disk: Disk) => string | undefined {
  let told: number | undefined;
  return (disk) => {
    const left = megabytes(disk.free);
    if (!isLow(disk)) {
      const was = told;
      told = undefined;
      return was === undefined
        ? undefined
        : `there is room on the disk of ${directory} again: ${left}`;
    }
    if (told !== undefined && disk.free > told / 2) return undefined;
    told = disk.free;
    return (
      `the disk of ${directory} is nearly full: ${left} are left. When nothing is left, nobody can say anything; ` +
      'make room, or have old messages forgotten with --retention'
    );
  };
}

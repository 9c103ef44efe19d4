/** What a running server does for its operator by the clock: backups, and a look at how full the disk is. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { backUpRegularly } from '../admin/regular-backups.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { diskOf, diskWatch } from '../watch/disk.ts';
import type { Warn } from '../wiring.ts';

const DISK_INTERVAL_MS = 60_000;

/** Begins at once, and ends with the process. A store in memory needs nothing of it. */
export function beginScheduledTasks({ store, backups }: Config, clock: Clock, warn: Warn): void {
  if (store.kind === 'memory') return;
  const { directory } = store;
  const make = (file: string) => backupApart(file, directory);
  if (backups) backUpRegularly(backups, clock, { make, warn });
  const watched = [directory, ...(backups ? [backups.directory] : [])].map(
    (place) => [place, diskWatch(place)] as const,
  );
  const look = (): void => {
    for (const [place, watch] of watched) {
      const disk = diskOf(place);
      const sentence = disk && watch(disk);
      if (sentence !== undefined) warn(sentence);
    }
    clock.after(DISK_INTERVAL_MS, look);
  };
  look();
}

/** In a process of its own: to copy a large database takes seconds, in which people want to be answered. */
async function backupApart(file: string, directory: string): Promise<void> {
  const [node, program = ''] = process.argv;
  if (node === undefined) return;
  try {
    await promisify(execFile)(node, [program, 'backup', file, '--data', directory]);
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    throw new Error(stderr.trim().replace(/^parlance backup: /, '') || (error as Error).message);
  }
}

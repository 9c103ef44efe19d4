/** Backups by the clock, while the server runs: `--backup-dir`, `--backup-every`, `--backup-keep`. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DAY_MS } from '../../grammar/time.ts';
import type { Clock } from '../clock.ts';
import { makeDirectory } from '../store/sqlite/files.ts';

/** Where backups are put, how many milliseconds lie between two, and how many are kept. */
export interface BackupPlan {
  readonly directory: string;
  readonly every: number;
  readonly keep: number;
}

/** What is done outside of the plan. */
interface BackupWork {
  /** Writes a backup to a file that is not there. Rejects with a sentence. */
  readonly make: (file: string) => Promise<void>;
  readonly warn: (fact: string, reason?: unknown) => void;
}

/** A backup that has failed is tried again after this long, or sooner when backups are made more often. */
const RETRY_MS = 10 * 60_000;
/** An alarm is set for at most this long: longer ones are not for timers. */
const MAX_ALARM_MS = DAY_MS;

const ours = /^parlance-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.db$/;

/** Makes a backup whenever one is due, and removes the oldest. What came before counts: a restart puts nothing off. */
export function backUpRegularly(plan: BackupPlan, clock: Clock, { make, warn }: BackupWork): void {
  const { directory, every, keep } = plan;
  const untilDue = (): number => {
    const last = lastMade(directory);
    return last === undefined ? 0 : Math.max(0, last + every - clock.date());
  };
  const wait = (milliseconds: number): void => {
    clock.after(Math.min(milliseconds, MAX_ALARM_MS), () => {
      if (untilDue() > 0) wait(untilDue());
      else void backUp();
    });
  };
  const backUp = async (): Promise<void> => {
    try {
      makeDirectory(directory);
      await make(join(directory, nameAt(clock.date())));
      removeOld();
      wait(untilDue());
    } catch (error) {
      warn(`no backup was made in ${directory}`, (error as Error).message);
      wait(Math.min(every, RETRY_MS));
    }
  };
  const removeOld = (): void => {
    try {
      for (const old of madeIn(directory).slice(0, -keep)) rmSync(join(directory, old));
    } catch (error) {
      warn(`old backups stay in ${directory}`, (error as Error).message);
    }
  };
  wait(untilDue());
}

/** The backups that were made here by the clock, the oldest first. */
function madeIn(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((name) => ours.test(name))
      .sort();
  } catch {
    return [];
  }
}

/** When the last backup was made here by the clock, in milliseconds since 1970. */
export function lastMade(directory: string): number | undefined {
  const last = madeIn(directory).at(-1);
  return last === undefined ? undefined : madeAt(last);
}

/** When a backup was made, in milliseconds since 1970, by its name. */
const madeAt = (name: string): number => Date.parse(name.replace(ours, '$1T$2:$3:$4Z'));

const nameAt = (now: number): string =>
  `parlance-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`;

/** Is the data directory well: who may read it, how full is its disk, is the database whole, and is there a backup? */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { HOUR_MS } from '../../grammar/time.ts';
import { counted, holdings } from '../admin/census.ts';
import { type BackupPlan, lastMade } from '../admin/regular-backups.ts';
import { demandSchema, withSource } from '../admin/source.ts';
import { faultIn } from '../store/sqlite/database.ts';
import { errorInWords } from '../store/sqlite/errors.ts';
import { databaseIn, demandRegular, sizeOf, walOf } from '../store/sqlite/files.ts';
import { type Disk, isLow, megabytes } from '../watch/disk.ts';
import { bad, type Finding, ok, warning } from './finding.ts';

/** A database of more bytes is not read through here. */
const MAX_QUICK_BYTES = 512 * 1024 * 1024;
/** Bits of a mode that let others in. */
const FOR_OTHERS = 0o077;

/** When the database was last written, in milliseconds since 1970; 0 when there is none. */
export function writtenIn(directory: string): number {
  const database = databaseIn(directory);
  const times = [database, walOf(database)].map(
    (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0,
  );
  return Math.max(...times);
}

/** What is to be said of the directory and the database in it. Costs a check of the whole database. */
export async function dataFindings(directory: string): Promise<Finding[]> {
  const stats = statSync(directory, { throwIfNoEntry: false });
  const unwritable = whyUnwritable(directory, databaseIn(directory));
  if (unwritable !== undefined) return [bad(unwritable, 'The server does not start like that.')];
  if (stats === undefined) return [ok(`${directory} is not there yet: the first start makes it.`)];
  const access =
    (stats.mode & FOR_OTHERS) === 0
      ? []
      : [warning(`Others on this machine can look into ${directory}.`, `chmod 700 ${directory}`)];
  return [...access, await databaseFinding(directory)];
}

/**
 * Why nothing can be written in a directory, or to its `file`, by whoever asks the doctor: the server is to be of the same
 * user. What is not there yet would have to be made.
 */
function whyUnwritable(directory: string, file = directory): string | undefined {
  try {
    // With the dot it has to be a directory.
    accessSync(`${existing(resolve(directory))}/.`, constants.W_OK | constants.X_OK);
    if (existsSync(file)) accessSync(file, constants.W_OK);
    return undefined;
  } catch (error) {
    return errorInWords(error, file);
  }
}

/** The directory, or the nearest above it that is there. */
export const existing = (path: string): string =>
  existsSync(path) || dirname(path) === path ? path : existing(dirname(path));

async function databaseFinding(directory: string): Promise<Finding> {
  const file = databaseIn(directory);
  const bytes = sizeOf(file);
  try {
    demandRegular(file);
    if (bytes === 0) return ok(`${directory} holds no database yet.`);
    return await withSource(directory, (source) => {
      demandSchema(source);
      const held = `${file}: ${holdings(source.db)}, ${megabytes(bytes)}`;
      if (bytes > MAX_QUICK_BYTES) return ok(`${held}; parlance check verifies all of it.`);
      const fault = faultIn(source.db);
      return fault === undefined
        ? ok(`${held}, without a fault at first sight.`)
        : bad(`${file} is damaged: ${fault}.`, 'See parlance check, and put a backup back.');
    });
  } catch (error) {
    return bad((error as Error).message, 'See parlance check, and put a backup back.');
  }
}

/** What is to be said of the disk that a directory is on. */
export function diskFinding(directory: string, disk: Disk | undefined): Finding {
  if (disk === undefined)
    return ok(`The system does not tell how full the disk of ${directory} is.`);
  const said = `${megabytes(disk.free)} are left on the disk of ${directory}`;
  if (disk.free === 0) return bad(`${said}: nothing can be said.`, 'Make room.');
  return isLow(disk)
    ? warning(`${said}.`, 'Make room, or have old messages forgotten with --retention.')
    : ok(`${said}.`);
}

/** What is to be said of the backups that are made by the clock, at `now` (milliseconds since 1970). */
export function backupFinding(plan: BackupPlan | undefined, now: number): Finding {
  if (plan === undefined) {
    return warning('No backups are made by the clock.', 'Say where to: --backup-dir DIR.');
  }
  const unwritable = whyUnwritable(plan.directory);
  if (unwritable !== undefined) return bad(unwritable, 'No backup can be made.');
  const last = lastMade(plan.directory);
  if (last === undefined) {
    return warning(
      `There is no backup in ${plan.directory} yet.`,
      'The server makes one at its start.',
    );
  }
  const hours = Math.round((now - last) / HOUR_MS);
  const said = `The last backup in ${plan.directory} was made ${counted(hours, 'hour')} ago.`;
  return now - last > 2 * plan.every
    ? warning(said, 'Does the server run, and what does it say about backups?')
    : ok(said);
}

/** `parlance doctor`: is a server with these options well, and the machine that it runs on? */
import { execFile } from 'node:child_process';
import { totalmem } from 'node:os';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { isRunningIn } from '../admin/asking.ts';
import { type Config, configure } from '../config.ts';
import { optionsFrom, type Sources } from '../options/sources.ts';
import { filesAllowed } from '../system/edges.ts';
import { version } from '../version.ts';
import { diskOf } from '../watch/disk.ts';
import { certificateFindings } from './certificates.ts';
import { backupFinding, dataFindings, diskFinding, existing, writtenIn } from './data.ts';
import { bad, type Finding, ok, warning } from './finding.ts';
import { machineFindings } from './machine.ts';
import { portFindings } from './ports.ts';
import { scriptFindings } from './script.ts';

/** All that is found, in the order in which it is told. */
export async function examine(sources: Sources): Promise<Finding[]> {
  const read = optionsFrom(sources);
  const config = 'mistakes' in read ? read : configure(read.options);
  if ('mistakes' in config) {
    return config.mistakes.map((mistake) => bad(mistake, 'The server does not start with that.'));
  }
  const now = Date.now();
  const { store, maxConnections } = config;
  const directory = store.kind === 'disk' ? store.directory : undefined;
  const { files, connections } = filesAllowed();
  return [
    ...machineFindings({
      parlance: version,
      node: process.versions.node,
      files,
      connections,
      wanted: maxConnections,
      memory: Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY),
      isSynchronised: await isClockSet(),
      now,
      written: directory === undefined ? 0 : writtenIn(directory),
    }),
    ...(directory === undefined
      ? [warning('Everything is kept in memory: it ends with the server.', 'That is --memory.')]
      : await kept(directory, config, now)),
    ...certificateFindings(config.listening.certificates, now),
    ...(await scriptFindings(config.askScript)),
    ...(await portFindings(
      config.listening.endpoints,
      directory !== undefined && (await isRunningIn(directory)),
    )),
  ];
}

async function kept(directory: string, { backups }: Config, now: number): Promise<Finding[]> {
  const isRunning = await isRunningIn(directory);
  return [
    ok(isRunning ? `A server runs on ${directory}.` : `No server runs on ${directory}.`),
    ...(await dataFindings(directory)),
    diskFinding(directory, diskOf(existing(resolve(directory)))),
    backupFinding(backups, now),
  ];
}

/** What systemd knows of it, where there is one. */
async function isClockSet(): Promise<boolean | undefined> {
  try {
    const asked = ['show', '--property=NTPSynchronized', '--value'];
    const { stdout } = await promisify(execFile)('timedatectl', asked, { timeout: 2000 });
    return stdout.trim() === 'yes';
  } catch {
    return undefined;
  }
}

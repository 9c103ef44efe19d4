/** The process of a server: it starts, says where it listens, and ends in order at a signal. */
import { existsSync } from 'node:fs';
import type { Attendant } from './admin/asking.ts';
import { type Config, configure, type Store } from './config.ts';
import { inheritedSockets, keepYoungSmall, obeySignals } from './edges.ts';
import { nobody, type Witness } from './hub/witness.ts';
import { machineClock } from './net/clock.ts';
import type { Options } from './options/check.ts';
import { optionsFrom, type Sources } from './options/sources.ts';
import { DATA } from './options/table.ts';
import { type Rereading, rereading, told } from './rereading.ts';
import { attend, type Running, serve, standard } from './serve.ts';
import { stopInTime } from './stopping.ts';
import type { Log } from './store/log.ts';
import { MemoryLog } from './store/memory.ts';
import { StoreError } from './store/sqlite/errors.ts';
import { databaseIn } from './store/sqlite/files.ts';
import { SqliteLog } from './store/sqlite.ts';
import { beginUpkeep } from './upkeep.ts';
import { version } from './version.ts';
import { recordInto } from './watch/recording.ts';
import type { Warn } from './wiring.ts';

const say = (sentence: string): void => console.error(`parlance: ${sentence}`);

const warn: Warn = (fact, ...reasons) =>
  console.error(`parlance: ${fact}${reasons.length > 0 ? ':' : ''}`, ...reasons);

/** Runs a server until it is told to end. */
export async function runServer(sources: Sources): Promise<void> {
  const { config, options } = configured(sources);
  keepYoungSmall();
  const log = await openLog(config.store).catch((error: Error) => fail(error.message));
  const starting = serve(config, log, warn, machineClock, {
    ...standard,
    witness: witness(config),
    rereading: telling(rereading(options, () => optionsFrom(sources))),
  });
  obey(starting);
  starting
    .then(({ broken }) => broken)
    .then(
      () => stop(starting, 1),
      () => {},
    );
  const { places, isNew } = await starting.catch((error: Error) => fail(error.message));
  beginUpkeep(config, machineClock, warn);
  console.log(`parlance ${version}, ${kept(config.store)}, listening on ${places.join(' and ')}`);
  if (isNew && config.store.kind === 'disk') {
    const { directory } = config.store;
    const role = `parlance account role NICK operator${directory === DATA ? '' : ` --data ${directory}`}`;
    console.log(`To look after it from a chat: /register there, and in a shell: ${role}`);
  }
}

/** Does what is to be done on the store of a directory, in which no server runs. */
export async function attendTo(data: string): Promise<Attendant> {
  const config = configure({ limits: false, data });
  if ('mistakes' in config) throw new StoreError(config.mistakes.join(' '));
  if (!existsSync(databaseIn(data))) {
    throw new StoreError(
      `There is no database in ${data}: start the server once, or say with --data where it keeps it.`,
    );
  }
  const log = await openLog(config.store).catch((error: Error) => {
    throw new StoreError(error.message);
  });
  return attend(config, log, warn);
}

function configured(sources: Sources): { config: Config; options: Options } {
  const read = optionsFrom(sources);
  const config = 'mistakes' in read ? read : configure(read.options, inheritedSockets());
  if (!('mistakes' in read) && !('mistakes' in config)) return { config, options: read.options };
  for (const mistake of 'mistakes' in config ? config.mistakes : []) say(mistake);
  process.exit(2);
}

/** The operator is told what came of it, whoever has asked for it. */
const telling =
  (reread: Rereading): Rereading =>
  (adjust) => {
    const read = reread(adjust);
    say(told(read));
    return read;
  };

/** Whoever records what is decided, if somebody does. */
function witness({ recording }: Config): Witness {
  if (recording === undefined) return nobody;
  try {
    return recordInto(recording.file, recording.hasTexts, warn);
  } catch (error) {
    return fail(`can't record in ${recording.file}: ${(error as Error).message}`);
  }
}

async function openLog(store: Store): Promise<Log> {
  if (store.kind === 'memory') return new MemoryLog(store.bytes);
  return SqliteLog.open({ ...store, version, warn: say });
}

const kept = (store: Store): string =>
  store.kind === 'memory' ? 'logs in memory only' : `logs in ${store.directory}`;

/** A signal stops the server in order, within a bounded time, or has the configuration read again. Ctrl-C under npm comes twice. */
function obey(starting: Promise<Running>): void {
  let stopping = false;
  obeySignals(
    async () => {
      if (stopping) return;
      stopping = true;
      await stop(starting, 0);
    },
    () => {
      if (!stopping) void starting.then(({ reread }) => reread()).catch(() => {});
    },
  );
}

/** Stops in order, within a bounded time, and ends with `code`, or 1 when that took too long. */
async function stop(starting: Promise<Running>, code: 0 | 1): Promise<void> {
  const late = await stopInTime(starting, machineClock, say);
  process.exit(late || code);
}

function fail(sentence: string): never {
  say(sentence);
  process.exit(1);
}

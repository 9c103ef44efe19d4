/** The process of a server: it starts, says where it listens, and ends in order at a signal. */
import { existsSync } from 'node:fs';
import type { Attendant } from '../admin/asking.ts';
import { machineClock } from '../clock.ts';
import { type Config, configure, type StorePlace } from '../config.ts';
import { nobody, together, type Witness } from '../hub/witness.ts';
import type { Options } from '../options/check.ts';
import { optionsFrom, type Sources } from '../options/sources.ts';
import { DATA } from '../options/table.ts';
import { attend, type Running, serve } from '../serve.ts';
import { MemoryStore } from '../store/memory.ts';
import { NoStoreError, StoreError } from '../store/sqlite/errors.ts';
import { databaseIn } from '../store/sqlite/files.ts';
import { SqliteStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { standard } from '../surroundings.ts';
import {
  announceReadiness,
  endNow,
  inheritedSockets,
  keepYoungSmall,
  letYoungGrow,
  obeySignals,
} from '../system/edges.ts';
import { version } from '../version.ts';
import { counting } from '../watch/figures.ts';
import { type OpenLog, openLog } from '../watch/logging.ts';
import { recordInto } from '../watch/recording.ts';
import { Reporter } from '../watch/reporter.ts';
import type { Warn } from '../wiring.ts';
import { type Rereading, rereading, told } from './rereading.ts';
import { beginScheduledTasks } from './scheduled.ts';
import { stopInTime } from './stopping.ts';
import { roomForTalk } from './talk-room.ts';

const say = (sentence: string): void => console.error(`parlance: ${sentence}`);

/** Runs a server until it is told to end. */
export async function runServer(sources: Sources): Promise<void> {
  const { config, options } = configured(sources);
  keepYoungSmall();
  const log = openLog(config.log);
  const warn = warnInto(log);
  const store = await openStore(config.store, warn).catch((error: Error) => fail(error.message));
  const witnesses: Witness[] = [
    new Reporter(log, machineClock.now, standard.language),
    recorder(config, warn),
    roomForTalk(letYoungGrow),
  ];
  const directory = config.store.kind === 'disk' ? config.store.directory : undefined;
  const figures = counting(witnesses, machineClock, directory);
  const starting = serve(config, store, warn, {
    ...standard,
    witness: together(witnesses),
    figures,
    renewed: (renewed) => log.info({ ...renewed }, 'renewed'),
    rereading: telling(
      log,
      rereading(options, () => optionsFrom(sources)),
    ),
  });
  const stop = stopping(starting, log);
  obey(starting, stop);
  starting
    .then(({ broken }) => broken)
    .then(
      () => stop(1),
      () => {},
    );
  const { places, isNew } = await starting.catch((error: Error) => fail(error.message));
  if (config.metrics) {
    await openMetrics(config.metrics, starting, figures).catch(({ message }: Error) =>
      fail(`can't tell Prometheus anything: ${message}`),
    );
  }
  beginScheduledTasks(config, machineClock, warn);
  console.log(`parlance ${version}, ${kept(config.store)}, listening on ${places.join(' and ')}`);
  log.info({ version, places, pid: process.pid }, 'listening');
  announceReadiness((why) => warn("systemd can't be told that the server is ready", why));
  if (isNew && config.store.kind === 'disk') {
    const { directory } = config.store;
    const role = `parlance account role NICK operator${directory === DATA ? '' : ` --data ${directory}`}`;
    console.log(`To become its operator: /register PASSWORD in a chat, then in a shell: ${role}`);
  }
}

/** Does what is to be done on the store of a directory, in which no server runs. */
export async function attendTo(data: string): Promise<Attendant> {
  const config = configure({ limits: false, data });
  if ('mistakes' in config) throw new StoreError(config.mistakes.join(' '));
  if (!existsSync(databaseIn(data))) {
    throw new NoStoreError(
      `There is no database in ${data}: start the server once, or say with --data where it keeps it.`,
    );
  }
  const warn: Warn = (fact, reason) => say(reason === undefined ? fact : `${fact}: ${reason}`);
  const store = await openStore(config.store, warn).catch((error: Error) => {
    throw new StoreError(error.message);
  });
  return attend(config, store, warn);
}

function configured(sources: Sources): { config: Config; options: Options } {
  const read = optionsFrom(sources);
  const config = 'mistakes' in read ? read : configure(read.options, inheritedSockets());
  if (!('mistakes' in read) && !('mistakes' in config)) return { config, options: read.options };
  for (const mistake of 'mistakes' in config ? config.mistakes : []) say(mistake);
  process.exit(2);
}

/** The operator is told what came of it, whoever has asked for it; the log itself may have another level now. */
const telling =
  (log: OpenLog, reread: Rereading): Rereading =>
  (adjust) => {
    const read = reread((config) => {
      log.level = config.log.level;
      adjust(config);
    });
    log['mistakes' in read ? 'error' : 'info']({}, told(read));
    return read;
  };

/** What goes wrong is a line of the log, with its reason: a sentence, or a mistake of ours with its stack. */
const warnInto =
  (log: OpenLog): Warn =>
  (fact, reason) => {
    if (reason === undefined) log.warn({}, fact);
    else if (reason instanceof Error) log.error({ err: reason }, fact);
    else log.warn({ reason: `${reason}` }, fact);
  };

/** Whoever records what is decided, if somebody does. */
function recorder({ recording }: Config, warn: Warn): Witness {
  if (recording === undefined) return nobody;
  try {
    return recordInto(recording.file, recording.hasTexts, warn);
  } catch (error) {
    return fail(`can't record in ${recording.file}: ${(error as Error).message}`);
  }
}

async function openStore(store: StorePlace, warn: Warn): Promise<Store> {
  if (store.kind === 'memory') return new MemoryStore(machineClock, store.bytes);
  return SqliteStore.open({ ...store, version, warn });
}

const kept = (store: StorePlace): string =>
  store.kind === 'memory' ? 'logs in memory only' : `logs in ${store.directory}`;

/** A signal stops the server in order, or has the configuration read again. Ctrl-C under npm comes twice. */
function obey(starting: Promise<Running>, stop: (code: 0 | 1) => Promise<void>): void {
  let isStopping = false;
  obeySignals(
    () => {
      if (isStopping) return;
      isStopping = true;
      void stop(0);
    },
    () => {
      if (!isStopping) void starting.then(({ reread }) => reread()).catch(() => {});
    },
  );
}

/** Stops in order, within a bounded time, and ends with `code`, or 1 when that has failed. */
const stopping =
  (starting: Promise<Running>, log: OpenLog) =>
  async (code: 0 | 1): Promise<void> => {
    const ended = await stopInTime(starting, machineClock, (sentence) => log.warn({}, sentence));
    if (ended !== 'late') log.info({}, 'stopped');
    await log.flushed();
    if (ended === 'late') endNow(1);
    else process.exit(ended || code);
  };

/** What Prometheus asks for is loaded only where it may ask. */
async function openMetrics(
  place: { host: string; port: number },
  starting: Promise<Running>,
  counted: ReturnType<typeof counting>,
): Promise<void> {
  const { pageOf, serveMetrics } = await import('../watch/metrics.ts');
  const { figures, census } = await starting;
  const page = pageOf(figures);
  counted(census, page.timed);
  await serveMetrics(place, page);
}

function fail(sentence: string): never {
  say(sentence);
  process.exit(1);
}

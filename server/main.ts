/** The command line: arguments and environment in, exit code out. Only here the process is ended. */
import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { addPipeCommands } from '../client/pipe/commands.ts';
import { addChatCommand } from '../client-ink/chat.ts';
import { addAccountCommands } from './admin/account-commands.ts';
import type { Attendant } from './admin/asking.ts';
import { addAdminCommands } from './admin/commands.ts';
import { type Config, configure, DATA, type Options, type Store } from './config.ts';
import { inheritedSockets, keepYoungSmall, obeySignals, outlive } from './edges.ts';
import { nobody, type Witness } from './hub/witness.ts';
import { machineClock } from './net/clock.ts';
import { attend, type Running, serve, standard } from './serve.ts';
import { stopInTime } from './stopping.ts';
import type { Log } from './store/log.ts';
import { MemoryLog } from './store/memory.ts';
import { StoreError } from './store/sqlite/errors.ts';
import { databaseIn } from './store/sqlite/files.ts';
import { SqliteLog } from './store/sqlite.ts';
import { version } from './version.ts';
import { recordInto } from './watch/recording.ts';
import type { Warn } from './wiring.ts';

outlive(process.stdout, process.stderr);

const program = new Command('parlance')
  .description('A multi-room chat server that anybody can join with nc.')
  .version(version)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));

const option = (flags: string, about: string, env: string, fallback?: string): Option => {
  const made = new Option(flags, about).env(`PARLANCE_${env}`);
  return fallback === undefined ? made : made.default(fallback);
};

/** An option that comes several times is a list with commas. */
const listed = (value: string, before?: string): string =>
  before === undefined ? value : `${before},${value}`;

const serving = program
  .command('serve')
  .description('Run the server.')
  .addOption(option('--host <address>', 'address to listen on', 'HOST', '127.0.0.1'))
  .addOption(option('--port <number>', 'port to listen on; 0 picks a free one', 'PORT', '7667'))
  .addOption(
    option(
      '--listen <address>',
      'listen there instead: tcp://HOST:PORT, tls://HOST:PORT or unix:FILE; may be repeated',
      'LISTEN',
    ).argParser(listed),
  )
  .addOption(
    option(
      '--tls-cert <file>',
      'certificate with its chain (PEM); repeat it for more names',
      'TLS_CERT',
    ).argParser(listed),
  )
  .addOption(option('--tls-key <file>', 'its key (PEM)', 'TLS_KEY').argParser(listed))
  .addOption(
    option(
      '--allow-plaintext',
      'listen beyond this machine even where others can read all on the way',
      'ALLOW_PLAINTEXT',
    ),
  )
  .addOption(option('--name <word>', 'name that the server greets with', 'NAME', 'parlance'))
  .addOption(option('--motd <text>', 'message of the day', 'MOTD', ''))
  .addOption(
    option(
      '--registration <who>',
      'who may make an account: anybody (open), with a code (code), or whom you add (closed)',
      'REGISTRATION',
      'open',
    ),
  )
  .addOption(
    option(
      '--auto-join <rooms>',
      'rooms that newcomers are in by themselves, such as #lobby',
      'AUTO_JOIN',
    ),
  )
  .addOption(option('--data <dir>', `directory that all is kept in (default: "${DATA}")`, 'DATA'))
  .addOption(
    option(
      '--durability <how>',
      'survive a power cut (full), or a killed server only (relaxed)',
      'DURABILITY',
      'full',
    ),
  )
  .addOption(
    option('--retention <time>', 'forget what is older, such as 90d (default: never)', 'RETENTION'),
  )
  .addOption(option('--memory', 'keep the logs in memory only: they end with the server', 'MEMORY'))
  .addOption(
    option('--memory-limit <MB>', 'with --memory: how much they may take', 'MEMORY_LIMIT', '64'),
  )
  .addOption(
    option('--max-connections <n>', 'connections of all together', 'MAX_CONNECTIONS', '20000'),
  )
  .addOption(
    option('--max-per-address <n>', 'connections of one address', 'MAX_PER_ADDRESS', '256'),
  )
  .addOption(option('--rate <n>', 'commands a second of one connection', 'RATE', '50'))
  .addOption(option('--grace <seconds>', 'how long a lost session waits', 'GRACE', '60'))
  .addOption(
    option('--record <file>', 'record there what people do, for a bug report; no texts', 'RECORD'),
  )
  .addOption(option('--record-texts', 'record what they say, too', 'RECORD_TEXTS'))
  .addOption(option('--no-limits', 'no rates and no limit per address', 'NO_LIMITS'))
  .action(runServer);

addPipeCommands(program);
addAdminCommands(program);
addAccountCommands(program, attendTo);
addChatCommand(program, (code) => {
  process.exitCode = code;
});

const warn: Warn = (fact, ...reasons) =>
  console.error(`parlance: ${fact}${reasons.length > 0 ? ':' : ''}`, ...reasons);

async function runServer(options: Options): Promise<void> {
  const config = configure(options, inheritedSockets());
  if ('mistakes' in config) {
    for (const mistake of config.mistakes) console.error(`parlance: ${mistake}`);
    process.exit(2);
  }
  keepYoungSmall();
  const log = await openLog(config.store).catch((error: Error) => {
    console.error(`parlance: ${error.message}`);
    process.exit(1);
  });
  const starting = serve(config, log, warn, machineClock, {
    ...standard,
    witness: witness(config),
  });
  stopOnSignals(starting);
  starting
    .then(({ broken }) => broken)
    .then(
      () => stop(starting, 1),
      () => {},
    );
  const { places, isNew } = await starting.catch((error: Error) => {
    console.error(`parlance: ${error.message}`);
    process.exit(1);
  });
  console.log(`parlance ${version}, ${kept(config.store)}, listening on ${places.join(' and ')}`);
  if (isNew && config.store.kind === 'disk') {
    const { directory } = config.store;
    const role = `parlance account role NICK operator${directory === DATA ? '' : ` --data ${directory}`}`;
    console.log(`To look after it from a chat: /register there, and in a shell: ${role}`);
  }
}

/** Whoever records what is decided, if somebody does. */
function witness({ recording }: Config): Witness {
  if (recording === undefined) return nobody;
  try {
    return recordInto(recording.file, recording.hasTexts, warn);
  } catch (error) {
    console.error(`parlance: can't record in ${recording.file}: ${(error as Error).message}`);
    process.exit(1);
  }
}

/** Does what is to be done on the store of a directory, in which no server runs. */
async function attendTo(data: string): Promise<Attendant> {
  const config = configure({ ...serving.opts<Options>(), limits: false, data });
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

async function openLog(store: Store): Promise<Log> {
  if (store.kind === 'memory') return new MemoryLog(store.bytes);
  return SqliteLog.open({ ...store, version, warn: (fact) => console.error(`parlance: ${fact}`) });
}

const kept = (store: Store): string =>
  store.kind === 'memory' ? 'logs in memory only' : `logs in ${store.directory}`;

/** A signal stops the server in order, within a bounded time. Ctrl-C under npm comes twice. */
function stopOnSignals(starting: Promise<Running>): void {
  let stopping = false;
  obeySignals(async () => {
    if (stopping) return;
    stopping = true;
    await stop(starting, 0);
  });
}

/** Stops in order, within a bounded time, and ends with `code`, or 1 when that took too long. */
async function stop(starting: Promise<Running>, code: 0 | 1): Promise<void> {
  const say = (sentence: string) => console.error(`parlance: ${sentence}`);
  const late = await stopInTime(starting, machineClock, say);
  process.exit(late || code);
}

/** Flags take no value, but commander takes any value of their twin for a yes. */
const flags = new Set(
  program.commands
    .flatMap(({ options }) => options)
    .filter(({ required, optional }) => !required && !optional)
    .map(({ envVar }) => envVar),
);
/** A twin that is empty is as good as none, and so is a flag's that says no. */
for (const [name, value = ''] of Object.entries(process.env)) {
  const isNone = flags.has(name) ? /^(0|false|no|off)?$/i.test(value) : value === '';
  if (name.startsWith('PARLANCE_') && isNone) delete process.env[name];
}

await program.parseAsync();

/** The configuration: what the options of the operator come to, frozen into one value. */
import type { BackupPlan } from './admin/regular-backups.ts';
import type { Rates } from './net/allowance.ts';
import type { Rate } from './net/bucket.ts';
import type { AddressLimits } from './net/neighbours.ts';
import { type Checked, check, type Options } from './options/check.ts';
import { type Listening, listeningOf } from './options/endpoints.ts';
import { DATA } from './options/table.ts';
import type { Durability } from './store/store.ts';
import type { LogOptions } from './watch/logging.ts';

/** What a server is started with. */
export interface Config {
  readonly listening: Listening;
  /** The server's name, as `welcome` tells it. */
  readonly name: string;
  readonly motd: string;
  /** Who may make an account: anybody, whoever has a code, or whom the operator adds. */
  readonly registration: 'open' | 'code' | 'closed';
  /** Rooms that newcomers are in by themselves. */
  readonly autoJoin: readonly string[];
  readonly maxConnections: number;
  readonly perAddress: PerAddress;
  readonly rates: Rates | undefined;
  /** What is asked about an address, if something is. */
  readonly askScript: string | undefined;
  /** Milliseconds that a session waits for a `/resume`. */
  readonly grace: number;
  /** Milliseconds that a room stays which nobody is in and no account looks after. */
  readonly deserted: number;
  /** Milliseconds that an account is offline, or a room empty, before it sleeps. */
  readonly sleepAfter: number;
  /** Where the logs are kept. */
  readonly store: StorePlace;
  /** Where backups are made by the clock, if they are. */
  readonly backups: BackupPlan | undefined;
  /** Where Prometheus may ask, if it may. */
  readonly metrics: { readonly host: string; readonly port: number } | undefined;
  /** What is told to the operator, and how. */
  readonly log: LogOptions;
  /** Where all that is decided on is recorded, if it is. */
  readonly recording: { readonly file: string; readonly hasTexts: boolean } | undefined;
}

/** What one address may have. */
interface PerAddress extends AddressLimits {
  /** Sessions, those without a connection included. */
  readonly sessions: number;
  /** Rooms that it has made. */
  readonly rooms: number;
  /** Wrong passwords, and new accounts, that cost no wait. */
  readonly wrongPasswords: number;
  readonly accounts: number;
  /** Milliseconds for which what comes from it may keep the server busy. */
  readonly time: Rate;
}

/** A log in memory may take so many bytes; one on disk is in a directory, and keeps events so many milliseconds. */
export type StorePlace =
  | { readonly kind: 'memory'; readonly bytes: number }
  | {
      readonly kind: 'disk';
      readonly directory: string;
      readonly durability: Durability;
      readonly retention: number | undefined;
    };

/** A connection may send the commands of this many seconds at once. */
const BURST_SECONDS = 10;
/** All connections of an address may be lost at once, and come back while their sessions wait. */
const SESSIONS_PER_CONNECTION = 2;
/** An address may open this many connections a second, and this many at once after a quiet time. */
const MAX_NEWCOMERS_PER_SECOND = 10;
const MAX_NEWCOMERS_AT_ONCE = 256;
/** What comes from one address may keep the server busy for so many milliseconds a second, and for so many at once. */
const TIME = { perSecond: 250, burst: 2 };
/** One address may open at most this many rooms. */
const MAX_ROOMS_PER_ADDRESS = 1000;
/** So many wrong passwords may come from an address within an hour, and accounts be made there in a day, before there is a wait. */
const FREE_WRONG_PASSWORDS = 20;
const FREE_ACCOUNTS = 50;
/** A rate of one command a second comes with this many bytes a second. */
const BYTES_PER_COMMAND = 1024;

/**
 * The configuration, or every mistake in the options, each as a sentence. So many sockets that listen already were inherited.
 */
export function configure(given: Options, inherited = 0): Config | { mistakes: string[] } {
  const checked = check(given);
  return 'mistakes' in checked ? checked : configOf(checked, inherited);
}

/** Whoever comes back within a minute finds all of it awake. */
const SLEEP_AFTER_MS = 60_000;

function configOf(checked: Checked, inherited: number): Config {
  const { name, motd, registration, autoJoin = [], maxConnections, limits } = checked;
  return Object.freeze({
    listening: listeningOf(checked, inherited),
    name,
    motd,
    registration,
    autoJoin,
    maxConnections,
    perAddress: limits ? shareOf(checked.maxPerAddress) : unlimited,
    rates: limits ? ratesOf(checked.rate) : undefined,
    askScript: checked.askScript,
    grace: checked.grace * 1000,
    deserted: checked.forgetRooms ?? ANY,
    sleepAfter: SLEEP_AFTER_MS,
    store: storeOf(checked),
    backups: backupsOf(checked),
    metrics: checked.metrics,
    log: { level: checked.logLevel, format: checked.logFormat },
    recording: recordingOf(checked),
  });
}

const ratesOf = (rate: number): Rates => {
  const burst = rate * BURST_SECONDS;
  return {
    commands: { perSecond: rate, burst },
    bytes: { perSecond: rate * BYTES_PER_COMMAND, burst: burst * BYTES_PER_COMMAND },
  };
};

const backupsOf = ({ backupDir, backupEvery, backupKeep }: Checked): BackupPlan | undefined =>
  backupDir === undefined || backupEvery === undefined
    ? undefined
    : { directory: backupDir, every: backupEvery, keep: backupKeep };

const recordingOf = ({ record: file, recordTexts: hasTexts }: Checked): Config['recording'] =>
  file === undefined ? undefined : { file, hasTexts };

function storeOf(options: Checked): StorePlace {
  const { memory, memoryLimit, data: directory = DATA, durability, retention } = options;
  return memory
    ? { kind: 'memory', bytes: memoryLimit * 1024 * 1024 }
    : { kind: 'disk', directory, durability, retention };
}

const shareOf = (connections: number): PerAddress => ({
  connections,
  newcomers: {
    perSecond: MAX_NEWCOMERS_PER_SECOND,
    burst: Math.max(connections, MAX_NEWCOMERS_AT_ONCE),
  },
  time: TIME,
  sessions: SESSIONS_PER_CONNECTION * connections,
  rooms: MAX_ROOMS_PER_ADDRESS,
  wrongPasswords: FREE_WRONG_PASSWORDS,
  accounts: FREE_ACCOUNTS,
});

const { POSITIVE_INFINITY: ANY } = Number;

const unlimited: PerAddress = {
  connections: ANY,
  newcomers: { perSecond: ANY, burst: 1 },
  time: { perSecond: ANY, burst: 1 },
  sessions: ANY,
  rooms: ANY,
  wrongPasswords: ANY,
  accounts: ANY,
};

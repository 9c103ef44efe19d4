/** What the operator decided, checked all at once and frozen. */
import { durationOf } from '../grammar/time.ts';
import type { Rates } from './net/allowance.ts';
import type { Rate } from './net/bucket.ts';
import type { AddressLimits } from './net/neighbours.ts';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** The server's name, as `welcome` tells it. */
  readonly name: string;
  readonly motd: string;
  readonly maxConnections: number;
  readonly perAddress: PerAddress;
  readonly rates: Rates | undefined;
  /** Milliseconds that a session waits for a `/resume`. */
  readonly grace: number;
  /** Where the logs are kept. */
  readonly store: Store;
}

/** What one address may have. */
export interface PerAddress extends AddressLimits {
  /** Sessions, those without a connection included. */
  readonly sessions: number;
  /** Rooms that it has made. */
  readonly rooms: number;
  /** Milliseconds for which what comes from it may keep the server busy. */
  readonly time: Rate;
}

/** A log in memory may take so many bytes; one on disk is in a directory, and keeps events so many milliseconds. */
export type Store =
  | { readonly kind: 'memory'; readonly bytes: number }
  | {
      readonly kind: 'disk';
      readonly directory: string;
      readonly durability: Durability;
      readonly retention: number | undefined;
    };

/** Whether what was acknowledged survives a power cut, or a killed process only. */
export type Durability = 'full' | 'relaxed';

/** Where the logs are, unless the operator says otherwise: in the folder that the server is started in. */
export const DATA = 'parlance-data';

/** The options of `parlance serve` as they were typed. */
export interface Options {
  host: string;
  port: string;
  name: string;
  motd: string;
  maxConnections: string;
  maxPerAddress: string;
  rate: string;
  grace: string;
  memoryLimit: string;
  data?: string;
  memory?: boolean;
  durability: string;
  retention?: string;
  limits: boolean;
}

/** How many seconds' worth of commands may come at once. */
const BURST = 10;
/** All connections of an address may be lost at once, and come back while their sessions wait. */
const SESSIONS_PER_CONNECTION = 2;
/** So many connections a second may come from an address, and so many at once after a quiet time. */
const NEWCOMERS = 10;
const NEWCOMERS_AT_ONCE = 256;
/** What comes from one address may keep the server busy for so many milliseconds a second, and for so many at once. */
const TIME = { perSecond: 250, burst: 2 };
/** So many rooms may be made from one address. */
const ROOMS_PER_ADDRESS = 1000;
/** How many bytes a second go with one command a second. */
const BYTES_PER_COMMAND = 1024;

/** The configuration, or every mistake in the options, each as a sentence. */
export function configure(options: Options): Config | { mistakes: string[] } {
  const mistakes: string[] = [];
  const whole = (flag: string, text: string, least: number, most: number): number => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    mistakes.push(`${flag} is a whole number from ${least} to ${most}, not "${text}".`);
    return least;
  };
  const { host, name, motd, limits } = options;
  const port = whole('--port', options.port, 0, 65_535);
  const maxConnections = whole('--max-connections', options.maxConnections, 1, 1_000_000);
  const perAddress = whole('--max-per-address', options.maxPerAddress, 1, 1_000_000);
  const rate = whole('--rate', options.rate, 1, 1_000_000);
  const grace = whole('--grace', options.grace, 0, 86_400);
  const memory = whole('--memory-limit', options.memoryLimit, 1, 65_536);
  if (!/^[\w.:-]+$/.test(host)) {
    mistakes.push(`--host is an address of this machine such as 127.0.0.1, not "${host}".`);
  }
  if (!/^\S{1,64}$/.test(name)) mistakes.push('--name is one word of at most 64 letters.');
  if (Buffer.byteLength(motd) > 4096) mistakes.push('--motd is at most 4096 bytes long.');
  const store: Store = options.memory
    ? { kind: 'memory', bytes: memory * 1024 * 1024 }
    : {
        kind: 'disk',
        directory: options.data ?? DATA,
        durability: durabilityOf(options.durability, mistakes),
        retention: retentionOf(options.retention, mistakes),
      };
  if (options.data === '') mistakes.push('--data is a directory, and may not be empty.');
  if (options.memory && options.data !== undefined) {
    mistakes.push('--data and --memory exclude each other: the log is in one place.');
  }
  if (options.memory && options.retention !== undefined) {
    mistakes.push(
      '--retention is for a log on disk: --memory-limit says what one in memory keeps.',
    );
  }
  if (mistakes.length > 0) return { mistakes };
  return Object.freeze({
    host,
    port,
    name,
    motd,
    maxConnections,
    perAddress: limits ? shareOf(perAddress) : unlimited,
    rates: limits
      ? {
          commands: { perSecond: rate, burst: rate * BURST },
          bytes: { perSecond: rate * BYTES_PER_COMMAND, burst: rate * BURST * BYTES_PER_COMMAND },
        }
      : undefined,
    grace: grace * 1000,
    store,
  });
}

const shareOf = (connections: number): PerAddress => ({
  connections,
  newcomers: { perSecond: NEWCOMERS, burst: Math.max(connections, NEWCOMERS_AT_ONCE) },
  time: TIME,
  sessions: SESSIONS_PER_CONNECTION * connections,
  rooms: ROOMS_PER_ADDRESS,
});

const { POSITIVE_INFINITY: ANY } = Number;

const unlimited: PerAddress = {
  connections: ANY,
  newcomers: { perSecond: ANY, burst: 1 },
  time: { perSecond: ANY, burst: 1 },
  sessions: ANY,
  rooms: ANY,
};

function durabilityOf(text: string, mistakes: string[]): Durability {
  if (text !== 'full' && text !== 'relaxed') {
    mistakes.push(`--durability is full or relaxed, not "${text}".`);
    return 'full';
  }
  return text;
}

/** For ever, unless the operator says for how long. */
function retentionOf(text: string | undefined, mistakes: string[]): number | undefined {
  if (text === undefined) return undefined;
  const retention = durationOf(text);
  if (retention === undefined) {
    mistakes.push(`--retention is a time such as 90d, 12h or 52w, not "${text}".`);
  }
  return retention;
}

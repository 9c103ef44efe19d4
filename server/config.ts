/** Checks all options of the operator at once, and freezes them into one value. */
import * as v from 'valibot';
import { isRoomName, roomProblem } from '../grammar/names.ts';
import { durationOf } from '../grammar/time.ts';
import { endpointProblem, type Listening, listeningOf } from './listening.ts';
import type { Rates } from './net/allowance.ts';
import type { Rate } from './net/bucket.ts';
import type { AddressLimits } from './net/neighbours.ts';

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
  /** Milliseconds that a session waits for a `/resume`. */
  readonly grace: number;
  /** Where the logs are kept. */
  readonly store: Store;
  /** Where all that is decided on is recorded, if it is. */
  readonly recording: { readonly file: string; readonly hasTexts: boolean } | undefined;
}

/** What one address may have. */
export interface PerAddress extends AddressLimits {
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

const whole = (least: number, most: number) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most,
      ({ input }) => `is a whole number from ${least} to ${most}, not "${input}".`,
    ),
    v.transform(Number),
  );

/** Newcomers are in so many rooms by themselves, at most. */
const MAX_AUTO_JOINED = 10;

const isRoom = (name: string): boolean => isRoomName(name) && roomProblem(name) === undefined;

const retention = v.pipe(
  v.string(),
  v.check(
    (text) => durationOf(text) !== undefined,
    ({ input }) => `is a time such as 90d, 12h or 52w, not "${input}".`,
  ),
  v.transform(durationOf),
);

const list = (what: string) =>
  v.pipe(
    v.string(),
    v.nonEmpty(`has at least one ${what}.`),
    v.transform((text) => text.split(',')),
  );

const listeningOptions = [
  ['host'],
  ['port'],
  ['listen'],
  ['tlsCert'],
  ['tlsKey'],
  ['allowPlaintext'],
] as const;

/** The options of `parlance serve`, each with what is said behind its flag when it is wrong. */
const optionsSchema = v.pipe(
  v.object({
    host: v.pipe(
      v.string(),
      v.regex(
        /^[\w.:-]+$/,
        ({ input }) => `is an address of this machine such as 127.0.0.1, not "${input}".`,
      ),
    ),
    port: whole(0, 65_535),
    listen: v.optional(list('endpoint')),
    tlsCert: v.optional(list('file')),
    tlsKey: v.optional(list('file')),
    allowPlaintext: v.optional(v.boolean(), false),
    name: v.pipe(v.string(), v.regex(/^\S{1,64}$/, 'is one word of at most 64 letters.')),
    motd: v.pipe(v.string(), v.maxBytes(4096, 'is at most 4096 bytes long.')),
    registration: v.optional(
      v.picklist(
        ['open', 'code', 'closed'],
        ({ input }) => `is open, code or closed, not "${input}".`,
      ),
      'open',
    ),
    autoJoin: v.optional(
      v.pipe(
        v.string(),
        v.transform((text) => text.split(',')),
        v.check(
          (names) => names.length <= MAX_AUTO_JOINED && names.every(isRoom),
          `is at most ${MAX_AUTO_JOINED} rooms such as #lobby,#help.`,
        ),
      ),
    ),
    maxConnections: whole(1, 1_000_000),
    maxPerAddress: whole(1, 1_000_000),
    rate: whole(1, 1_000_000),
    grace: whole(0, 86_400),
    memoryLimit: whole(1, 65_536),
    data: v.optional(v.pipe(v.string(), v.nonEmpty('is a directory, and may not be empty.'))),
    memory: v.optional(v.boolean(), false),
    durability: v.picklist(
      ['full', 'relaxed'],
      ({ input }) => `is full or relaxed, not "${input}".`,
    ),
    retention: v.optional(retention),
    record: v.optional(v.pipe(v.string(), v.nonEmpty('is a file, and may not be empty.'))),
    recordTexts: v.optional(v.boolean(), false),
    limits: v.boolean(),
  }),
  v.forward(
    v.partialCheck(
      [['memory'], ['data']],
      ({ memory, data }) => !memory || data === undefined,
      'and --memory exclude each other: the log is in one place.',
    ),
    ['data'],
  ),
  v.forward(
    v.partialCheck(
      [['memory'], ['retention']],
      ({ memory, retention }) => !memory || retention === undefined,
      'is for a log on disk: --memory-limit says what one in memory keeps.',
    ),
    ['retention'],
  ),
  v.forward(
    v.partialCheck(
      [['record'], ['recordTexts']],
      ({ record, recordTexts }) => !recordTexts || record !== undefined,
      'says what --record FILE records, and needs that.',
    ),
    ['recordTexts'],
  ),
  v.forward(
    v.partialCheck(
      [['tlsCert'], ['tlsKey']],
      ({ tlsCert, tlsKey }) => tlsCert?.length === tlsKey?.length,
      'and --tls-cert come in pairs: each certificate has its key.',
    ),
    ['tlsKey'],
  ),
  v.forward(
    v.partialCheck(
      listeningOptions,
      (options) => endpointProblem(options) === undefined,
      ({ input }) => endpointProblem(input) ?? '',
    ),
    ['listen'],
  ),
);

/** The options of `parlance serve` as they were typed. */
export type Options = v.InferInput<typeof optionsSchema>;

type Checked = v.InferOutput<typeof optionsSchema>;

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
  const { success, output, issues } = v.safeParse(optionsSchema, given);
  if (!success) return { mistakes: issues.map(mistakeOf) };
  const {
    name,
    motd,
    registration,
    autoJoin = [],
    maxConnections,
    maxPerAddress,
    limits,
    rate,
    grace,
  } = output;
  return Object.freeze({
    listening: listeningOf(output, inherited),
    name,
    motd,
    registration,
    autoJoin,
    maxConnections,
    perAddress: limits ? shareOf(maxPerAddress) : unlimited,
    rates: limits
      ? {
          commands: { perSecond: rate, burst: rate * BURST_SECONDS },
          bytes: {
            perSecond: rate * BYTES_PER_COMMAND,
            burst: rate * BURST_SECONDS * BYTES_PER_COMMAND,
          },
        }
      : undefined,
    grace: grace * 1000,
    store: storeOf(output),
    recording: recordingOf(output),
  });
}

function mistakeOf(issue: v.InferIssue<typeof optionsSchema>): string {
  const flag = String(issue.path?.[0]?.key).replace(
    /[A-Z]/g,
    (letter) => `-${letter.toLowerCase()}`,
  );
  return `--${flag} ${issue.message}`;
}

const recordingOf = ({ record: file, recordTexts: hasTexts }: Checked): Config['recording'] =>
  file === undefined ? undefined : { file, hasTexts };

function storeOf(options: Checked): Store {
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

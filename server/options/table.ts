/**
 * The options of `parlance serve`, one table: flags, environment twins, the settings of the configuration file, checks,
 * `parlance config --sample` and README's table come from it.
 */
import * as v from 'valibot';
import { limits, textProblem } from '../../grammar/text.ts';
import { listeningOptions } from './listening.ts';
import { listener, named, type Option, oneOf, rooms, time, whole } from './option.ts';

/** Where the logs are, unless the operator says otherwise: in the folder that the server is started in. */
export const DATA = 'parlance-data';

/** The file that is read when there is one in the folder in which the server is started, and no other is named. */
export const CONFIG = 'parlance.toml';

/** What is logged: the least important level is first. */
const logLevels = ['debug', 'info', 'warn', 'error'] as const;
/** How: words, JSON, or whichever fits. */
const logFormats = ['auto', 'text', 'json'] as const;

/** All options, in the order in which they are told. */
export const options = {
  ...listeningOptions,
  name: {
    flag: '--name <word>',
    kind: 'text',
    help: 'name that the server greets with',
    schema: v.optional(
      v.pipe(
        v.string(),
        v.regex(/^[^\s\p{Cc}\p{Cf}]{1,64}$/u, 'is one word of at most 64 letters.'),
      ),
      'parlance',
    ),
    reloads: true,
  },
  motd: {
    flag: '--motd <text>',
    kind: 'text',
    help: 'message of the day',
    schema: v.optional(
      v.pipe(
        v.string(),
        v.maxBytes(limits.text, `is at most ${limits.text} bytes long.`),
        v.transform((text) => text.replaceAll('\r\n', '\n')),
        v.check(
          (text) => textProblem(text, limits.text) === undefined,
          'has no control characters but tabs, line ends and formatting codes.',
        ),
      ),
      '',
    ),
    reloads: true,
  },
  registration: {
    flag: '--registration <who>',
    kind: 'text',
    help: 'who may make an account: anybody (open), with a code (code), or whom you add (closed)',
    more: '`parlance account invite` makes a code',
    schema: v.optional(oneOf('open', 'code', 'closed'), 'open'),
    reloads: true,
  },
  autoJoin: {
    flag: '--auto-join <rooms>',
    kind: 'list',
    help: 'rooms into which the server puts newcomers, such as #lobby',
    more: 'A newcomer is whoever chooses a nick for the first time, and not by `/nick NAME quiet` as programs do',
    schema: v.optional(rooms),
    example: '#lobby,#help',
    reloads: true,
  },
  data: {
    flag: '--data <dir>',
    kind: 'text',
    help: 'directory of the database',
    more: 'One server at a time uses it',
    schema: v.optional(named('directory')),
    otherwise: DATA,
  },
  durability: {
    flag: '--durability <how>',
    kind: 'text',
    help: 'survive a power cut (full), or a killed server only (relaxed)',
    more: '`relaxed` stores faster',
    schema: v.optional(oneOf('full', 'relaxed'), 'full'),
  },
  retention: {
    flag: '--retention <time>',
    kind: 'text',
    help: 'delete messages that are older, such as 90d, 12h or 52w',
    more: 'The server looks once a minute. Without the option it deletes nothing',
    schema: v.optional(time),
    example: '90d',
  },
  forgetRooms: {
    flag: '--forget-rooms <time>',
    kind: 'text',
    help: 'delete a room, and its log, in which nobody was for so long, such as 7d',
    more: 'A room stays if an account is in it or has a role there, or if `auto-join` names it. After a start, the time counts from the last event of the room',
    schema: v.optional(time, '90d'),
    reloads: true,
  },
  backupDir: {
    flag: '--backup-dir <dir>',
    kind: 'text',
    help: 'make backups in this directory while the server runs',
    more: 'Their names are like parlance-2026-11-22T12-00-00Z.db. `parlance restore` puts one back',
    schema: v.optional(named('directory')),
    example: 'backups',
  },
  backupEvery: {
    flag: '--backup-every <time>',
    kind: 'text',
    help: 'with --backup-dir: time from one backup to the next, such as 12h or 1d',
    schema: v.optional(time, '1d'),
  },
  backupKeep: {
    flag: '--backup-keep <n>',
    kind: 'number',
    help: 'with --backup-dir: how many backups to keep',
    schema: v.optional(whole(1, 10_000), '7'),
  },
  memory: {
    flag: '--memory',
    kind: 'flag',
    help: 'keep the logs in memory only: they end with the server',
    schema: v.optional(v.boolean(), false),
  },
  memoryLimit: {
    flag: '--memory-limit <MB>',
    kind: 'number',
    help: 'with --memory: how much memory the logs may take',
    more: 'When that is full, the server forgets the oldest events',
    schema: v.optional(whole(1, 65_536), '64'),
  },
  grace: {
    flag: '--grace <seconds>',
    kind: 'number',
    help: 'how long a session waits when its connection is lost',
    schema: v.optional(whole(0, 86_400), '60'),
    reloads: true,
  },
  rate: {
    flag: '--rate <n>',
    kind: 'number',
    help: 'commands a second of one connection; the server reads a faster one more slowly',
    more: 'A command that makes the server do much counts as several. All connections of an address together may send as much as eight, and may keep the server busy for a quarter of the time',
    schema: v.optional(whole(1, 1_000_000), '50'),
    reloads: true,
  },
  maxConnections: {
    flag: '--max-connections <n>',
    kind: 'number',
    help: 'connections at the same time',
    schema: v.optional(whole(1, 1_000_000), '20000'),
    reloads: true,
  },
  maxPerAddress: {
    flag: '--max-per-address <n>',
    kind: 'number',
    help: 'connections of one address at the same time',
    more: 'An address may open so many at once, then ten a second. It may have twice as many sessions, lost ones included',
    schema: v.optional(whole(1, 1_000_000), '256'),
    reloads: true,
  },
  askScript: {
    flag: '--ask-script <file>',
    kind: 'text',
    help: 'ask this program about each address that connects',
    more: 'The server runs it with the address. It answers with one line: `in`, `account` or `refuse`, and behind the last two a reason. The answer holds for ten minutes. Without an answer within two seconds the server lets the address in',
    schema: v.optional(named('file')),
    example: '/etc/parlance/ask',
    reloads: true,
  },
  limits: {
    flag: '--no-limits',
    kind: 'flag',
    help: 'switch off the rates, and the limits of an address',
    schema: v.optional(v.boolean(), true),
  },
  metrics: {
    flag: '--metrics <address>',
    kind: 'text',
    help: 'serve metrics to Prometheus at http://ADDRESS/metrics',
    more: 'Whoever reaches this address can read them: choose one of this machine',
    schema: v.optional(listener),
    example: '127.0.0.1:9667',
  },
  logLevel: {
    flag: '--log-level <level>',
    kind: 'text',
    help: 'least important level that is logged: debug, info, warn or error',
    schema: v.optional(oneOf(...logLevels), 'info'),
    reloads: true,
  },
  logFormat: {
    flag: '--log-format <how>',
    kind: 'text',
    help: 'log as words (text) or lines of JSON (json); auto is text on a terminal and JSON elsewhere',
    more: 'The log goes to standard error. It holds no text of a message and no secret',
    schema: v.optional(oneOf(...logFormats), 'auto'),
  },
  record: {
    flag: '--record <file>',
    kind: 'text',
    help: 'record what people do, without texts, for a bug report',
    more: 'The server appends each input to the file as a line of JSON, up to a gigabyte. The file holds nicks, rooms and times. It holds letters of the same length instead of texts, and no tokens, passwords or addresses. When the disk is full or too slow, the server says so and stops recording',
    schema: v.optional(named('file')),
    example: 'parlance-record.jsonl',
  },
  recordTexts: {
    flag: '--record-texts',
    kind: 'flag',
    help: 'with --record: record what they say, too',
    schema: v.optional(v.boolean(), false),
  },
} as const satisfies Record<string, Option>;

/** The name of an option, in camel case. */
export type OptionName = keyof typeof options;

/** All names, in the order of the table. */
export const optionNames = Object.keys(options) as OptionName[];

/** An option of the table as any other. */
export const optionOf = (name: OptionName): Option => options[name];

/** What an option is called in the file: `max-connections`. */
export const settingOf = (name: OptionName): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** What an option is called on the command line: `--max-connections`, `--no-limits`. */
export const flagOf = (name: OptionName): string => optionOf(name).flag.split(' ')[0] ?? '';

/** What an option is called in the environment: `PARLANCE_MAX_CONNECTIONS`. */
export const twinOf = (name: OptionName): string =>
  `PARLANCE_${flagOf(name).slice(2).replaceAll('-', '_').toUpperCase()}`;

/** The default of an option as it is typed: nothing where its absence means something else. */
export const defaultOf = (name: OptionName): string | boolean | undefined => {
  const { schema, otherwise } = optionOf(name);
  return otherwise ?? (schema as { default?: string | boolean }).default;
};

/** The words of which an option is one; nothing where it may be anything else. */
export const wordsOf = (name: OptionName): readonly string[] | undefined => {
  const { wrapped } = optionOf(name).schema as { wrapped?: { options?: readonly string[] } };
  return wrapped?.options;
};

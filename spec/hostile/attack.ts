/** `npm run attack`: attacks on a server with its default limits, and what those feel who behave well beside them. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { introduce, number } from '../bench/frame.ts';
import { type Durations, waitedOf } from '../bench/measure.ts';
import { Talk } from '../bench/neighbour/talk.ts';
import { Watched } from '../bench/neighbour/watched.ts';
import { milliseconds, percent, words } from '../bench/table.ts';
import { repository } from '../support/repository.ts';
import { keys } from '../support/test-keys/keys.ts';
import { proxies, type Spoils } from './attacks/attack.ts';
import type { Orders } from './attacks/attacker.ts';
import { attacks } from './attacks/index.ts';

interface Options {
  readonly attack: readonly string[];
  readonly seconds: number;
  readonly against: string;
}

/**
 * What is meant to hold: the p99 of those who behave well, over that of the same server before the attack, or over that of
 * a server that is spared, whichever was more: what the machine makes of it is in both. What the server and those who
 * measure waited for a core is in neither.
 */
const MAX_RATIO = 2;
/** Or it is by no more than so many milliseconds more, two turns of the server: where all is quiet, twice of nothing is little. */
const UNFELT_MS = 10;
/** What is meant to hold: the memory of the server. */
const MAX_MEGABYTES = 512;
/** For so many seconds people talk before it is measured; and so long after an attack. */
const WARM_UP_SECONDS = 1;

const {
  attack: chosen,
  seconds,
  against,
} = new Command('npm run attack --')
  .description('Attacks a server that has its default limits, and measures what others feel.')
  .addOption(
    new Option('--attack <names...>', 'what is done')
      .choices(Object.keys(attacks))
      .default(Object.keys(attacks), 'all'),
  )
  .option('--seconds <n>', 'how long each measurement takes', number(1, 'number'), 5)
  .option('--against <dir>', 'the server of another checkout of this repository, built', repository)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse()
  .opts<Options>();

/**
 * A server that nobody attacks, with its log on disk, too, and people who talk there meanwhile: for them the attack is aimed at
 * another process of the machine, and what they feel is the machine's doing.
 */
const sparedData = mkdtempSync(join(tmpdir(), 'parlance-spared-'));
process.once('exit', () => rmSync(sparedData, { recursive: true, force: true }));
const spared = await Watched.start(against, ['--data', sparedData]);
const elsewhere = await listenAt(spared);

const attacker = fileURLToPath(new URL('attacks/attacker.ts', import.meta.url));

/** Those who behave well, on a server. */
function listenAt(server: Watched): Promise<Talk> {
  return Talk.open(server.port, () => server.waited + waitedOf(process.pid));
}

/** In milliseconds, what a share of them do not exceed. */
const atMost = (took: Durations, share: number): number =>
  (took.percentile(share) ?? Number.NaN) / 1000;

/** Does what it is told while an attack goes on; and what the attackers got. */
async function under<T>(orders: Orders, during: () => Promise<T>): Promise<[T, Spoils]> {
  // They have machines of their own: here they get what is left, also when the server has the machine before all others.
  const child = fork(attacker, {
    execPath: 'chrt',
    execArgv: ['--other', '0', process.execPath],
  });
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  try {
    await once(child, 'message');
    child.send(orders);
    const result = await during();
    const told = once(child, 'message');
    child.send('enough');
    const [spoils] = await told;
    return [result, spoils as Spoils];
  } finally {
    child.kill('SIGKILL');
  }
}

/** The most that a server has taken while something went on. */
async function heaviest<T>(server: Watched, during: () => Promise<T>): Promise<[T, number]> {
  let most = server.rss;
  const looking = setInterval(() => {
    most = Math.max(most, server.rss);
  }, 50);
  const result = await during().finally(() => clearInterval(looking));
  return [result, Math.round(Math.max(most, server.rss) / 1e6)];
}

/** One attack on a server of its own, whose log is on disk. True when all is as it is meant. */
async function measure(name: string): Promise<boolean> {
  const data = mkdtempSync(join(tmpdir(), 'parlance-attack-'));
  const { tlsCert, tlsKey } = keys.options('localhost');
  const options = ['--tls-cert', tlsCert, '--tls-key', tlsKey, '--proxy-from', proxies];
  const server = await Watched.start(against, ['--data', data, ...options]);
  try {
    const talk = await listenAt(server);
    await talk.measure(WARM_UP_SECONDS);
    const quiet = await talk.measure(seconds);
    await server.stretch();
    const [cpu, began] = [server.cpu, performance.now()];
    const [[[[attacked, there, turn], spoils], afterwards], megabytes] = await heaviest(
      server,
      async () => {
        const result = await under({ port: server.port, attack: name }, async () => {
          const felt = [talk.measure(seconds), elsewhere.measure(seconds)] as const;
          // Read while they are there: that thousands leave at once is work, too, and has a figure of its own.
          return [...(await Promise.all(felt)), await server.stretch()] as const;
        });
        return [result, await talk.measure(WARM_UP_SECONDS)] as const;
      },
    );
    const share = (1000 * (server.cpu - cpu)) / (performance.now() - began);
    const [before, p99, meanwhile] = [quiet, attacked, there].map(({ unhindered }) =>
      atMost(unhindered, 0.99),
    );
    const ratio = p99! / Math.max(before!, meanwhile!);
    const lost = attacked.lost + afterwards.lost;
    const { cpu: leaving } = await server.stretch();
    const figures = [
      ...[atMost(quiet.unhindered, 0.5), before!].map(milliseconds),
      ...[atMost(attacked.unhindered, 0.5), p99!, meanwhile!].map(milliseconds),
      ratio.toFixed(2),
      milliseconds(atMost(attacked.took, 0.99)),
      milliseconds(turn.cpu),
      milliseconds(leaving),
      percent(share),
      `${megabytes} MB`,
    ];
    const problems = [
      ...(lost > 0 ? [`${lost} messages did not come`] : []),
      ...(ratio > MAX_RATIO && p99! - Math.max(before!, meanwhile!) > UNFELT_MS
        ? [`more than ${MAX_RATIO} times`]
        : []),
      ...(megabytes > MAX_MEGABYTES ? [`more than ${MAX_MEGABYTES} MB`] : []),
    ];
    console.log(words(name, figures, problems.length > 0 ? `NOT OK: ${problems.join('; ')}` : ''));
    console.log(`      ${told(spoils)}`);
    return problems.length === 0;
  } finally {
    await server.end();
    rmSync(data, { recursive: true, force: true });
  }
}

const told = ({ came, fates }: Spoils): string =>
  [
    `${Math.round(came / seconds).toLocaleString('en')} a second came`,
    ...Object.entries(fates)
      .sort(([, a], [, b]) => b - a)
      .map(([fate, count]) => `${count.toLocaleString('en')} ${fate}`),
  ].join('; ');

introduce(
  'How long a message takes from one who behaves well to another, before an attack and under it.',
);
console.log(
  words(
    '',
    [
      'quiet p50',
      'p99',
      'attacked p50',
      'p99',
      'p99 spared',
      'ratio',
      'with waits',
      'turn, CPU',
      'afterwards',
      'of a core',
      'memory',
    ],
    '',
  ),
);
let isWell = true;
for (const name of chosen) isWell = (await measure(name)) && isWell;
process.exit(isWell ? 0 : 1);

/** `npm run bench:neighbour`: how long messages of those who behave well take beside somebody who does not. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { repository } from '../../support/repository.ts';
import { introduce, number } from '../frame.ts';
import type { Durations } from '../measure.ts';
import { milliseconds, percent, words } from '../table.ts';
import type { Orders } from './attacker.ts';
import { attacks } from './attacks.ts';
import { Talk } from './talk.ts';
import { settle } from './town.ts';
import { Watched } from './watched.ts';

interface Options {
  readonly attack: readonly string[];
  readonly connections: readonly string[];
  readonly seconds: number;
  readonly rooms: string;
  readonly against?: string;
}

/** What nobody should have to wait longer for, in milliseconds. */
const MAX_DELAY_MS = 50;
/** For so many seconds people talk before it is measured. */
const WARM_UP_SECONDS = 0.5;

const options = new Command('npm run bench:neighbour --')
  .description('Measures what others feel of one bad neighbour, with the limits that a server has.')
  .addOption(
    new Option('--attack <names...>', 'what they send')
      .choices(Object.keys(attacks))
      .default(Object.keys(attacks), 'all'),
  )
  .option('--connections <n...>', 'how many they have, all of one address', ['1', '40', '200'])
  .option('--seconds <n>', 'how long each measurement takes', number(0.1, 'number'), 3)
  .option('--rooms <n>', 'how many rooms the server has', '10000')
  .option('--against <dir>', 'the server of another checkout of this repository, built')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse()
  .opts<Options>();

const attacker = fileURLToPath(new URL('attacker.ts', import.meta.url));

/** All that misbehave come from here. */
const ADDRESS = '127.2.0.1';

/** A server that nobody attacks, and people who talk there meanwhile: what they feel is the machine's doing. */
const spared = await Watched.start(options.against ?? repository);
const elsewhere = await Talk.open(spared.port);

/** Each measurement has a server of its own: what an attacker leaves behind goes on for a while. */
async function measure(label: string, attack?: Pick<Orders, 'attack' | 'connections'>) {
  const server = await Watched.start(options.against ?? repository);
  try {
    const { port } = server;
    await settle(port, Number(options.rooms));
    const talk = await Talk.open(port);
    await Promise.all([talk.measure(WARM_UP_SECONDS), elsewhere.measure(WARM_UP_SECONDS)]);
    await print(label, server, talk, (measuring) =>
      attack ? beside({ ...attack, port, address: ADDRESS }, measuring) : measuring(),
    );
  } finally {
    await server.end();
  }
}

async function beside<T>(orders: Orders, measuring: () => Promise<T>): Promise<T> {
  const child = fork(attacker);
  try {
    await once(child, 'message');
    child.send(orders);
    return await measuring();
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

/** Measures what people feel here and elsewhere, and what the server did for it. */
async function print(
  label: string,
  server: Watched,
  talk: Talk,
  during: <T>(measuring: () => Promise<T>) => Promise<T>,
): Promise<void> {
  await server.stretch();
  const [{ took, lost }, there, share, longest] = await during(async () => {
    const [cpu, began] = [server.cpu, performance.now()];
    const talks = [talk.measure(options.seconds), elsewhere.measure(options.seconds)] as const;
    const [here, there] = await Promise.all(talks);
    const share = (1000 * (server.cpu - cpu)) / (performance.now() - began);
    return [here, there, share, await server.stretch()] as const;
  });
  const p99 = atMost(took, 0.99);
  const figures = [
    ...[atMost(took, 0.5), p99, atMost(there.took, 0.99), longest.cpu, longest.wall].map(
      milliseconds,
    ),
    percent(share),
    `${Math.round(server.rss / 1e6)} MB`,
  ];
  const late = p99 <= MAX_DELAY_MS ? '' : `more than ${MAX_DELAY_MS} ms`;
  console.log(words(label, figures, lost === 0 ? late : `${lost} did not come`));
}

/** In milliseconds, what a share of them do not exceed. */
const atMost = (took: Durations, share: number): number =>
  (took.percentile(share) ?? Number.NaN) / 1000;

introduce(
  `How long a message takes from one who behaves well to another, beside connections of another address.`,
);
console.log(
  words('', ['p50', 'p99', 'p99 spared', 'turn, CPU', 'turn, wall', 'of a core', 'memory'], ''),
);
await measure('nobody');
for (const attack of options.attack) {
  for (const connections of options.connections.map(Number)) {
    const label = `${attack}, ${connections} ${connections === 1 ? 'connection' : 'connections'}`;
    await measure(label, { attack, connections });
  }
}
await spared.end();
process.exit();

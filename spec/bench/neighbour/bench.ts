/** `npm run bench:neighbour`: how long messages of those who behave well take beside somebody who does not. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import { start } from '../../support/process.ts';
import { repository } from '../../support/repository.ts';
import { executable } from '../contestants.ts';
import { introduce, number } from '../frame.ts';
import { cpuOf, type Durations, rssOf } from '../measure.ts';
import { milliseconds, percent, words } from '../table.ts';
import type { Orders } from './attacker.ts';
import { attacks } from './attacks.ts';
import { Talk } from './talk.ts';
import { settle } from './town.ts';

interface Options {
  readonly attack: readonly string[];
  readonly connections: readonly string[];
  readonly seconds: number;
  readonly rooms: string;
  readonly against?: string;
}

/** What nobody should have to wait longer for, in milliseconds. */
const BOUND = 50;
/** For so many seconds people talk before it is measured. */
const WARM = 0.5;

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

/** Each measurement has a server of its own: what an attacker leaves behind goes on for a while. */
async function measure(label: string, attack?: Pick<Orders, 'attack' | 'connections'>) {
  const checkout = options.against ?? repository;
  const limits = ['--host', '127.0.0.1', '--port', '0', '--memory'];
  const server = start(process.execPath, [executable(checkout), 'serve', ...limits]);
  try {
    const [, found] = await server.until(/listening on \S+:(\d+)/);
    const port = Number(found);
    await settle(port, Number(options.rooms));
    const talk = await Talk.open(port);
    await talk.measure(WARM);
    const pid = server.child.pid ?? 0;
    const measuring = () => talk.measure(options.seconds);
    await print(label, pid, () => {
      return attack ? beside({ ...attack, port, address: ADDRESS }, measuring) : measuring();
    });
  } finally {
    server.child.kill('SIGKILL');
    await server.exited;
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

/** Measures something, and prints what came out and what share of a core the server took for it. */
async function print(
  label: string,
  pid: number,
  measuring: () => Promise<{ took: Durations; lost: number }>,
): Promise<void> {
  const [cpu, began] = [cpuOf(pid) ?? Number.NaN, performance.now()];
  const { took, lost } = await measuring();
  const share = (1000 * ((cpuOf(pid) ?? Number.NaN) - cpu)) / (performance.now() - began);
  const shares = [0.5, 0.95, 0.99].map((share) => (took.percentile(share) ?? Number.NaN) / 1000);
  const rss = Math.round((rssOf(pid) ?? Number.NaN) / 1e6);
  const late = (shares[2] as number) <= BOUND ? '' : `more than ${BOUND} ms`;
  const note = lost === 0 ? late : `${lost} did not come`;
  console.log(words(label, [...shares.map(milliseconds), percent(share), `${rss} MB`], note));
}

introduce(
  `How long a message takes from one who behaves well to another, beside connections of another address.`,
);
console.log(words('', ['p50', 'p95', 'p99', 'of a core', 'memory'], ''));
await measure('nobody');
for (const attack of options.attack) {
  for (const connections of options.connections.map(Number)) {
    const label = `${attack}, ${connections} ${connections === 1 ? 'connection' : 'connections'}`;
    await measure(label, { attack, connections });
  }
}
process.exit();

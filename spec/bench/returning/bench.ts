/** `npm run bench:returning`: what those feel who talk while thousands come back at once, and while the configuration is read again. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { repository } from '../../support/repository.ts';
import { keys } from '../../support/test-keys/keys.ts';
import { introduce, number } from '../frame.ts';
import { Talk } from '../neighbour/talk.ts';
import { Watched } from '../neighbour/watched.ts';
import { milliseconds, words } from '../table.ts';
import type { Orders } from './crowd.ts';

/** The configuration is read again so often. */
const RELOAD_INTERVAL_MS = 200;

const { thousands, seconds } = new Command('npm run bench:returning --')
  .description(
    'Measures what others feel while very many come back, and while a server reads its configuration again.',
  )
  .option('--thousands <n>', 'how many come back', number(0.1, 'number'), 5)
  .option('--seconds <n>', 'how long each measurement takes', number(1, 'number'), 8)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ thousands: number; seconds: number }>();

const people = Math.round(thousands * 1000);
const data = mkdtempSync(join(tmpdir(), 'parlance-returning-'));
const { tlsCert, tlsKey } = keys.options('localhost');
const server = await Watched.start(repository, [
  ...['--data', data, '--tls-cert', tlsCert, '--tls-key', tlsKey],
]);
const crowd = fork(fileURLToPath(new URL('crowd.ts', import.meta.url)));
await once(crowd, 'message');

/** Resolves with how many are there when it is done. */
async function order(orders: Orders): Promise<number> {
  const done = once(crowd, 'message');
  crowd.send(orders);
  const [there] = await done;
  return there;
}

const talk = await Talk.open(server.port);

async function measure(label: string, during: () => Promise<string>): Promise<void> {
  await server.stretch();
  const [{ took, lost }, note] = await Promise.all([talk.measure(seconds), during()]);
  const [p50, p99] = [0.5, 0.99].map((share) => (took.percentile(share) ?? Number.NaN) / 1000);
  const { cpu } = await server.stretch();
  const figures = [...[p50!, p99!, cpu].map(milliseconds), `${Math.round(server.rss / 1e6)} MB`];
  console.log(words(label, figures, [`${lost} messages lost`, note].filter(Boolean).join('; ')));
}

introduce(
  'How long a message takes from one who behaves well to another, on a server with its default limits.',
);
console.log(words('', ['p50', 'p99', 'turn, CPU', 'memory'], ''));
await talk.measure(1);
await measure('nobody else', async () => '');
await order({ order: 'come', port: server.port, people });
await measure(`${people} are there`, async () => '');
await measure('reloads (SIGHUP), five a second', async () => {
  for (let left = (seconds * 1000) / RELOAD_INTERVAL_MS; left > 0; left -= 1) {
    server.reload();
    await new Promise((resolve) => setTimeout(resolve, RELOAD_INTERVAL_MS));
  }
  return `${await order({ order: 'count' })} of ${people} are still there`;
});
await measure(`${people} come back at once`, async () => {
  const began = performance.now();
  const there = await order({ order: 'return' });
  return `${there} are back after ${((performance.now() - began) / 1000).toFixed(1)} s`;
});
crowd.kill();
await server.end();
rmSync(data, { recursive: true, force: true });
process.exit();

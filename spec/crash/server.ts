/**
 * The server of the crash tests: serves a data directory like `parlance serve`, and does to itself what it is told to by
 * lines of JSON on its standard input.
 *
 *     node spec/crash/server.ts '{"port":0,"data":"/tmp/somewhere","durability":"full","isFull":false}'
 */
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { configure } from '../../server/config.ts';
import { serve } from '../../server/serve.ts';
import { SqliteStore } from '../../server/store/sqlite.ts';
import { version } from '../../server/version.ts';
import { disk } from '../store/disk.ts';
import { portOf } from '../support/ports.ts';
import { type Doom, Executioner } from './doom.ts';

export interface Task {
  port: number;
  data: string;
  durability: 'full' | 'relaxed';
  isFull: boolean;
}

/** It ends itself at that point; or its disk is full from now on, or is not any more. */
export type Order = { doom: Doom } | { isFull: boolean };

const task = JSON.parse(process.argv[2] ?? '') as Task;
const config = configure({
  port: `${task.port}`,
  maxConnections: '1000',
  maxPerAddress: '1000',
  grace: '600',
  data: task.data,
  durability: task.durability,
  limits: false,
});
if ('mistakes' in config || config.store.kind !== 'disk') throw new Error(JSON.stringify(config));
const store = await SqliteStore.open({ ...config.store, version, warn: console.error });
const executioner = new Executioner();
executioner.watch(store);
executioner.watchSockets();
createInterface(process.stdin).on('line', (line) => {
  const order = JSON.parse(line) as Order;
  if ('doom' in order) {
    executioner.condemn(order.doom);
    console.log('condemned');
  } else if (order.isFull) void disk.fill();
  else disk.clear();
});
if (task.isFull) await disk.fill();
const server = await serve(config, store, (...facts) => console.error(...facts));
process.once('SIGTERM', async () => {
  await server.close();
  process.exit(0);
});
console.log(`listening on 127.0.0.1:${portOf(server.places)}`);
// A process that is killed leaves no compiled code for the next one; so that is done now.
flushCompileCache();

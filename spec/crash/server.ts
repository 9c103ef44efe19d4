/**
 * The server of the crash tests: serves a data directory like `parlance serve`, and does to itself what it is told to by
 * lines of JSON on its standard input.
 *
 *     node spec/crash/server.ts '{"port":0,"data":"/tmp/somewhere","delay":0}'
 */
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { configure } from '../../server/config.ts';
import { serve } from '../../server/serve.ts';
import type { Log } from '../../server/store/log.ts';
import { SqliteLog } from '../../server/store/sqlite.ts';
import { version } from '../../server/version.ts';
import { type Doom, Executioner } from './doom.ts';

export interface Task {
  port: number;
  data: string;
  /** How long each commit takes at least, in milliseconds. */
  delay: number;
}

/** It ends itself at that point; or its disk has room for so many pages, of which some may be free, from now on. */
export type Order = { doom: Doom } | { pages: number };

const task = JSON.parse(process.argv[2] ?? '') as Task;
const config = configure({
  host: '127.0.0.1',
  port: `${task.port}`,
  name: 'parlance',
  motd: '',
  maxConnections: '1000',
  maxPerAddress: '1000',
  rate: '50',
  grace: '600',
  memoryLimit: '64',
  data: task.data,
  durability: 'full',
  limits: false,
});
if ('mistakes' in config || config.store.kind !== 'disk') throw new Error(JSON.stringify(config));
const log = await SqliteLog.open({ ...config.store, version, warn: console.error });
const executioner = new Executioner();
executioner.watch(task.delay > 0 ? slow(log, task.delay) : log);
executioner.watchSockets();
createInterface(process.stdin).on('line', (line) => {
  const order = JSON.parse(line) as Order;
  if ('doom' in order) executioner.condemn(order.doom);
  else void log.pragma(`max_page_count = ${order.pages}`);
});
const { port } = await serve(config, log, (fact, error) => console.error(`${fact}: ${error}`));
console.log(`listening on 127.0.0.1:${port}`);
// A process that is killed leaves no compiled code for the next one; so that is done now.
flushCompileCache();

/** A disk that takes its time before it begins to write. */
function slow<T extends Log>(log: T, delay: number): T {
  const append = log.append.bind(log);
  log.append = async (turn) => {
    await pause(delay);
    return append(turn);
  };
  return log;
}

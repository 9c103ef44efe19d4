/**
 * The server of the crash tests: serves a data directory like `parlance serve`, and ends itself where it is told to, by
 * a line of JSON on its standard input.
 *
 *     node spec/crash/server.ts '{"port":0,"data":"/tmp/x","delay":0,"pragmas":[]}'
 */
import { flushCompileCache } from 'node:module';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { configure } from '../../server/config.ts';
import { serve } from '../../server/serve.ts';
import type { Log } from '../../server/store/log.ts';
import { MemoryLog } from '../../server/store/memory.ts';
import { type Doom, Executioner } from './doom.ts';

export interface Task {
  port: number;
  data: string;
  /** How long each commit takes at least, in milliseconds. */
  delay: number;
}

/** A disk that takes its time before it begins to write. */
function slow(log: Log, delay: number): Log {
  const append = log.append.bind(log);
  log.append = async (turn) => {
    await pause(delay);
    return append(turn);
  };
  return log;
}

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
  memory: true,
  durability: 'full',
  limits: false,
});
if ('mistakes' in config) throw new Error(config.mistakes.join(' '));
const executioner = new Executioner();
const log = new MemoryLog();
executioner.watch(task.delay > 0 ? slow(log, task.delay) : log);
executioner.watchSockets();
const { port } = await serve(config, log, (fact, error) => console.error(`${fact}: ${error}`));
createInterface(process.stdin).on('line', (line) => executioner.condemn(JSON.parse(line) as Doom));
console.log(`listening on 127.0.0.1:${port}`);
// A process that is killed keeps no compiled code for the next one; so it is kept now.
flushCompileCache();

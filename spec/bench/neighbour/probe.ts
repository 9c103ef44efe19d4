/**
 * Loaded into the server's process before the server (`--import`): how long its event loop goes without looking at the
 * clock, in time of the wall and in CPU time of its thread. Where the two differ, others had the machine.
 */
import { isMainThread } from 'node:worker_threads';
import type { Stretch } from './watched.ts';

/** How often, in milliseconds, it wants to look: what lies between two looks is one turn, and little more. */
const LOOK_MS = 1;

const cpuNow = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

function look(): void {
  let longest: Stretch = { wall: 0, cpu: 0 };
  let [wall, cpu] = [performance.now(), cpuNow()];
  setInterval(() => {
    const [wallThen, cpuThen] = [wall, cpu];
    [wall, cpu] = [performance.now(), cpuNow()];
    longest = {
      wall: Math.max(longest.wall, wall - wallThen),
      cpu: Math.max(longest.cpu, cpu - cpuThen),
    };
  }, LOOK_MS).unref();
  // Asked for with a number, it tells the longest since it was asked last.
  process.stdin.setEncoding('utf8').on('data', (number) => {
    process.stdout.write(`stretch ${number.toString().trim()} ${JSON.stringify(longest)}\n`);
    longest = { wall: 0, cpu: 0 };
  });
}

if (isMainThread) look();

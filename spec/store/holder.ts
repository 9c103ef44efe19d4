/**
 * A process of its own that has a store open: `node holder.ts DIRECTORY [write] [full]`. It says "open"; when it writes, it
 * says the end of each commit, and why one was refused, which it then tries again at once, or may be kept, of which it then asks.
 * With `full` each commit waits for the disk.
 */
import { once } from 'node:events';
import { SqliteStore } from '../../server/store/sqlite.ts';
import type { Turn } from '../../server/store/store.ts';
import { dev, entry, turn } from './records.ts';

const [, , directory = '', ...words] = process.argv;
const warn = (fact: string) => console.error(fact);
const durability = words.includes('full') ? 'full' : 'relaxed';
const store = await SqliteStore.open({ directory, durability, version: '0.0.0', warn });
let isOver = false;
const over = once(process, 'SIGTERM').then(() => {
  isOver = true;
});
console.log('open');
const { end = 0 } = (await store.recall()).logs[0] ?? {};
for (let next = end; words.includes('write') && !isOver; ) {
  if (!(await isKept(turn(entry(dev, next, next + 3))))) continue;
  next += 3;
  console.log(`kept ${next}`);
}
await over;
await store.close();

async function isKept(turn: Turn): Promise<boolean> {
  const outcome = await store.append(turn);
  if (outcome.is === 'done') return true;
  console.log(`${outcome.is === 'nothing' ? 'refused' : 'unknown'}: ${outcome.why}`);
  return outcome.is === 'unknown' && (await lastTurn()) >= outcome.turn;
}

/** Asked until the store can say it. */
async function lastTurn(): Promise<number> {
  for (;;) {
    const last = await store.lastTurn().catch(() => undefined);
    if (last !== undefined) return last;
  }
}

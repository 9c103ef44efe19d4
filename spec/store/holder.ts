/**
 * A process of its own that has a store open: `node holder.ts DIRECTORY [write]`. It says "open"; when it writes, it says
 * the end of each commit, and why one was refused, which it then tries again.
 */
import { setTimeout } from 'node:timers/promises';
import { SqliteLog } from '../../server/store/sqlite.ts';
import { dev, entry, turn } from './records.ts';

const [, , directory = '', ...words] = process.argv;
const warn = (fact: string) => console.error(fact);
const log = await SqliteLog.open({ directory, durability: 'relaxed', version: '0.0.0', warn });
let isOver = false;
process.once('SIGTERM', () => {
  isOver = true;
});
console.log('open');
const { end = 0 } = (await log.recall()).logs[0] ?? {};
for (let next = end; words.includes('write') && !isOver; ) {
  const outcome = await log.append(turn(entry(dev, next, next + 3)));
  if (outcome.is === 'done') {
    next += 3;
    console.log(`kept ${next}`);
  } else {
    console.log(`refused: ${outcome.why}`);
    await setTimeout(20);
  }
}
while (!isOver) await setTimeout(10);
await log.close();

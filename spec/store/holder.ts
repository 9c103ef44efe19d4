/** A process of its own that has a store open: `node holder.ts DIRECTORY`. It says "open", then the end of each commit. */
import { SqliteLog } from '../../server/store/sqlite.ts';
import { dev, entry, turn } from './records.ts';

const [, , directory = '', ...words] = process.argv;
const warn = (fact: string) => console.error(fact);
const log = await SqliteLog.open({ directory, durability: 'relaxed', version: '0.0.0', warn });
process.once('SIGTERM', () => log.close());
console.log('open');
for (let end = 0; words.includes('write'); end += 3) {
  await log.append(turn(entry(dev, end, end + 3)));
  console.log(`kept ${end + 3}`);
}

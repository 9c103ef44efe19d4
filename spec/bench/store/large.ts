/** A server on a large database: how soon it listens, and how long it takes to find things. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Durations, median } from '../measure.ts';
import { milliseconds, words } from '../table.ts';
import { generate, type Size } from './generated.ts';
import { type Answered, answerAll, history, ROOMS, search } from './questions.ts';
import { sayAndKill, startOn } from './starting.ts';

/** How often each question is asked, and how often a server is started. */
const TIMES = 100;
const STARTS = 5;

/** Milliseconds that something may take. */
const MAX_MS = { history: 5, search: 50, start: 1000 };

/** Makes a database with so many events in one room, and as many in 1,000 others, and asks it what is `wanted`. */
export async function measureLarge(
  directory: string,
  events: number,
  wanted: ReadonlySet<keyof typeof MAX_MS>,
): Promise<void> {
  const size: Size = { rooms: 1000, events };
  const began = performance.now();
  await generate(directory, size);
  const took = Math.round((performance.now() - began) / 1000);
  const count = (n: number): string => n.toLocaleString('en');
  console.log(
    `\nA room of ${count(events)} messages and 1,000 of ${count(events / 1000)} each, made in ${took} s.`,
  );
  if (wanted.has('start')) await measureStart(directory);
  const server = await startOn(directory);
  if (wanted.has('history')) {
    const { answered, ping } = await answerAll(server.port, history(size), TIMES, 1);
    print('/history of 100 events of it', MAX_MS.history, answered, ping);
  }
  if (wanted.has('search')) {
    for (const rooms of [2, ROOMS]) {
      const { answered, ping } = await answerAll(server.port, search(size), TIMES, rooms);
      const title = `/search by a member of it and of ${rooms - 1} of the others, the first page`;
      print(title, MAX_MS.search, answered, ping);
    }
  }
  await server.stop();
}

function print(title: string, target: number, answered: readonly Answered[], ping: number): void {
  heading(`${title}: time of the server (that of /ping is ${milliseconds(ping)})`, target);
  for (const { label, times, events } of answered) {
    printRow(label, times, target, `${events} events`);
  }
}

/** An empty store beside it, in turns: so much is Node and this machine. */
async function measureStart(directory: string): Promise<void> {
  const empty: number[] = [];
  const filled: number[] = [];
  const killed: number[] = [];
  for (let left = STARTS; left > 0; left -= 1) {
    const fresh = mkdtempSync(join(tmpdir(), 'parlance-bench-'));
    const first = await startOn(fresh);
    empty.push(first.milliseconds);
    await first.stop();
    rmSync(fresh, { recursive: true });
    const server = await startOn(directory);
    filled.push(server.milliseconds);
    await sayAndKill(server);
    const again = await startOn(directory);
    killed.push(again.milliseconds);
    await again.stop();
  }
  heading('from the command to the line "listening on …"', MAX_MS.start);
  printRow('on an empty store', empty, MAX_MS.start);
  printRow('on this one', filled, MAX_MS.start);
  printRow('on this one after kill -9', killed, MAX_MS.start);
}

const heading = (title: string, target: number): void =>
  console.log(`\n${title}\n${words('', ['p50', 'p99'], `target ${target} ms`)}`);

function printRow(label: string, times: readonly number[], target: number, note = ''): void {
  const durations = new Durations();
  for (const time of times) durations.add(time * 1000);
  const p99 = (durations.percentile(0.99) ?? Number.NaN) / 1000;
  const verdict = median(times) > target ? `${note} TOO SLOW` : note;
  console.log(words(label, [milliseconds(median(times)), milliseconds(p99)], verdict));
}

/** The load generator's process: gets one task from the benchmark, does it, tells what it found, and ends. */
import type { Outcome, Task } from './scenarios.ts';
import { work } from './work.ts';

process.once('disconnect', () => process.exit());

process.once('message', async (task: Task) => {
  const outcome = await work(task).catch(({ message }: Error): Outcome => failed(message));
  process.send?.(outcome, () => process.exit());
});

const failed = (problem: string): Outcome => ({
  figures: {},
  server: undefined,
  generator: Number.NaN,
  problems: [problem],
});

/** The load generator's process: gets one task from the benchmark, does it, tells what it found, and ends. */
import type { Outcome, Task } from './scenarios.ts';
import { work } from './work.ts';

process.once('disconnect', () => process.exit());

process.once('message', async (task: Task) => {
  const outcome: Outcome = await work(task);
  process.send?.(outcome, () => process.exit());
});

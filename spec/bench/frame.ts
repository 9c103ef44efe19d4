/** What a benchmark's command line begins and ends with. */
import { availableParallelism, loadavg } from 'node:os';
import { InvalidArgumentError } from 'commander';
import { hasClocks } from './measure.ts';

/** Reads an option that is a number. */
export function number(least: number, kind: 'number' | 'whole number'): (text: string) => number {
  return (text) => {
    const value = Number(text);
    const fits = value >= least && value <= 1000;
    if (fits && (kind === 'number' || Number.isInteger(value))) return value;
    throw new InvalidArgumentError(`It is a ${kind} from ${least} to 1000.`);
  };
}

/** Says how the table is to be read, and on what it was made. */
export function introduce(text: string): void {
  console.log(text);
  if (!hasClocks)
    console.log('There is no /proc here, so no CPU time: only rates, which say little.');
  const [load = 0] = loadavg();
  if (hasClocks)
    console.log(`Load before it: ${load.toFixed(1)} on ${availableParallelism()} cores.`);
  // So that the servers are ended, too.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
}

/** Says what went wrong; a run in which something did fails. */
export function conclude(problems: readonly string[]): void {
  for (const problem of problems) console.log(`NOT OK: ${problem}`);
  if (problems.length === 0) console.log('\nok: every delivery arrived once and in order.');
  process.exitCode = problems.length === 0 ? 0 : 1;
}

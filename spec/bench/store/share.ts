/** Which share of a server's CPU time per message is the log's: what it takes more than one that keeps it in memory. */
import type { Contestant } from '../contestants.ts';
import { median } from '../measure.ts';
import type { Outcome } from '../scenarios.ts';
import { percent } from '../table.ts';

/** Of a server that is busy in rooms of ten. */
const MOST = 1 / 3;

/** The first contestant is the one without. */
export function shareRow(
  [, ...withLog]: readonly Contestant[],
  [without = [], ...rounds]: readonly (readonly Outcome[])[],
): string {
  const costOf = (outcome: Outcome | undefined): number =>
    outcome?.figures.cpuPerMessage ?? Number.NaN;
  const shares = withLog.map(({ name }, place) => {
    const all = (rounds[place] ?? []).map((outcome, i) => 1 - costOf(without[i]) / costOf(outcome));
    const range = `${percent(Math.min(...all))} to ${percent(Math.max(...all))}`;
    return `${name} ${percent(median(all))} (${range})`;
  });
  return `  The log's share of the CPU time: ${shares.join(', ')}. Target, in busy rooms of ten: under ${percent(MOST)}.`;
}

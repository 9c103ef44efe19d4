/** `npm run bench`: measures this checkout beside a bare Node server, and another checkout if asked, and prints a table. */
import { availableParallelism, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { bare, type Contestant, compete, here, other } from './contestants.ts';
import { cpuOf, median } from './measure.ts';
import { timeParsing } from './parse.ts';
import { type Dialect, type Figure, type Outcome, type Scenario, scenarios } from './scenarios.ts';
import { heading, percent, row } from './table.ts';

interface Options {
  readonly scenario: readonly string[];
  readonly seconds: number;
  readonly rounds: number;
  readonly against?: Contestant;
}

const names = [...scenarios.map(({ name }) => name), 'parse'];
const hasClocks = cpuOf(process.pid) !== undefined;

const options = new Command('npm run bench --')
  .description('Measures Parlance beside a bare Node server, on the same work in the same run.')
  .addOption(
    new Option('--scenario <names...>', 'which to run').choices(names).default(names, 'all'),
  )
  .option('--seconds <n>', 'how long each measurement takes', number(0.1, 'number'), 1.5)
  .option('--rounds <n>', 'how often each is done, in turns', number(1, 'whole number'), 3)
  .option(
    '--against <dir>',
    'another checkout of this repository, built, to compare with',
    checkout,
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse()
  .opts<Options>();

function number(least: number, kind: 'number' | 'whole number'): (text: string) => number {
  return (text) => {
    const value = Number(text);
    const fits = value >= least && value <= 1000;
    if (fits && (kind === 'number' || Number.isInteger(value))) return value;
    throw new InvalidArgumentError(`It is a ${kind} from ${least} to 1000.`);
  };
}

function checkout(folder: string): Contestant {
  const contestant = other(resolve(folder));
  if (contestant) return contestant;
  throw new InvalidArgumentError(`There is no dist/server/parlance.js in it: run "npm ci" there.`);
}

const checkouts = [here, ...(options.against ? [options.against] : [])];
const problems: string[] = [];

const ratioName = (name: string): string => `× of ${name}`;

/** All rounds of one scenario, contestants in turns: A B, then B A, so that nobody always comes first. */
async function measure(scenario: Scenario, dialect: Dialect): Promise<void> {
  const contestants = [...checkouts, ...(scenario.bare ? [bare] : [])];
  const outcomes: Outcome[][] = contestants.map(() => []);
  const { name, about, dialects } = scenario;
  const title = dialects.length > 1 ? `${name}, ${dialect}` : name;
  for (let round = 1; round <= options.rounds; round += 1) {
    const turn = [...contestants.entries()];
    for (const [place, contestant] of round % 2 === 1 ? turn : turn.reverse()) {
      const outcome = await compete(contestant, { scenario, dialect, seconds: options.seconds });
      outcomes[place]?.push(outcome);
      for (const problem of outcome.problems) {
        problems.push(`${title}, round ${round}, ${contestant.name}: ${problem}`);
      }
    }
  }
  const columns = contestants.map((contestant) => contestant.name);
  console.log(heading(`${title}: ${about}`, columns, columns.slice(1).map(ratioName)));
  for (const figure of scenario.figures) {
    if (isShown(figure, outcomes.flat())) console.log(figureRow(figure, outcomes));
  }
  console.log(busyRow(outcomes[0] ?? []));
}

/** Those that could be had; the rate of deliveries only instead of what says more. */
function isShown({ name }: Figure, outcomes: readonly Outcome[]): boolean {
  if (name === 'deliveries' && hasClocks) return false;
  return outcomes.some(({ figures }) => figures[name] !== undefined);
}

function figureRow({ name, label, better, of }: Figure, outcomes: Outcome[][]): string {
  const [own = [], ...others] = outcomes;
  const over = (top: Outcome, bottom: Outcome | undefined, by = name): number =>
    (top.figures[name] ?? Number.NaN) / (bottom?.figures[by] ?? Number.NaN);
  const fine = (values: number[]): number[] => values.filter(Number.isFinite);
  const ratios = others.map((rounds) => fine(own.map((outcome, i) => over(outcome, rounds[i]))));
  const notes = better === 'less' ? ['less is better'] : [];
  if (of) {
    const itself = fine(own.map((outcome) => over(outcome, outcome, of)));
    notes.unshift(`${median(itself).toFixed(2)} × of ${of}`);
  }
  return row({
    label,
    columns: outcomes.map((rounds) =>
      fine(rounds.map(({ figures }) => figures[name] ?? Number.NaN)),
    ),
    ratios,
    note: notes.join(', '),
  });
}

/** Whoever takes a whole core is the bottleneck. */
function busyRow(outcomes: readonly Outcome[]): string {
  const server = median(outcomes.map((outcome) => outcome.server ?? Number.NaN));
  const generator = median(outcomes.map((outcome) => outcome.generator));
  const shares = hasClocks
    ? `${percent(server)} of a core, the`
    : 'an unknown share of a core, the';
  return `  The server took ${shares} generator ${percent(generator)}.`;
}

async function measureParsing(): Promise<void> {
  const columns = [...checkouts.map(({ name }) => name), 'JSON.parse'];
  const folders = checkouts.flatMap((contestant) => contestant.checkout ?? []);
  const parsed = await timeParsing(folders, options.rounds);
  const title = 'parse: lines a second of CPU time, beside JSON.parse of the same command';
  console.log(heading(title, columns, columns.slice(1).map(ratioName)));
  for (const { line, rounds } of parsed) {
    const of = (place: number): number[] => rounds.map((round) => round[place] ?? Number.NaN);
    const ratios = columns
      .slice(1)
      .map((_, i) =>
        rounds.map((round) => (round[0] ?? Number.NaN) / (round[i + 1] ?? Number.NaN)),
      );
    console.log(row({ label: line, columns: columns.map((_, place) => of(place)), ratios }));
  }
}

console.log(`Medians of ${options.rounds} rounds, each of ${options.seconds} s, in turns. A ratio is Parlance over what is named above it:
the median of the rounds and, in brackets, the range. spec/bench/README.md says how to read them.`);
if (!hasClocks)
  console.log('There is no /proc here, so no CPU time: only rates, which say little.');
const [load = 0] = loadavg();
if (hasClocks)
  console.log(`Load before it: ${load.toFixed(1)} on ${availableParallelism()} cores.`);

// So that the servers are ended, too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

for (const scenario of scenarios) {
  if (!options.scenario.includes(scenario.name)) continue;
  for (const dialect of scenario.dialects) await measure(scenario, dialect);
}
if (options.scenario.includes('parse')) await measureParsing();

for (const problem of problems) console.log(`NOT OK: ${problem}`);
if (problems.length === 0) console.log('\nok: every delivery arrived once and in order.');
process.exitCode = problems.length === 0 ? 0 : 1;

/** `npm run bench`: measures this checkout beside a bare Node server, and another checkout if asked, and prints a table. */
import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { compare, type Ratio } from './compare.ts';
import { bare, type Contestant, here, other } from './contestants.ts';
import { conclude, introduce, number } from './frame.ts';
import { timeParsing } from './parse.ts';
import { type Dialect, type Scenario, scenarios } from './scenarios.ts';
import { heading, row } from './table.ts';

interface Options {
  readonly scenario: readonly string[];
  readonly seconds: number;
  readonly rounds: number;
  readonly against?: Contestant;
}

const names = [...scenarios.map(({ name }) => name), 'parse'];

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

function checkout(folder: string): Contestant {
  const contestant = other(resolve(folder));
  if (contestant) return contestant;
  throw new InvalidArgumentError(`There is no dist/server/parlance.js in it: run "npm ci" there.`);
}

const checkouts = [here, ...(options.against ? [options.against] : [])];
const problems: string[] = [];

/** Parlance over each of the others. */
const ratiosOver = (others: readonly string[]): Ratio[] =>
  others.map((name, i) => ({ name: `× of ${name}`, top: 0, bottom: i + 1 }));

async function measure(scenario: Scenario, dialect: Dialect): Promise<void> {
  const contestants = [...checkouts, ...(scenario.bare ? [bare] : [])];
  const ratios = ratiosOver(contestants.slice(1).map(({ name }) => name));
  const { seconds, rounds } = options;
  const compared = await compare({ scenario, dialect, contestants, ratios, seconds, rounds });
  problems.push(...compared.problems);
}

async function measureParsing(): Promise<void> {
  const columns = [...checkouts.map(({ name }) => name), 'JSON.parse'];
  const folders = checkouts.flatMap((contestant) => contestant.checkout ?? []);
  const parsed = await timeParsing(folders, options.rounds);
  const title = 'parse: lines a second of CPU time, beside JSON.parse of the same command';
  const names = ratiosOver(columns.slice(1)).map(({ name }) => name);
  console.log(heading(title, columns, names));
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

introduce(`Medians of ${options.rounds} rounds, each of ${options.seconds} s, in turns. A ratio is Parlance over what is named above it:
the median of the rounds and, in brackets, the range. spec/bench/README.md says how to read them.`);

for (const scenario of scenarios) {
  if (!options.scenario.includes(scenario.name)) continue;
  for (const dialect of scenario.dialects) await measure(scenario, dialect);
}
if (options.scenario.includes('parse')) await measureParsing();

conclude(problems);

/** `npm run bench:store`: what it costs to keep everything for good, with targets beside what was measured. */
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { compare } from '../compare.ts';
import { type Contestant, here } from '../contestants.ts';
import { conclude, introduce, number } from '../frame.ts';
import { measureLarge } from './large.ts';
import { behind, costs } from './scenarios.ts';
import { shareRow } from './share.ts';

interface Options {
  readonly scenario: readonly string[];
  readonly seconds: number;
  readonly rounds: number;
  readonly events: number;
}

const ofCosts = costs.map(({ name }) => name);
const large = ['history', 'search', 'start'] as const;
const names = [...ofCosts, behind.name, ...large];

const options = new Command('npm run bench:store --')
  .description('Measures what the log on disk costs, and how fast a large one answers.')
  .addOption(
    new Option('--scenario <names...>', 'which to run').choices(names).default(names, 'all'),
  )
  .option('--seconds <n>', 'how long each measurement takes', number(0.1, 'number'), 3)
  .option('--rounds <n>', 'how often each is done, in turns', number(1, 'whole number'), 3)
  .option(
    '--events <n>',
    'thousands of events in the big room, and as many in 1,000 small ones',
    number(10, 'whole number'),
    1000,
  )
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse()
  .opts<Options>();

const { seconds, rounds } = options;
const isWanted = (name: string): boolean => options.scenario.includes(name);

const memory: Contestant = { ...here, name: 'memory' };
const relaxed: Contestant = { ...here, name: 'relaxed', durability: 'relaxed' };
const full: Contestant = { ...here, name: 'full', durability: 'full' };
const problems: string[] = [];

/** What `statfs` calls a file system in memory. */
const TMPFS = 0x01021994;

introduce(`Medians of ${rounds} rounds, each of ${seconds} s, in turns. A ratio is that of the durability over memory in the same round:
the median of the rounds and, in brackets, the range. spec/bench/README.md says how to read them.`);
if (statfsSync(tmpdir()).type === TMPFS)
  console.log(
    `${tmpdir()} is in memory, so "full" costs nothing: set TMPDIR to a folder on a disk.`,
  );

const ratios = [
  { name: 'relaxed × of memory', top: 1, bottom: 0 },
  { name: 'full × of memory', top: 2, bottom: 0 },
];
for (const scenario of costs.filter(({ name }) => isWanted(name))) {
  const contestants = [memory, relaxed, full];
  const compared = await compare({
    ...{ scenario, dialect: 'plain', contestants, ratios },
    ...{ seconds, rounds },
  });
  console.log(shareRow(contestants, compared.outcomes));
  problems.push(...compared.problems);
}
if (isWanted(behind.name)) {
  const compared = await compare({
    ...{ scenario: behind, dialect: 'plain', contestants: [full], ratios: [] },
    ...{ seconds, rounds },
  });
  problems.push(...compared.problems);
}
const wanted = large.filter(isWanted);
if (wanted.length > 0) {
  const directory = mkdtempSync(join(tmpdir(), 'parlance-bench-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  await measureLarge(directory, options.events * 1000, new Set(wanted));
}

if (wanted.length < options.scenario.length) conclude(problems);

/** Parses per second of CPU time, beside what V8 needs to read the same command as JSON. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Language } from '../../grammar/language.ts';
import { ownCpu } from './measure.ts';

/** What people and programs type, and what they mistype. */
const lines = [
  'is the water hot?',
  '/msg #dev the build is green again',
  '/join #dev',
  '/join@t1 #dev=120,#tea quiet',
  '/history@h #dev before=41 limit=50',
  '/jion #dev',
];

/** Milliseconds for each line, contestant and round. */
const SPELL_MS = 150;
/** Lines between two looks at the clock. */
const BATCH_LINES = 500;

type Parse = (line: string) => unknown;

interface Parsed {
  readonly line: string;
  /** Per round: of each checkout, then of JSON.parse. */
  readonly rounds: readonly (readonly number[])[];
}

/** Each line in turn, in each checkout, as often as there are rounds. */
export async function timeParsing(
  checkouts: readonly string[],
  rounds: number,
): Promise<readonly Parsed[]> {
  const parsers = await Promise.all(checkouts.map(parserOf));
  return lines.map((line) => {
    const json = JSON.stringify(parsers[0]?.(line));
    const works = [
      ...parsers.map((parser) => () => parser(line)),
      () => JSON.parse(json) as unknown,
    ];
    // The first round warms up.
    const all = Array.from({ length: rounds + 1 }, () => works.map(timesPerSecond));
    return { line, rounds: all.slice(1) };
  });
}

/** A revision that is compared may be of the time when reading was a function and not a language's. */
async function parserOf(checkout: string): Promise<Parse> {
  const source = (name: string): string => join(checkout, 'grammar', name);
  const load = (name: string): Promise<unknown> => import(pathToFileURL(source(name)).href);
  if (!existsSync(source('language.ts')))
    return ((await load('parse.ts')) as { parse: Parse }).parse;
  const language = new ((await load('language.ts')) as { Language: typeof Language }).Language();
  return (line) => language.read(line);
}

function timesPerSecond(work: () => unknown): number {
  const end = performance.now() + SPELL_MS;
  const start = ownCpu();
  let times = 0;
  // Kept, so that nobody finds out that it is not needed.
  let last: unknown;
  while (performance.now() < end || last === undefined) {
    for (let i = 0; i < BATCH_LINES; i += 1) last = work();
    times += BATCH_LINES;
  }
  return times / (ownCpu() - start);
}

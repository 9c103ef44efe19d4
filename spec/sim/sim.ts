/**
 * Simulated lives by hand:
 *
 *     npm run sim -- --minutes 5            plays new seeds, and shrinks the first that fails
 *     npm run sim -- --seed 7               plays one again, and shrinks it when it fails
 *     npm run sim -- --play steps.jsonl     plays decisions from a file, one as JSON on each line, or what
 *                                           `parlance serve --record FILE` has recorded
 *
 * `--kills` says how often the server dies in a life, `--whole` leaves a life that fails as long as it is.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Problem } from '../history/checks/deeds.ts';
import { type Decision, decisionsIn } from './decisions.ts';
import { type Life, playAgain, playSeed, sameProblem, stories } from './play.ts';
import { isRecording, type Playback, playRecording } from './recorded.ts';
import { shrink } from './shrink.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1' },
    seed: { type: 'string' },
    kills: { type: 'string', default: '50' },
    play: { type: 'string' },
    whole: { type: 'boolean', default: false },
  },
});

async function main(): Promise<boolean> {
  const kills = number('kills');
  if (values.play !== undefined) {
    const text = readFileSync(values.play, 'utf8');
    if (isRecording(text)) return repeats(await playRecording(text));
    return passes(await playAgain(decisionsIn(text)), 'play');
  }
  if (values.seed !== undefined) return passes(await playSeed(number('seed'), kills), 'seed');
  const end = Date.now() + number('minutes') * 60_000;
  const first = Math.floor(Math.random() * 2 ** 31);
  let lives = 0;
  for (; Date.now() < end; lives += 1) {
    const life = await playSeed(first + lives, kills);
    if (life.problems.length > 0) return passes(life, `--seed ${first + lives}`);
  }
  console.log(`${lives} lives with ${kills} kills each, from seed ${first} on: nothing is wrong`);
  return true;
}

function number(name: 'kills' | 'seed' | 'minutes'): number {
  const value = Number(values[name]);
  if (Number.isFinite(value) && value >= 0) return value;
  console.error(`--${name} is a number, not "${values[name]}".`);
  process.exit(2);
}

/** What a server decided once is decided again, and nothing is wrong with it. */
function repeats({ problems, starts, inputs }: Playback): boolean {
  console.log(`${starts} starts, ${inputs} inputs, ${problems.length} problems`);
  for (const problem of problems) console.log(problem);
  return problems.length === 0;
}

async function passes(life: Life, what: string): Promise<boolean> {
  const [problem] = life.problems;
  const { decisions, kills } = life;
  console.log(
    `${what}: ${decisions.length} steps, ${kills} kills, ${life.problems.length} problems`,
  );
  if (problem === undefined) return true;
  const steps = values.whole ? decisions : await shortest(decisions, problem);
  const short = await playAgain(steps);
  console.log(stories(short, 3).join('\n\n'));
  if (!values.whole) for (const step of steps) console.log(JSON.stringify(step));
  return false;
}

/** Of the same people as few steps as have the same problem. */
async function shortest(decisions: readonly Decision[], problem: Problem): Promise<Decision[]> {
  const people = decisions.filter((each) => each.do === 'settle');
  const steps = decisions.filter((each) => each.do !== 'settle');
  const fails = async (some: readonly Decision[]): Promise<boolean> =>
    sameProblem(await playAgain([...people, ...some]), problem);
  return [...people, ...(await shrink(steps, fails))];
}

process.exitCode = (await main()) ? 0 : 1;

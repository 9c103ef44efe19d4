/** What people say, and the texts of one line: topics, reasons, what to look for. Each goes on to the end of the line. */
import * as v from 'valibot';
import { type Fault, fault } from '../faults.ts';
import { characterAt } from '../reading/quote.ts';
import type { Terminal } from '../reading/rule.ts';
import { terminal } from '../reading/rule.ts';
import { limits, lineProblem, type TextProblem, textProblem } from '../text.ts';
import { type ArgumentType, argumentType } from './argument.ts';
import { toEnd } from './ends.ts';
import { misplacesSlash } from './talk.ts';

/** What people say: JSON clients may send several lines. */
export const text = argumentType<string>({
  schema: v.pipe(v.string(), v.description('what to say')),
  meaning: `what to say: 1 to ${limits.text} bytes, several lines if it likes`,
  usage: 'TEXT',
  signs: [
    terminal({
      name: 'text',
      word: 'text',
      say: 'a text',
      sample: 'two words',
      rest: 'always',
      match: toEnd,
    }),
  ],
  faults: ['empty_text', 'too_long'],
  check(given) {
    if (given === '') return fault('empty_text', { what: 'The text', optional: false });
    return unfit('The text', textProblem(given, limits.text), given, {});
  },
});

/** A line without a slash, which is said; `//like this` says `/like this`. */
export const talk: ArgumentType<string> = {
  ...text,
  signs: [
    terminal({
      name: 'talk',
      word: 'text',
      say: 'a text',
      sample: 'hello, world',
      match: (line) =>
        line === '' || misplacesSlash(line) || /^\/(?!\/)/.test(line) ? -1 : line.length,
    }),
  ],
  read: (typed) => (typed.startsWith('//') ? typed.slice(1) : typed),
};

/** One line of text. */
const Line = v.pipe(v.string(), v.description('one line of text'));

const lineOf = (bytes: number): string => `one line of 1 to ${bytes} bytes`;

/** A text of one line that may be left out, and is called `name` where it is expected and `what` in a fault. */
interface LineType extends Pick<Terminal, 'name' | 'say' | 'sample'> {
  readonly usage: string;
  readonly what: string;
}

const line = ({ name, say, sample, usage, what }: LineType): ArgumentType<string> =>
  argumentType<string>({
    schema: Line,
    meaning: lineOf(limits.reason),
    usage,
    signs: [terminal({ name, word: name, say, sample, rest: 'unless blank', match: toEnd })],
    faults: ['empty_text', 'too_long'],
    check: (given) => checkLine(what, given),
  });

/** The argument type REASON: one line of at most 512 bytes. */
export const reason = line({
  name: 'reason',
  say: 'a reason',
  sample: 'so long',
  usage: 'REASON',
  what: 'The reason',
});

/** Like a reason; a fault calls it the away message. */
export const awayMessage: ArgumentType<string> = {
  ...reason,
  usage: 'TEXT',
  check: (given) => checkLine('The away message', given),
};

/** The argument type MATCHING: a part of a name or topic, in one line of at most 512 bytes. */
export const matching = line({
  name: 'matching',
  say: 'a part of a name or topic',
  sample: 'dev',
  usage: 'MATCHING',
  what: 'What to look for',
});

/** A lone dash clears the topic. */
export const topic: ArgumentType<string> = {
  ...line({
    name: 'topic',
    say: 'a topic',
    sample: 'all about tea',
    usage: 'TEXT',
    what: 'The topic',
  }),
  meaning: `one line of at most ${limits.topic} bytes; an empty one clears the topic`,
  read: (typed) => (typed === '-' ? '' : typed),
  print: (given) => (given === '-' ? undefined : given === '' ? '-' : given),
  // The empty topic clears; one of blanks alone would only look like it.
  check: (given) =>
    given === '' ? undefined : checkLine('The topic', given, { limit: limits.topic }),
};

/** A line that has to say something. */
export function checkLine(
  what: string,
  given: string,
  { limit = limits.reason as number, optional = true } = {},
): Fault | undefined {
  if (given.trim() === '') return fault('empty_text', { what, optional });
  return unfit(what, lineProblem(given, limit), given, { whole: true });
}

/** Only what is said can be said in pieces. */
function unfit(
  what: string,
  problem: TextProblem | undefined,
  given: string,
  advice: { whole?: true },
): Fault | undefined {
  if (problem === undefined) return undefined;
  if (problem.kind === 'too_long')
    return fault('too_long', { what, limit: problem.limit, ...advice });
  return fault('bad_character', { character: characterAt(given, problem.index) });
}

/** Explains why the grammar does not take a typed line: where it is wrong, and what could stand there. */
import { skipBlanks } from '../arguments/ends.ts';
import { misplacesSlash } from '../arguments/talk.ts';
import type { Definition } from '../commands/command.ts';
import { type Fault, fault } from '../faults.ts';
import type { Chart } from './chart.ts';
import { wordsBeforeSecret } from './concealed.ts';
import { hint } from './hints.ts';
import { type ChartState, commandWord, sign } from './lexer.ts';
import { meantBy } from './meant.ts';
import { characterAt, column, orList, shown } from './quote.ts';
import type { Sign } from './rule.ts';

/** A `syntax` fault at an index of the line. */
function wrongAt(line: string, index: number, expected: string[], message: string): Fault {
  return { ...fault('syntax', { message }), col: column(line, index), expected, line };
}

/** Why the line that the chart has read last is no command. */
export function explain(chart: Chart, line: string): Fault {
  const { lexer } = chart;
  if (line === '')
    return wrongAt(line, 0, ['command', 'text'], 'The line is empty. Type /help for the commands.');
  if (lexer.last === undefined) return explainStart(chart, line);
  const index = lexer.stuck < 0 ? line.length : lexer.stuck;
  const expected = expectedHere(chart, index);
  return wrongAt(
    line,
    index,
    expected,
    tooMany(chart, line, index) ?? sentence(chart, line, index, expected),
  );
}

/** What is said to whoever types once more, at `index`, what may stand only so many times. */
function tooMany(chart: Chart, line: string, index: number): string | undefined {
  for (const state of chart.waiting()) {
    const found = sign(state);
    const said = chart.lexer.beyond(found);
    if (said !== undefined && line.startsWith(found.literal ?? '', index)) return said;
  }
  return undefined;
}

/** A line whose first word is no command's name: its fault is at the slash, where another name could stand. */
function explainStart(chart: Chart, line: string): Fault {
  if (misplacesSlash(line))
    return wrongAt(
      line,
      0,
      ['command', 'text'],
      line.startsWith('\uff0f')
        ? 'The line begins with a slash of full width. Begin it with /, or say it with /say.'
        : 'There is a blank before the slash. Begin the line with the slash, or say it with /say.',
    );
  const name = commandWord(line).slice(1);
  const glued = gluedTo(chart, name);
  if (glued) return explainGlued(chart, line, glued);
  if (name === '')
    return wrongAt(
      line,
      1,
      ['command'],
      'Expected a command such as /join. Type /help for the list.',
    );
  const near = meantBy(name, chart.names);
  const unknown = fault('unknown_command', { name: shown(name), near });
  return { ...unknown, col: 0, expected: ['command'], line };
}

/** The command in front of a `#` or of a blank that is not a plain one. */
function gluedTo({ spellings }: Chart, name: string): string | undefined {
  const known = /^([a-z]+)[#\p{White_Space}\p{Default_Ignorable_Code_Point}]/iu.exec(name)?.[1];
  return known && spellings.has(`/${known.toLowerCase()}`) ? known : undefined;
}

function explainGlued(chart: Chart, line: string, name: string): Fault {
  const at = name.length + 1;
  const expected = expectedAfter(chart, `/${name} `);
  const message =
    line[at] === '#'
      ? `A blank is missing after /${name}.`
      : `The blank after /${name} is ${characterAt(line, at)}. Type a plain one.`;
  return wrongAt(line, at, expected, message);
}

/** A fault at the first argument of a command, which was read as something that it can't have been meant as. */
export function explainMisread(
  chart: Chart,
  line: string,
  { name }: Definition,
  message: string,
): Fault {
  const start = skipBlanks(line, /^[^ \t]*/.exec(line)?.[0].length ?? 0);
  return wrongAt(line, start, expectedAfter(chart, `/${name} `), message);
}

function expectedAfter(chart: Chart, start: string): string[] {
  chart.read(start);
  return expectedHere(chart, start.length);
}

/** The words for what could stand at the place where reading stopped, in the order of the terminals. */
function expectedHere(chart: Chart, index: number): string[] {
  const { lexer } = chart;
  const signs = open(chart, index > lexer.at).map(sign);
  const words = new Set(inOrder(chart, signs, (each) => each).map(wordOf));
  return chart.canEnd ? [...words, 'end'] : [...words];
}

/** Sorted as the closed list of words is: terminals by preference, then the words that are written as they stand. */
export function inOrder<T>({ words }: Chart, all: readonly T[], signOf: (each: T) => Sign): T[] {
  const order = [...words.keys()];
  const place = (each: T): number => {
    const found = signOf(each);
    return found.literal === undefined || found.joins ? order.indexOf(wordOf(found)) : order.length;
  };
  return [...all].sort((one, other) => place(one) - place(other));
}

/** What is waited for and may stand here; without a blank what joins, or else what only lacks the blank. */
function open(chart: Chart, gap: boolean): ChartState[] {
  const { lexer } = chart;
  const states = chart.waiting();
  const spaced = states.filter((state) => lexer.isOpen(state, true));
  if (gap || lexer.tight) return spaced;
  const joined = states.filter((state) => lexer.isOpen(state, false));
  if (lexer.stuck < 0) return spaced.length > 0 ? spaced : joined;
  return [...joined, ...spaced];
}

/** The word of the closed list for what is waited for. */
export function wordOf(what: Sign): string {
  if (what.literal !== undefined) return what.literal.startsWith('/') ? 'command' : what.literal;
  return what.terminal.word;
}

function sentence(chart: Chart, line: string, index: number, expected: string[]): string {
  const { lexer } = chart;
  const barred = whyBarred(chart, line, index);
  if (barred) return `${barred}. ${expectation(chart, expected)}.`;
  const [only, ...others] = chart.waiting().map(sign);
  if (index < line.length && others.length === 0 && only?.terminal?.problem) {
    const wrong = only.terminal.problem(line.slice(index));
    if (wrong) return wrong;
  }
  const where = `${lexer.tight ? 'right ' : ''}after ${lastShown(chart)}`;
  return `${expectation(chart, expected)} ${where}.${hint(chart, line, index, expected)}`;
}

/** An option stands here that may not come again, or not beside another. */
function whyBarred(chart: Chart, line: string, index: number): string | undefined {
  for (const state of chart.waiting()) {
    const found = sign(state);
    const bar = chart.lexer.bar(found);
    const { literal: option = '' } = found;
    if (bar === undefined || line.slice(index, index + option.length).toLowerCase() !== option)
      continue;
    return bar === option
      ? `${option} is there already`
      : `${option} and ${bar} exclude each other`;
  }
  return undefined;
}

/** About words that are expected where reading stopped. */
function expectation(chart: Chart, words: string[]): string {
  return `Expected ${orList(words.map((word) => called(chart, word)))}`;
}

function called(chart: Chart, word: string): string {
  const found = chart
    .waiting()
    .map(sign)
    .find((each) => wordOf(each) === word);
  return found ? found.say : (chart.words.get(word) ?? word);
}

/** The token before the mistake; where a password belongs, it may stand in any place. */
function lastShown(chart: Chart): string {
  const { last, line } = chart.lexer;
  if (last === undefined) return 'the start';
  if (last.text === ',') return 'the comma';
  const command = chart.commandOf(line);
  const isSecret = command !== undefined && wordsBeforeSecret(command) !== undefined;
  const { shownAs, word } = last.sign?.terminal ?? {};
  return shownAs ?? (isSecret && word !== undefined ? `the ${word}` : shown(last.text));
}

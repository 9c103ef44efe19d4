/** What is told about a typed line that the grammar does not take: where it is wrong and what could stand there. */
import { type Command, LIST_LIMIT } from './ast.ts';
import { meantBy } from './brought.ts';
import { canEnd, read, spellings, waiting } from './chart.ts';
import { misplacesSlash } from './ends.ts';
import { type Fault, fault } from './faults.ts';
import { hint, numberMeant, timeMeant } from './hints.ts';
import { calledBy, commandWord, lexer, type Sign, sign, type Waiting } from './lexer.ts';
import { characterAt, column, orList, shown } from './quote.ts';
import { expectedWords, terminals } from './terminals.ts';

/** A `syntax` fault at an index of the line. */
function wrongAt(line: string, index: number, expected: string[], message: string): Fault {
  return { ...fault('syntax', { message }), col: column(line, index), expected, line };
}

/** Why the line read last is no command. */
export function explain(line: string): Fault {
  if (line === '')
    return wrongAt(line, 0, ['command', 'text'], 'The line is empty. Type /help for the commands.');
  if (lexer.last === undefined) return explainStart(line);
  const index = lexer.stuck < 0 ? line.length : lexer.stuck;
  const expected = expectedHere(index);
  return wrongAt(
    line,
    index,
    expected,
    lexer.isFull && line[index] === ',' ? full(line) : sentence(line, index, expected),
  );
}

/** A session is resumed once, and its private logs need not be named. */
const full = (line: string): string =>
  `One line can list at most ${LIST_LIMIT}. ${
    commandWord(line).toLowerCase() === '/resume'
      ? 'Leave private logs out.'
      : 'Send the others in a second line.'
  }`;

/** A line whose first word is no command's name: its fault is at the slash, where another name could stand. */
function explainStart(line: string): Fault {
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
  const glued = gluedTo(name);
  if (glued) return explainGlued(line, glued);
  if (name === '')
    return wrongAt(
      line,
      1,
      ['command'],
      'Expected a command such as /join. Type /help for the list.',
    );
  const near = meantBy(name, new Set(spellings.values()));
  const unknown = fault('unknown_command', { name: shown(name), near });
  return { ...unknown, col: 0, expected: ['command'], line };
}

/** The command in front of a `#` or of a blank that is not a plain one. */
function gluedTo(name: string): string | undefined {
  const known = /^([a-z]+)[#\p{White_Space}\p{Default_Ignorable_Code_Point}]/iu.exec(name)?.[1];
  return known && spellings.has(`/${known.toLowerCase()}`) ? known : undefined;
}

function explainGlued(line: string, name: string): Fault {
  const at = name.length + 1;
  const sign = line[at] === '#';
  const expected = expectedAfter(`/${name} `);
  const message = sign
    ? `A blank is missing after /${name}.`
    : `The blank after /${name} is ${characterAt(line, at)}. Type a plain one.`;
  return wrongAt(line, at, expected, message);
}

/** `/history 10` and `/history 2h`: a number or a time is read as a nick, which it can't be. */
export function explainNumber(line: string, command: Command): Fault | undefined {
  if (command.cmd !== 'history' || command.target === undefined || command.limit !== undefined)
    return undefined;
  const start = /^[^ \t]*[ \t]+(?=[0-9])/.exec(line)?.[0];
  if (start === undefined) return undefined;
  const number = numberMeant(command.target);
  const meant = number ?? timeMeant(command.target);
  if (!meant) return undefined;
  const what = number ? 'A number' : 'A time';
  const message = `${what} alone is no room and no nick. Did you mean ${meant}?`;
  return wrongAt(line, start.length, expectedAfter('/history '), message);
}

function expectedAfter(start: string): string[] {
  read(start);
  return expectedHere(start.length);
}

/** The words for what could stand at the place where reading stopped, in the order of the terminals. */
function expectedHere(index: number): string[] {
  const words = new Set(open(waiting(), index > lexer.at).map((state) => wordOf(sign(state))));
  const all = Object.keys(expectedWords).filter((word) => words.has(word));
  return canEnd() ? [...all, 'end'] : all;
}

/** What is waited for and may stand here; without a blank what joins, or else what only lacks the blank. */
function open(states: readonly Waiting[], gap: boolean): Waiting[] {
  const spaced = states.filter((state) => lexer.isOpen(state, true));
  if (gap || lexer.tight) return spaced;
  const joined = states.filter((state) => lexer.isOpen(state, false));
  if (lexer.stuck < 0) return spaced.length > 0 ? spaced : joined;
  return [...joined, ...spaced];
}

/** The word of the closed list for what is waited for. */
export function wordOf(what: Sign): string {
  if (what.literal !== undefined) return what.literal.startsWith('/') ? 'command' : what.literal;
  return terminals[what.type].word;
}

function sentence(line: string, index: number, expected: string[]): string {
  const barred = whyBarred(line, index);
  if (barred) return `${barred}. ${expectation(expected)}.`;
  if (expected.join() === 'tag' && index < line.length) {
    const wrong = tagProblem(line.slice(index, index + TAG_LENGTH + 1));
    if (wrong) return wrong;
  }
  const where = `${lexer.tight ? 'right ' : ''}after ${lastShown()}`;
  return `${expectation(expected)} ${where}.${hint(line, index, expected)}`;
}

/** An option stands here that may not come again, or not beside another. */
function whyBarred(line: string, index: number): string | undefined {
  for (const state of waiting()) {
    const { literal: option = '' } = sign(state);
    const bar = lexer.bar(state);
    if (bar === undefined || line.slice(index, index + option.length).toLowerCase() !== option)
      continue;
    return bar === option
      ? `${option} is there already`
      : `${option} and ${bar} exclude each other`;
  }
  return undefined;
}

/** What is wrong with something that was meant to be a tag, where that can be told. */
function tagProblem(line: string): string | undefined {
  const given = /^[A-Za-z0-9_.-]+(@?)/.exec(line.split(/[ \t]/, 1)[0] ?? '');
  if (given?.[1]) return 'A command has only one tag.';
  return given && given[0].length > TAG_LENGTH
    ? `The tag is too long: it has at most ${TAG_LENGTH} characters.`
    : undefined;
}

const TAG_LENGTH = 32;

/** About words that are expected where reading stopped. */
function expectation(words: string[]): string {
  return `Expected ${orList(words.map(called))}`;
}

function called(word: string): string {
  const state = waiting().find((state) => wordOf(sign(state)) === word);
  return state ? calledBy(state) : (expectedWords[word] ?? word);
}

/** The token before the mistake. A session's token is a secret and stays out of sentences. */
function lastShown(): string {
  const last = lexer.last;
  if (last === undefined) return 'the start';
  if (last.text === ',') return 'the comma';
  if (last.type === 'tag') return 'the tag';
  return last.type === 'token' ? 'the session token' : shown(last.text);
}

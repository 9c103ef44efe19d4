/** What is told about a typed line that the grammar does not take: where it is wrong and what could stand there. */
import { LIST_LIMIT } from './ast.ts';
import { canEnd, spellings, waiting } from './chart.ts';
import { type Fault, fault } from './faults.ts';
import { commandWord, lexer, type Sign, sign, type Waiting } from './lexer.ts';
import { nearest } from './nearest.ts';
import { column, orList, shown } from './quote.ts';
import { expectedWords, literals, skipBlanks, terminals } from './terminals.ts';

/** A `syntax` fault at an index of the line. */
export function wrongAt(line: string, index: number, expected: string[], message: string): Fault {
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
    lexer.isFull && line[index] === ',' ? full : sentence(line, index, expected),
  );
}

const full = `One line can list at most ${LIST_LIMIT}. Send the others in a second line.`;

/** A line whose first word is no command's name: its fault is at the slash, where another name could stand. */
function explainStart(line: string): Fault {
  const start = skipBlanks(line, 0);
  if (start > 0)
    return wrongAt(
      line,
      0,
      ['command', 'text'],
      'There is a blank before the slash. Begin the line with the slash, or say it with /say.',
    );
  const name = commandWord(line).slice(1);
  if (name === '')
    return wrongAt(
      line,
      1,
      ['command'],
      'Expected a command such as /join. Type /help for the list.',
    );
  const near = nearest(`/${name}`, spellings.keys()).map((spelling) => spelling.slice(1));
  const unknown = fault('unknown_command', { name: shown(name), near });
  return { ...unknown, col: 0, expected: ['command'], line };
}

/** The words for what could stand at the place where reading stopped, in the order of the terminals. */
function expectedHere(index: number): string[] {
  const words = new Set(open(waiting(), index > lexer.at).map(wordOf));
  const all = Object.keys(expectedWords).filter((word) => words.has(word));
  return canEnd() ? [...all, 'end'] : all;
}

/** What is waited for and may stand here; without a blank what joins, or else what only lacks the blank. */
function open(states: readonly Waiting[], gap: boolean): Sign[] {
  const signs = states.map(sign);
  const spaced = signs.filter((what) => lexer.isOpen(what, true));
  if (gap || lexer.tight) return spaced;
  const joined = signs.filter((what) => lexer.isOpen(what, false));
  if (lexer.stuck < 0) return spaced.length > 0 ? spaced : joined;
  return [...joined, ...spaced];
}

/** The word of the closed list for what is waited for. */
export function wordOf(what: Sign): string {
  if (what.literal !== undefined) return what.literal.startsWith('/') ? 'command' : what.literal;
  return terminals[what.type].word;
}

function sentence(line: string, index: number, expected: string[]): string {
  const barred = Object.keys(literals).find(
    (option) => line.startsWith(option, index) && lexer.isBarred(option),
  );
  if (barred) return `${whyBarred(barred)}. ${expectation(expected)}.`;
  const where = `${lexer.tight ? 'right ' : ''}after ${lastShown()}`;
  return `${expectation(expected)} ${where}.${didYouMean(line, index, expected)}`;
}

function whyBarred(option: string): string {
  if (lexer.given.includes(option)) return `${option} is there already`;
  const rival = lexer.given.find((other) => literals[other]?.option?.includes(option));
  return `${option} and ${rival} exclude each other`;
}

/** A mistyped option or word: `befor=5` is most like `before=`. */
function didYouMean(line: string, index: number, expected: string[]): string {
  const mistyped = /^[a-z]+=?/i.exec(line.slice(index, index + SLIP))?.[0] ?? '';
  if (mistyped === '') return '';
  const near = nearest(
    mistyped,
    expected.filter((word) => Object.hasOwn(literals, word)),
  );
  return near.length > 0 && !near.includes(mistyped) ? ` Did you mean ${orList(near)}?` : '';
}

/** No option is longer. */
const SLIP = 16;

function expectation(words: string[]): string {
  return `Expected ${orList(words.map((word) => expectedWords[word] ?? word))}`;
}

/** The token before the mistake. A session's token is a secret and stays out of sentences. */
function lastShown(): string {
  const last = lexer.last;
  if (last === undefined) return 'the start';
  if (last.text === ',') return 'the comma';
  if (last.type === 'tag') return 'the tag';
  return last.type === 'token' ? 'the session token' : shown(last.text);
}

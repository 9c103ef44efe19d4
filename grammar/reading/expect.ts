/** Tells what may stand at a caret in a line: for completion, and for hints while somebody types. */
import { misplacesSlash } from '../arguments/talk.ts';
import { talk } from '../arguments/text.ts';
import type { CommandName } from '../ast.ts';
import type { Definition } from '../commands/command.ts';
import type { Chart } from './chart.ts';
import { inOrder, wordOf } from './explain.ts';
import { type ChartState, commandWord, sign } from './lexer.ts';
import type { Sign } from './rule.ts';

/** One thing that may be typed. */
export interface Expected {
  /** A word of the closed list, as in a fault's `expected`. */
  word: string;
  /** How a person would describe it. */
  say: string;
  /** What to type, where only this will do. */
  literal?: string;
  /** It is typed at the caret, behind the word there, which it does not replace: the comma of a list. */
  joins?: true;
  /** It is a text that goes on to the end of the line. */
  rest?: true;
  /** The word for it in the command's usage. */
  argument?: string;
}

/** What may stand at a caret. */
export interface Expectation {
  /** Where the half-typed word begins (UTF-16, like the caret): a completion replaces `line.slice(from, caret)`. */
  from: number;
  tokens: Expected[];
  /** The command that is being typed, once its name is whole. */
  command?: CommandName;
  /** The word in the command's usage for what is being typed. */
  argument?: string;
}

/** What may stand at `caret`; what comes after the caret is not looked at. Costs one parse of what comes before. */
export function expectAt(chart: Chart, line: string, caret: number): Expectation {
  const head = line.slice(0, caret);
  const name = commandWord(head);
  if (head === '') return { from: 0, tokens: [plain(chart, 'command'), plain(chart, 'text')] };
  if (name === '' || head.startsWith('//')) return talked(chart, head);
  const command = chart.commandOf(head);
  if (name === head)
    return { from: 0, tokens: namesFrom(chart, name.toLowerCase()), ...nameOf(command) };
  if (command === undefined) return { from: 0, tokens: [] };
  chart.read(head);
  const { from, tokens } = here(chart, head);
  const argument = tokens.find((token) => token.argument !== undefined)?.argument;
  return { from, tokens, ...nameOf(command), ...(argument !== undefined && { argument }) };
}

const nameOf = (command: Definition | undefined) =>
  command === undefined ? {} : { command: command.name as CommandName };

/** A line that no slash begins is said; one that only blanks keep from being a command can't go on at all. */
function talked(chart: Chart, head: string): Expectation {
  if (misplacesSlash(head)) return { from: 0, tokens: [] };
  const tokens: Expected[] = [{ ...plain(chart, 'text'), rest: true }];
  return { from: 0, tokens, command: 'say', argument: talk.usage };
}

/** The commands' full names that begin like this. */
function namesFrom(chart: Chart, start: string): Expected[] {
  return [...chart.spellings]
    .filter(([literal, { name }]) => literal === `/${name}` && literal.startsWith(start))
    .map(([literal]) => ({ ...plain(chart, 'command'), literal }));
}

const plain = ({ words }: Chart, word: string): Expected => ({
  word,
  say: words.get(word) ?? word,
});

/** Four cases: stuck in a word, behind a blank or what joins, or in a word that may be whole or half-typed. */
function here(chart: Chart, head: string): { from: number; tokens: Expected[] } {
  const { last, stuck, tight, at: end } = chart.lexer;
  const next = chart.waiting();
  if (stuck >= 0) return at(chart, head, next, { from: stuck, gap: stuck > end });
  if (last?.sign?.terminal?.stopsAtOptions) return amongWords(chart, head, last.from);
  if (last === undefined || tight || last.to < head.length)
    return at(chart, head, next, { from: head.length, gap: !tight });
  const touches = !/[ \t]/.test(head[last.from - 1] ?? '');
  const begun = { from: last.from, gap: !touches, tight: touches };
  const words = at(chart, head, chart.waiting(1), begun).tokens;
  const joining = at(chart, head, next, { from: head.length, gap: false }).tokens;
  return {
    from: last.from,
    tokens: [...words, ...joining.map((token): Expected => ({ ...token, joins: true }))],
  };
}

/** Behind the first word an option may begin as well as another word. */
function amongWords(
  chart: Chart,
  head: string,
  first: number,
): { from: number; tokens: Expected[] } {
  const start = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\t')) + 1;
  const from = Math.max(start, first);
  const { tokens: words } = at(chart, head, chart.waiting(1), { from, gap: true });
  const options =
    start > first ? at(chart, head, chart.waiting(), { from: start, gap: true }).tokens : [];
  return { from, tokens: [...words, ...options] };
}

/** Where a token begins: behind a blank, or touching one that it may join. */
interface Spot {
  from: number;
  gap: boolean;
  tight?: boolean;
}

/** What of `states` may stand at a spot and may begin with what is there. */
function at(
  chart: Chart,
  head: string,
  states: readonly ChartState[],
  { from, gap, tight = chart.lexer.tight }: Spot,
): { from: number; tokens: Expected[] } {
  const half = head.slice(from);
  const found = new Map<string, ChartState>();
  for (const state of states) {
    const what = sign(state);
    if (chart.lexer.isOpen(state, gap, tight) && mayBegin(what, half))
      found.set(what.literal ?? what.type, state);
  }
  return { from, tokens: inOrder(chart, [...found.values()], sign).map(expected) };
}

function mayBegin({ literal, terminal }: Sign, half: string): boolean {
  if (half === '') return true;
  if (literal !== undefined) return literal.startsWith(half.toLowerCase());
  const { match, sample, begins } = terminal;
  return sample.startsWith(half) || match(half, 0) === half.length || begins?.(half) === true;
}

function expected(state: ChartState): Expected {
  const what = sign(state);
  const argument = state.rule.words[state.dot];
  return {
    word: wordOf(what),
    say: what.say,
    ...(what.literal !== undefined && { literal: what.literal }),
    ...(what.terminal?.rest && { rest: true as const }),
    ...(argument !== undefined && { argument }),
  };
}

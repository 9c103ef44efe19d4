/** What may stand at a caret in a line: for completion and for hints while somebody types. */
import type { CommandName } from './ast.ts';
import { read, spellings, waiting } from './chart.ts';
import { misplacesSlash } from './ends.ts';
import { calledBy, commandWord, lexer, type Sign, sign, type Waiting } from './lexer.ts';
import { expectedWords, type Terminal, terminals } from './terminals.ts';
import { wordOf } from './wrong.ts';

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
  /** The word for it in the command's usage. */
  argument?: string;
}

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
export function expectAt(line: string, caret: number): Expectation {
  const head = line.slice(0, caret);
  const name = commandWord(head);
  if (head === '') return { from: 0, tokens: [plain('command'), plain('text')] };
  if (name === '' || head.startsWith('//')) return talk(head);
  const command = spellings.get(name.toLowerCase());
  if (name === head) return { from: 0, tokens: namesFrom(name.toLowerCase()), ...is(command) };
  if (command === undefined) return { from: 0, tokens: [] };
  read(head);
  const { from, tokens } = here(head);
  const argument = tokens.find((token) => token.argument !== undefined)?.argument;
  return { from, tokens, command, ...(argument !== undefined && { argument }) };
}

const is = (command: CommandName | undefined) => (command === undefined ? {} : { command });

/** A line that no slash begins is said; one that only blanks keep from being a command can't go on at all. */
function talk(head: string): Expectation {
  if (misplacesSlash(head)) return { from: 0, tokens: [] };
  return { from: 0, tokens: [plain('text')], command: 'say', argument: 'TEXT' };
}

/** The commands' full names that begin like this. */
function namesFrom(start: string): Expected[] {
  return [...spellings]
    .filter(([literal, name]) => literal === `/${name}` && literal.startsWith(start))
    .map(([literal]) => ({ ...plain('command'), literal }));
}

const plain = (word: string): Expected => ({ word, say: expectedWords[word] ?? word });

/** Four cases: stuck in a word, behind a blank or what joins, or in a word that may be whole or half-typed. */
function here(head: string): { from: number; tokens: Expected[] } {
  const { last, stuck, tight } = lexer;
  const next = waiting();
  if (stuck >= 0) return at(stuck, head, next, stuck > lexer.at);
  if (last?.type === 'words') return amongWords(head, last.from);
  if (last === undefined || tight || last.to < head.length)
    return at(head.length, head, next, !tight);
  const touches = !/[ \t]/.test(head[last.from - 1] ?? '');
  const words = at(last.from, head, waiting(1), !touches, touches).tokens;
  const joining = at(head.length, head, next, false).tokens;
  return {
    from: last.from,
    tokens: [...words, ...joining.map((token): Expected => ({ ...token, joins: true }))],
  };
}

/** Behind the first word an option may begin as well as another word. */
function amongWords(head: string, first: number): { from: number; tokens: Expected[] } {
  const start = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\t')) + 1;
  const { tokens: words } = at(Math.max(start, first), head, waiting(1), true);
  const options = start > first ? at(start, head, waiting(), true).tokens : [];
  return { from: Math.max(start, first), tokens: [...words, ...options] };
}

/** What of `states` may stand at `from` and may begin with what is there. */
function at(
  from: number,
  head: string,
  states: readonly Waiting[],
  gap: boolean,
  tight = lexer.tight,
): { from: number; tokens: Expected[] } {
  const half = head.slice(from);
  const tokens = new Map<string, Expected>();
  for (const state of states) {
    const what = sign(state);
    if (lexer.isOpen(state, gap, tight) && mayBegin(what, half))
      tokens.set(what.literal ?? what.type, expected(state));
  }
  const order = Object.keys(expectedWords);
  const sorted = [...tokens.values()].sort((a, b) => order.indexOf(a.word) - order.indexOf(b.word));
  return { from, tokens: sorted };
}

function mayBegin(what: Sign, half: string): boolean {
  if (half === '') return true;
  if (what.literal !== undefined) return what.literal.startsWith(half.toLowerCase());
  const { match, sample, begins }: Terminal = terminals[what.type];
  return sample.startsWith(half) || match(half, 0) === half.length || begins?.(half) === true;
}

function expected(state: Waiting): Expected {
  const what = sign(state);
  const argument = argumentOf(what, state.rule.name);
  return {
    word: wordOf(what),
    say: calledBy(state),
    ...(what.literal !== undefined && { literal: what.literal }),
    ...(argument !== undefined && { argument }),
  };
}

/** The word of the usage that a rule's terminal fills in. */
const usageWords: Readonly<Record<string, string>> = {
  text: 'TEXT',
  a_nick: 'NICK',
  to: 'TO',
  state: 'on|off',
  a_format: 'plain|json',
  session: 'TOKEN',
  message: 'PLACE',
  emoji: 'EMOJI',
  some_emoji: 'EMOJI',
  words: 'WORDS',
  searched: 'TARGET',
  place: 'ROOM',
  a_room: 'ROOM',
  cursor: 'TARGET',
  some_room: 'ROOM',
  some_target: 'TARGET',
  some_topic: 'TEXT',
  some_reason: 'REASON',
  some_away: 'TEXT',
  some_matching: 'MATCHING',
  some_about: 'COMMAND',
};

function argumentOf(what: Sign, rule: string): string | undefined {
  if (what.type === 'seq') return 'SEQ';
  if (what.type === 'number' || what.type === 'found') return 'N';
  if (what.type === 'time') return 'TIME';
  if (what.type === 'cursor') return 'CURSOR';
  if (rule === 'filter' && what.type === 'nick') return 'NICK';
  return usageWords[rule] ?? (isNamed(rule) ? what.literal : undefined);
}

/** What such a rule waits for stands in the usage as it is typed. */
const isNamed = (rule: string): boolean => ['page', 'filter', 'quiet'].includes(rule);

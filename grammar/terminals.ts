/**
 * The smallest pieces of a typed line: what each is called, how a person would describe it, and where it ends.
 * Lexing, faults, hints, completion, the reference and the sentences of the specs all read this one table.
 */
import { HISTORY_LIMIT, SEARCH_LIMIT } from './ast.ts';
import { timeForm } from './time.ts';

/** A terminal of the grammar: `%room` in commands.ne is the row `room` here. */
export interface Terminal {
  /** The word for it in a fault's `expected`. */
  word: string;
  /** How a sentence calls it: "Expected … after /join". */
  say: string;
  /** One that always matches, for the reference and the specs. */
  sample: string;
  /** The rest of the line: exactly one blank separates it from what precedes it, further ones belong to it. */
  rest?: 'always' | 'unless blank';
  /**
   * Where the piece that starts at `from` ends, or -1 if none starts there. Loose about validity: `names.ts` has better
   * words for `/nick 9lives` than "expected a nick". Reads no character twice.
   */
  match(line: string, from: number): number;
  /** True for the beginning of one, where neither `match` nor `sample` tells: for completion. */
  begins?(half: string): boolean;
}

const isBlank = (code: number): boolean => code === 32 || code === 9;

/** The end of the blanks that start at `from`. */
export function skipBlanks(line: string, from: number): number {
  let at = from;
  while (isBlank(line.charCodeAt(at))) at += 1;
  return at;
}

/** The end of the run without blanks and without `stops` that starts at `from`. */
function run(line: string, from: number, stops: string): number {
  let at = from;
  for (; at < line.length; at += 1) {
    if (isBlank(line.charCodeAt(at)) || stops.includes(line[at] ?? '')) break;
  }
  return at;
}

const word = (line: string, from: number): number => some(from, run(line, from, ''));
const some = (from: number, to: number): number => (to > from ? to : -1);
const toEnd = (line: string): number => line.length;

/** A name that `sigil` begins and at least one character follows. */
function sigiled(line: string, from: number, sigil: string): number {
  return line[from] === sigil ? some(from + 1, run(line, from + 1, ',=')) : -1;
}

/** Anything that is no room and no private log; not `befor=5`, which is an option gone wrong. */
function bareName(line: string, from: number): number {
  if (line[from] === '#' || line[from] === '@') return -1;
  const to = run(line, from, '=');
  return line[to] === '=' ? -1 : some(from, to);
}

/** Digits up to a blank or comma whose value lies in the bounds: a number out of them is refused, never rounded. */
function digits(line: string, from: number, least: number, most: number): number {
  const to = run(line, from, ',');
  if (to === from || to - from > 16) return -1;
  for (let at = from; at < to; at += 1) {
    const code = line.charCodeAt(at);
    if (code < 48 || code > 57) return -1;
  }
  const value = Number(line.slice(from, to));
  return value >= least && value <= most ? to : -1;
}

/** A number or `^`, perhaps behind a room or private log: `41`, `^`, `#dev:41`, `@k3f9:^`. */
function placeEnd(line: string, from: number): number {
  const to = run(line, from, '');
  const isNamed = line[from] === '#' || line[from] === '@';
  const colon = isNamed ? line.slice(from, to).lastIndexOf(':') : -1;
  const seq = from + colon + 1;
  if (isNamed && colon < 0) return -1;
  if (line[seq] === '^') return seq + 1 === to ? to : -1;
  return digits(line, seq, 1, Number.MAX_SAFE_INTEGER) === to ? to : -1;
}

const TIME_LENGTH = '2026-11-20T18:00:00.000Z'.length;

function timeEnd(line: string, from: number): number {
  const to = run(line, from, '');
  return to - from <= TIME_LENGTH && timeForm.test(line.slice(from, to)) ? to : -1;
}

/** The words before the first option; an option between quotes is one of the words. */
function wordsEnd(line: string, from: number): number {
  let to = -1;
  for (let at = from; at < line.length; at = skipBlanks(line, to)) {
    if (isFilter(line, at)) break;
    to = wordEnd(line, at);
  }
  return to;
}

/** Blanks between quotes belong to the word; a quote that nothing ends is a letter like others. */
function wordEnd(line: string, from: number): number {
  let at = from;
  while (at < line.length && !isBlank(line.charCodeAt(at))) {
    const quote = line[at] === '"' ? line.indexOf('"', at + 1) : -1;
    at = Math.max(at, quote) + 1;
  }
  return at;
}

/** An option of `/search` begins at `from`. */
export function isFilter(line: string, from: number): boolean {
  return filters.some((option) => line.slice(from, from + option.length).toLowerCase() === option);
}

const tagged = /[A-Za-z0-9_.-]{1,32}(?![^ \t])/y;

function tagEnd(line: string, from: number): number {
  tagged.lastIndex = from;
  return tagged.test(line) ? tagged.lastIndex : -1;
}

const misplaced = /^(?:[\p{White_Space}\p{Default_Ignorable_Code_Point}\u2800]+[/\uff0f]|\uff0f)/u;

/**
 * Blanks before a slash, also those of other scripts and those that nobody sees, or a slash of full width: a mistake,
 * for the line would be said aloud, and it may hold a secret.
 */
export function misplacesSlash(line: string): boolean {
  const first = line.charCodeAt(0);
  return (isBlank(first) || first > 0x7f) && misplaced.test(line);
}

/** Talk is a line that no slash begins, or two. */
function talkEnd(line: string): number {
  if (line.startsWith('/')) return line.startsWith('//') ? line.length : -1;
  return line === '' || misplacesSlash(line) ? -1 : line.length;
}

/** In order of preference, narrow to wide: where several are expected, the first that matches is taken. */
export const terminals = {
  tag: {
    word: 'tag',
    say: 'a tag of 1 to 32 letters, digits, _, . or -',
    sample: 't1',
    match: tagEnd,
  },
  room: {
    word: 'room',
    say: 'a room such as #dev',
    sample: '#dev',
    match: (line, from) => sigiled(line, from, '#'),
  },
  log: {
    word: 'log',
    say: 'a private log such as @k3f9',
    sample: '@k3f9',
    match: (line, from) => sigiled(line, from, '@'),
  },
  seq: {
    word: 'seq',
    say: 'a number such as 120',
    sample: '120',
    match: (line, from) => digits(line, from, 0, Number.MAX_SAFE_INTEGER),
  },
  number: {
    word: 'number',
    say: `a number from 1 to ${HISTORY_LIMIT}`,
    sample: '50',
    match: (line, from) => digits(line, from, 1, HISTORY_LIMIT),
  },
  found: {
    word: 'found',
    say: `a number from 1 to ${SEARCH_LIMIT}`,
    sample: '20',
    match: (line, from) => digits(line, from, 1, SEARCH_LIMIT),
  },
  time: {
    word: 'time',
    say: 'a time such as 2h or 2026-11-20',
    sample: '2026-11-20T18:00',
    match: timeEnd,
    begins: (half) => /^[0-9][0-9T:.-]*$/.test(half),
  },
  place: {
    word: 'place',
    say: 'a message such as 41, ^ or #dev:41',
    sample: '41',
    match: placeEnd,
    begins: (half) => half.startsWith('#') || half.startsWith('@'),
  },
  emoji: { word: 'emoji', say: 'an emoji or a short word', sample: '👍', match: word },
  words: { word: 'words', say: 'words to look for', sample: 'green tea', match: wordsEnd },
  nick: { word: 'nick', say: 'a nick such as ann', sample: 'ann', match: bareName },
  name: { word: 'command', say: 'a command such as /join', sample: 'join', match: word },
  token: {
    word: 'token',
    say: 'the session token of your welcome',
    sample: 'k3yt0k3n',
    match: word,
  },
  text: { word: 'text', say: 'a text', sample: 'two words', rest: 'always', match: toEnd },
  topic: {
    word: 'topic',
    say: 'a topic',
    sample: 'all about tea',
    rest: 'unless blank',
    match: toEnd,
  },
  reason: {
    word: 'reason',
    say: 'a reason',
    sample: 'so long',
    rest: 'unless blank',
    match: toEnd,
  },
  matching: {
    word: 'matching',
    say: 'a part of a name or topic',
    sample: 'dev',
    rest: 'unless blank',
    match: toEnd,
  },
  talk: { word: 'text', say: 'a text', sample: 'hello, world', match: talkEnd },
} as const satisfies Record<string, Terminal>;

export type TerminalName = keyof typeof terminals;

/** A word that is written as it stands. */
export interface Literal {
  say: string;
  /** It touches what precedes it; so does all that follows a literal of this kind or an option. */
  joins?: true;
  /** An option, given at most once a line: how a sentence calls it, by the rule of commands.ne that has it. */
  option?: Readonly<Partial<Record<Options, string>>>;
}

/** The rules that are options: those of `/history` and those of `/search`. */
type Options = 'page' | 'filter';

const option = (byRule: Readonly<Partial<Record<Options, string>>>): Literal => ({
  say: [...new Set(Object.values(byRule))].join(' or '),
  option: byRule,
});

/** The options of each rule that exclude each other. */
const rivals: Readonly<Record<string, readonly string[]>> = {
  page: ['before=', 'after=', 'around=', 'since='],
};

/** Of two options of a rule only one may be given. */
export const areRivals = (rule: string, one: string, other: string): boolean =>
  rivals[rule]?.includes(one) === true && rivals[rule].includes(other);

/** Every literal of commands.ne but the commands' names. */
export const literals: Readonly<Record<string, Literal>> = {
  '@': { say: '@ and a tag', joins: true },
  ',': { say: 'a comma', joins: true },
  '=': { say: '= and a number such as =120', joins: true },
  'in=': option({ filter: 'in=TARGET' }),
  'from=': option({ filter: 'from=NICK' }),
  'before=': option({ page: 'before=SEQ', filter: 'before=TIME' }),
  'after=': option({ page: 'after=SEQ', filter: 'after=TIME' }),
  'around=': option({ page: 'around=SEQ' }),
  'since=': option({ page: 'since=TIME' }),
  'limit=': option({ page: 'limit=N', filter: 'limit=N' }),
  quiet: { say: 'quiet' },
  on: { say: 'on' },
  off: { say: 'off' },
  plain: { say: 'plain' },
  json: { say: 'json' },
};

/** What may follow the words of `/search`. */
const filters = Object.keys(literals).filter((literal) => literals[literal]?.option?.filter);

/** The closed list of words that a fault's `expected` is made of, and how a sentence calls each. */
export const expectedWords: Readonly<Record<string, string>> = {
  command: 'a command such as /join',
  ...Object.fromEntries(Object.values(terminals).map((row) => [row.word, row.say])),
  ...Object.fromEntries(Object.entries(literals).map(([literal, row]) => [literal, row.say])),
  end: 'the end of the line',
};

/** How a sentence calls a literal where a rule waits for it. */
export function calledIn(rule: string, literal: string): string {
  const row = literals[literal];
  return row?.option?.[rule as Options] ?? row?.say ?? literal;
}

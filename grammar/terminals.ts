/**
 * The smallest pieces of a typed line: what each is called, how a person would describe it, and where it ends.
 * Lexing, faults, hints, completion, the reference and the sentences of the specs all read this one table.
 */
import { HISTORY_LIMIT } from './ast.ts';

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
  /** An option, given at most once a line; and what it excludes besides itself. */
  option?: readonly string[];
}

/** Every literal of commands.ne but the commands' names. */
export const literals: Readonly<Record<string, Literal>> = {
  '@': { say: '@ and a tag', joins: true },
  ',': { say: 'a comma', joins: true },
  '=': { say: '= and a number such as =120', joins: true },
  'before=': { say: 'before=SEQ', option: ['after='] },
  'after=': { say: 'after=SEQ', option: ['before='] },
  'limit=': { say: 'limit=N', option: [] },
  quiet: { say: 'quiet' },
  on: { say: 'on' },
  off: { say: 'off' },
  plain: { say: 'plain' },
  json: { say: 'json' },
};

/** The closed list of words that a fault's `expected` is made of, and how a sentence calls each. */
export const expectedWords: Readonly<Record<string, string>> = {
  command: 'a command such as /join',
  ...Object.fromEntries(Object.values(terminals).map((row) => [row.word, row.say])),
  ...Object.fromEntries(Object.entries(literals).map(([literal, row]) => [literal, row.say])),
  end: 'the end of the line',
};

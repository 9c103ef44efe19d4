/**
 * The smallest pieces of a typed line: what each is called, how a person would describe it, and where it ends.
 * Lexing, faults, hints, completion, the reference and the sentences of the specs all read this one table.
 */
import { HISTORY_LIMIT, SEARCH_LIMIT } from './ast.ts';
import {
  bareName,
  cursorEnd,
  digits,
  placeEnd,
  sigiled,
  tagEnd,
  talkEnd,
  timeEnd,
  toEnd,
  word,
  wordsEnd,
} from './ends.ts';
import { literals } from './literals.ts';

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
  cursor: {
    word: 'cursor',
    say: 'the next of the search before',
    sample: '3f9',
    match: cursorEnd,
  },
  time: {
    word: 'time',
    say: 'a time such as 2h or 2026-11-20',
    sample: '2026-11-20T18:00',
    match: timeEnd,
    begins: (half) => /^[0-9][0-9T:.+-]*$/.test(half),
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

/** The closed list of words that a fault's `expected` is made of, and how a sentence calls each. */
export const expectedWords: Readonly<Record<string, string>> = {
  command: 'a command such as /join',
  ...Object.fromEntries(Object.values(terminals).map((row) => [row.word, row.say])),
  ...Object.fromEntries(Object.entries(literals).map(([literal, row]) => [literal, row.say])),
  end: 'the end of the line',
};

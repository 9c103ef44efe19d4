/** Guesses what somebody wanted to type; the fault tells it behind what was expected. */

import { roomProblem } from '../names.ts';
import type { Chart } from './chart.ts';
import { sign } from './lexer.ts';
import { nearest } from './nearest.ts';
import { orList, shown } from './quote.ts';
import type { GrammarSymbol } from './rule.ts';

/** No option and no room's name is longer. */
const MAX_HINT_CHARACTERS = 128;

/** A sentence about what stands at `index`, where `expected` could stand, with a blank before it; or nothing. */
export function hint(
  chart: Chart,
  line: string,
  index: number,
  expected: readonly string[],
): string {
  const told = aboutRest(chart, line.slice(index, index + MAX_HINT_CHARACTERS), expected);
  return told === undefined ? '' : ` ${told}`;
}

function aboutRest(chart: Chart, rest: string, expected: readonly string[]): string | undefined {
  for (const state of chart.waiting()) {
    const meant = sign(state).terminal?.meant?.(rest);
    if (meant !== undefined) return meant;
  }
  const word = /^[^ \t,]*/.exec(rest)?.[0] ?? '';
  if (word === '') return afterComma(chart, rest);
  return spacedOption(chart, rest, expected) ?? aboutWord(chart, word, expected);
}

function aboutWord(chart: Chart, word: string, expected: readonly string[]): string | undefined {
  const { lexer } = chart;
  const command = chart.commandOf(lexer.line);
  const typed = { word, expected, before: lexer.last?.text ?? '' };
  const meant = command?.meant?.(typed) ?? didYouMean(chart, word, expected);
  if (meant) return meant;
  const otherwise = command?.otherwise?.(typed);
  if (word.startsWith('#') && expected.includes('room')) return undefined;
  if (word.startsWith('#')) return otherwise ?? unlisted(chart, word);
  if (!expected.includes('room') || expected.includes('nick') || roomProblem(`#${word}`))
    return expected.includes('room') ? undefined : otherwise;
  return [`A room begins with #: ${shown(`#${word}`)}.`, otherwise].filter(Boolean).join(' ');
}

/** A room behind a list, with a blank instead of a comma. */
function unlisted(chart: Chart, name: string): string | undefined {
  const { lexer } = chart;
  const isListed = chart.waiting().some((state) => sign(state).most !== undefined);
  if (!isListed) return undefined;
  const before =
    lexer.line
      .slice(Math.max(0, lexer.at - MAX_HINT_CHARACTERS), lexer.at)
      .split(/[ \t,]/)
      .at(-1) ?? '';
  return `Rooms are separated by commas: ${shown(before)},${shown(name)}.`;
}

function afterComma({ lexer }: Chart, rest: string): string | undefined {
  return lexer.last?.text === ',' && rest.trimStart() !== '' ? 'Leave out the blank.' : undefined;
}

/** `limit 10`, `limit = 10` and `since 2h`. */
function spacedOption(chart: Chart, rest: string, expected: readonly string[]): string | undefined {
  const [, name = '', value = ''] =
    /^([a-z]{2,6})[ \t]*[ \t=][ \t]*([#@]?[^ \t=]+)(?![^ \t])/i.exec(rest) ?? [];
  const option = `${name.toLowerCase()}=`;
  if (!expected.includes(option)) return undefined;
  const states = chart.waiting().filter((state) => sign(state).literal === option);
  const isValue = states.some(({ rule, dot }) => isWhole(rule.symbols[dot + 1], value));
  return isValue ? `Did you mean ${option}${shown(value)}?` : undefined;
}

const isWhole = (part: GrammarSymbol | undefined, value: string): boolean =>
  typeof part === 'object' && part.terminal?.match(value, 0) === value.length;

/** A mistyped option or word: `befor=5` is most like `before=`. */
function didYouMean(chart: Chart, word: string, expected: readonly string[]): string | undefined {
  const mistyped = /^[a-z]+=?/i.exec(word)?.[0] ?? '';
  if (mistyped === '') return undefined;
  const literals = new Set(chart.waiting().map((state) => sign(state).literal));
  const near = nearest(
    mistyped,
    expected.filter((other) => literals.has(other)),
  );
  return near.length > 0 && !near.includes(mistyped) ? `Did you mean ${orList(near)}?` : undefined;
}

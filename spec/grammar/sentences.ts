/** Random lines made from the grammar itself: whatever the grammar can say, these say sooner or later. */
import type { Sign } from '../../grammar/reading/rule.ts';
import { language } from '../support/language.ts';

export type Random = () => number;

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
export function random(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const pick = <T>(items: readonly T[], next: Random): T =>
  items[Math.floor(next() * items.length)] as T;

/** More samples, of the kinds that could be taken for one another. */
const samples: Readonly<Record<string, readonly string[]>> = {
  room: ['#a', '#before', '#Ünï', '#1'],
  nick: ['before', 'quiet', 'limit', 'on', 'x'],
  text: [' leading', '-', 'limit=5', 'quiet', '@t1 x', 'ann', '#'],
  topic: ['-', 'limit=5', '= 3', '#'],
  reason: ['quiet', ', then', '@ home', '120'],
  matching: ['quiet', '#'],
  name: ['/join', 'on'],
  place: ['^', '#dev:41', '#a:^', '@k3f9:7', '#before:1'],
  time: ['2h', '30m', '7d', '2026-11-20', '2026-11-20T18:00:59.123Z'],
  emoji: ['+1', '👨‍👩‍👧', 'limit=5', '#dev', '^'],
  words: ['tea', '"in=#dev is"', '5" pipe', 'be fore=', '#dev', '@k3', '-'],
  talk: ['hi', '//join #dev', '@t1', 'limit=5', '\ttab'],
};

const rules = Map.groupBy(language.rules, ({ name }) => name);

function expanded(symbol: string | Sign, depth: number, next: Random): Sign[] {
  if (typeof symbol !== 'string') return [symbol];
  const choices = rules.get(symbol) ?? [];
  const [shortest] = choices;
  const rule = depth > 12 && shortest ? shortest : pick(choices, next);
  return rule.symbols.flatMap((part) => expanded(part, depth + 1, next));
}

/** Written as the lexer wants it: what joins touches both its neighbours, an option what follows it. */
function written(signs: readonly Sign[], next: Random): string {
  let line = '';
  let tight = true;
  for (const { literal, type, terminal, joins, option } of signs) {
    if (!tight && !joins) line += next() < 0.1 && !terminal?.rest ? ' \t ' : ' ';
    line += literal ?? pick([terminal.sample, ...(samples[type] ?? [])], next);
    tight = joins || option !== undefined;
  }
  return line;
}

/** An option may come once, and not beside one that excludes it. */
function isAllowed(signs: readonly Sign[]): boolean {
  const options = signs.filter(({ option }) => option);
  return options.every(({ literal: one = '', option }, at) => {
    const rivals = option?.rivals.includes(one) ? option.rivals : [];
    return options
      .slice(at + 1)
      .every(({ literal: other = '' }) => one !== other && !rivals.includes(other));
  });
}

/** One line that the grammar can say. */
export function sentence(next: Random): string {
  for (;;) {
    const signs = expanded('command', 0, next);
    if (isAllowed(signs)) return written(signs, next);
  }
}

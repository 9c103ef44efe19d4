/** The key of a room that has one. */
import * as v from 'valibot';
import { terminal } from '../reading/rule.ts';
import { argumentType } from './argument.ts';
import { word } from './ends.ts';
import { checkLine } from './text.ts';

/** What `/join` gives for rooms that have a key: a word without blanks. */
export const key = argumentType<string>({
  schema: v.pipe(v.string(), v.description('the key, for rooms that have one')),
  usage: 'KEY',
  signs: [
    terminal({
      name: 'key',
      word: 'key',
      say: "a room's key",
      sample: 'teapot',
      match: word,
    }),
  ],
  faults: ['empty_text', 'too_long'],
  print: (given) => (/[ \t]/.test(given) ? undefined : given),
  check: (given) => checkLine('The key', given, { optional: false }),
});

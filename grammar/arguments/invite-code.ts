/** The code with which one may make an account where not everybody may. */
import * as v from 'valibot';
import { fault } from '../faults.ts';
import { terminal } from '../reading/rule.ts';
import { argumentType } from './argument.ts';
import { word } from './ends.ts';

const MAX_CODE_LENGTH = 64;

/** Whoever knows it may use it: it is a secret, and quoted nowhere. */
export const code = argumentType<string>({
  schema: v.pipe(v.string(), v.description('a code of whoever runs the server')),
  usage: 'CODE',
  secret: 'drawn',
  signs: [
    terminal({
      name: 'code',
      word: 'code',
      say: 'a code of whoever runs the server',
      sample: 'k3yt0k3nk3yt0k3n',
      shownAs: 'the code',
      match: word,
    }),
  ],
  faults: ['code_needed'],
  check: (given) =>
    /^[\x21-\x7e]+$/.test(given) && given.length <= MAX_CODE_LENGTH
      ? undefined
      : fault('code_needed', { given: true }),
});

/** A password: a word that is a secret, and stays out of sentences, of histories and of what is recorded. */
import * as v from 'valibot';
import { fault } from '../faults.ts';
import { terminal } from '../reading/rule.ts';
import { byteLength } from '../text.ts';
import { argumentType } from './argument.ts';
import { word } from './ends.ts';

/** In bytes of UTF-8. */
const MIN_PASSWORD_BYTES = 8;
const MAX_PASSWORD_BYTES = 256;

const bounds = `${MIN_PASSWORD_BYTES} to ${MAX_PASSWORD_BYTES} bytes without blanks`;
const forbidden = /[\p{White_Space}\p{Cc}]/u;

/** The argument type PASSWORD: the rest of the line. It is quoted nowhere. */
export const password = argumentType<string>({
  schema: v.pipe(v.string(), v.description('a password')),
  meaning: `a password: ${bounds} and control characters`,
  usage: 'PASSWORD',
  secret: 'chosen',
  signs: [
    terminal({
      name: 'password',
      word: 'password',
      say: `a password of ${bounds}`,
      sample: 'correct-horse-battery',
      shownAs: 'the password',
      match: word,
    }),
  ],
  faults: ['bad_password'],
  print: (given) => (/[ \t]/.test(given) ? undefined : given),
  check: (given) => (isPassword(given) ? undefined : fault('bad_password', { bounds })),
});

function isPassword(given: string): boolean {
  const bytes = byteLength(given);
  const isLong = bytes >= MIN_PASSWORD_BYTES && bytes <= MAX_PASSWORD_BYTES;
  return isLong && given.isWellFormed() && !forbidden.test(given);
}

/** What is said to whoever types more behind a password. */
export const noBlanks = ({ expected }: { readonly expected: readonly string[] }) =>
  expected.includes('end')
    ? 'A password has no blanks: join its words, as in red-apple-tree.'
    : undefined;

/** The argument type of the cursor of a search, or of a list of mentions: the server makes it, and only the server understands it. */
import * as v from 'valibot';
import { terminal } from '../reading/rule.ts';
import { argumentType } from './argument.ts';
import { run } from './ends.ts';

const MAX_CURSOR_LENGTH = 12;

const cursorForm = /^[0-9a-z]{1,12}$/;

/** The argument type CURSOR: 1 to 12 of 0-9 and a-z. */
export const cursor = argumentType<string>({
  schema: v.pipe(v.string(), v.regex(cursorForm), v.description('the `next` of the answer before')),
  usage: 'CURSOR',
  signs: [
    terminal({
      name: 'cursor',
      word: 'cursor',
      say: 'the next of the answer before',
      sample: '3f9',
      match(line, from) {
        const to = run(line, from);
        return to - from <= MAX_CURSOR_LENGTH && cursorForm.test(line.slice(from, to)) ? to : -1;
      },
    }),
  ],
});

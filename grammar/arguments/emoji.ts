/** The emoji of a reaction. */
import * as v from 'valibot';
import { fault } from '../faults.ts';
import { terminal } from '../reading/rule.ts';
import { emojiProblem, limits } from '../text.ts';
import { argumentType } from './argument.ts';
import { word } from './ends.ts';

/** The argument type EMOJI: 1 to 64 bytes without blanks. */
export const emoji = argumentType<string>({
  schema: v.pipe(v.string(), v.description('an emoji or a short word such as +1')),
  meaning: `an emoji or a short word such as +1: 1 to ${limits.emoji} bytes without blanks`,
  usage: 'EMOJI',
  signs: [
    terminal({
      name: 'emoji',
      word: 'emoji',
      say: 'an emoji or a short word',
      sample: '👍',
      match: word,
    }),
  ],
  faults: ['bad_emoji'],
  check(given) {
    const problem = emojiProblem(given);
    return problem === undefined ? undefined : fault('bad_emoji', { problem });
  },
});

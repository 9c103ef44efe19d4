/** A duration, such as 30m. */
import * as v from 'valibot';
import { fault } from '../faults.ts';
import { shown } from '../reading/quote.ts';
import { terminal } from '../reading/rule.ts';
import { durationOf } from '../time.ts';
import { type ArgumentType, argumentType } from './argument.ts';
import { run } from './ends.ts';

/** Ten years. */
const MAX_DURATION_MS = 3650 * 24 * 60 * 60 * 1000;

const durationSign = terminal({
  name: 'duration',
  word: 'duration',
  say: 'a duration such as 2h',
  sample: '2h',
  match(line, from) {
    const to = run(line, from);
    return durationOf(line.slice(from, to)) === undefined ? -1 : to;
  },
  begins: (half) => /^[1-9][0-9]{0,5}$/.test(half),
});

/** A duration, of which `meaning` says what it is of. */
export const duration = (meaning: string): ArgumentType<string> =>
  argumentType({
    schema: v.pipe(
      v.string(),
      v.regex(/^[1-9]\d{0,5}[smhdw]$/),
      v.description('how long, such as 2h'),
    ),
    meaning: `${meaning}: a number from 1 to 999999 and \`s\`, \`m\`, \`h\`, \`d\` or \`w\` (\`30m\`, \`2h\`, \`4w\`), ten years at most`,
    usage: 'TIME',
    signs: [durationSign],
    faults: ['bad_command'],
    check: (given) =>
      (durationOf(given) ?? 0) <= MAX_DURATION_MS
        ? undefined
        : fault('bad_command', {
            message: `${shown(given)} is more than ten years. Leave it out for what has no end.`,
          }),
  });

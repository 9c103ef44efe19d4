/** A time: how long ago, or a day or moment. */
import * as v from 'valibot';
import { fault } from '../faults.ts';
import { shown } from '../reading/quote.ts';
import { terminal } from '../reading/rule.ts';
import { momentOf, timeForm } from '../time.ts';
import { type ArgumentType, argumentType, type Field } from './argument.ts';
import { run } from './ends.ts';

const MAX_TIME_LENGTH = '2026-11-20T18:00:00.000+09:00'.length;

const timeSign = terminal({
  name: 'time',
  word: 'time',
  say: 'a time such as 2h or 2026-11-20',
  sample: '2026-11-20T18:00',
  match(line, from) {
    const to = run(line, from);
    return to - from <= MAX_TIME_LENGTH && timeForm.test(line.slice(from, to)) ? to : -1;
  },
  begins: (half) => /^[0-9][0-9T:.+-]*$/.test(half),
});

const schema = v.pipe(
  v.string(),
  v.regex(timeForm),
  v.description(
    'how long ago, such as 2h, or a day or moment such as 2026-11-20 or 2026-11-20T18:00+09:00 (UTC without an offset)',
  ),
);

const form =
  'How long ago: a number from 1 to 999999 and `s`, `m`, `h`, `d` or `w` (`30m`, `2h`, `4w`). Or a day, which is its first moment (`2026-11-20`). Or a moment, perhaps with seconds and milliseconds (`2026-11-20T18:00`, `2026-11-20T18:00:30.250`), in UTC unless it ends with an offset (`+09:00`)';

/** A time, of which `meaning` says what is done with it. */
export const time = (meaning: string): ArgumentType<string> =>
  argumentType({
    schema,
    meaning: `${meaning}. ${form}`,
    usage: 'TIME',
    signs: [timeSign],
    faults: ['bad_command'],
    check: (given) =>
      Number.isNaN(momentOf(given, 0))
        ? fault('bad_command', {
            message: `${shown(given)} is in no calendar. Write a time like 2h, 2026-11-20 or 2026-11-20T18:00+09:00; on nc it is UTC without an offset.`,
          })
        : undefined,
  });

const deadline =
  'In how long: a number from 1 to 999999 and `s`, `m`, `h`, `d` or `w` (`30m`, `2h`, `4w`). Or a day or moment, as for other times';

/** A time that is to come, of which `meaning` says what is done with it. */
export const until = (meaning: string): ArgumentType<string> => ({
  ...time(meaning),
  schema: v.pipe(
    v.string(),
    v.regex(timeForm),
    v.description('in how long, such as 2h, or a day or moment such as 2026-11-20T18:00+09:00'),
  ),
  meaning: `${meaning}. ${deadline}`,
});

/** The field holds a time. */
export const isTime = ({ type }: Field): boolean => type?.signs[0] === timeSign;

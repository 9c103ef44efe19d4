/** A number: a position in a log, or how many of something. */
import * as v from 'valibot';
import { terminal } from '../reading/rule.ts';
import { type ArgumentType, argumentType } from './argument.ts';
import { digits } from './ends.ts';

/** A position in a log: 0 is before the first event. */
export const Seq = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(0),
  v.maxValue(Number.MAX_SAFE_INTEGER),
  v.description('a position in a log; 0 is before its first event'),
);

/** The sign for a number. */
export const seqSign = terminal({
  name: 'seq',
  word: 'seq',
  say: 'a number such as 120',
  sample: '120',
  match: (line, from) => digits(line, from, 0, Number.MAX_SAFE_INTEGER),
});

/** A position, of which `meaning` says what is done with it. */
export const seq = (meaning: string): ArgumentType<number> =>
  argumentType({ schema: Seq, meaning, usage: 'SEQ', signs: [seqSign], read: Number });

/** How many of something, up to `most`; `name` is the word for it in a fault's `expected`. */
export const limit = (
  name: string,
  most: number,
  sample: string,
  meaning: string,
): ArgumentType<number> =>
  argumentType({
    schema: v.pipe(
      v.number(),
      v.integer(),
      v.minValue(1),
      v.maxValue(most),
      v.description(`a number from 1 to ${most}`),
    ),
    meaning,
    usage: 'N',
    signs: [
      terminal({
        name,
        word: name,
        say: `a number from 1 to ${most}`,
        sample,
        match: (line, from) => digits(line, from, 1, most),
      }),
    ],
    read: Number,
  });

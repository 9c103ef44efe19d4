/** Which of one's sessions end: that of one device, or all but this one. */
import * as v from 'valibot';
import { literal, rule, terminal } from '../reading/rule.ts';
import { label, nothing } from '../reading/sum.ts';
import type { Argument } from './argument.ts';
import { digits, word } from './ends.ts';

/** The number of a device, or all the others. */
type Which = number | 'others';

/** No account has so many devices: a number that is typed by mistake is told so. */
const MAX_DEVICE = 9999;

const number = terminal({
  name: 'device',
  word: 'device',
  say: 'the number of a device such as 2',
  sample: '2',
  match: (line, from) => digits(line, from, 1, MAX_DEVICE),
});

/** No literal: in a fault's `expected`, the word `end` is the end of the line. */
const end = terminal({
  name: 'ending',
  word: 'ending',
  say: 'end N, end others',
  sample: 'end',
  match: (line, from) => (/^end$/i.test(line.slice(from, word(line, from))) ? from + 3 : -1),
});

const which: v.GenericSchema<unknown, Which> = v.pipe(
  v.union([
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_DEVICE)),
    v.literal('others'),
  ]),
  v.description('the number of a device, or "others"'),
);

const read = (typed: string): Which => (typed === 'others' ? 'others' : Number(typed));

/** `end 2`, `end others`, or nothing. */
export const ending: Argument<{ end?: Which }> = {
  name: 'end',
  usage: '[end N|others]',
  fields: { end: { schema: which, optional: true } },
  faults: [],
  rules: (of) => [
    rule(of, [], nothing),
    rule(of, [end, number], label('end', read, 1), ['end', 'N']),
    rule(of, [end, literal('others')], label('end', read, 1), ['end', 'others']),
  ],
  check: () => undefined,
  print: ({ end }) => (end === undefined ? [] : ['end', `${end}`]),
};

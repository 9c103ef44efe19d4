/** The report that is closed: `close 3`. */
import * as v from 'valibot';
import { literal, rule } from '../reading/rule.ts';
import { label, nothing } from '../reading/sum.ts';
import type { Argument } from './argument.ts';
import { seq } from './seq.ts';

const number = seq('the number of a report, as /reports shows it');

/** `close 3`, or nothing. */
export const closing: Argument<{ close?: number }> = {
  name: 'close',
  usage: '[close N]',
  fields: {
    close: {
      schema: v.pipe(number.schema, v.minValue(1)),
      optional: true,
      meaning: 'the number of the report that is closed',
    },
  },
  faults: [],
  rules: (of) => [
    rule(of, [], nothing),
    ...number.signs.map((sign) =>
      rule(of, [literal('close'), sign], label('close', number.read, 1), ['close', 'N']),
    ),
  ],
  check: () => undefined,
  print: ({ close }) => (close === undefined ? [] : ['close', `${close}`]),
};

/** That one's account ends: with its password, and with all that one said or without. */
import * as v from 'valibot';
import { fault } from '../faults.ts';
import { literal, rule } from '../reading/rule.ts';
import { both, label, nothing, only } from '../reading/sum.ts';
import type { Argument } from './argument.ts';
import { password } from './password.ts';

const yes = (meaning: string) => ({
  schema: v.pipe(v.boolean(), v.description(meaning)),
  optional: true,
});

const isTrue = (): boolean => true;

/** `delete PASSWORD`, with `texts` behind it or not; or nothing. */
export const endingAccount: Argument<{ delete?: boolean; password?: string; texts?: boolean }> = {
  name: 'ending',
  usage: '[delete PASSWORD [texts]]',
  fields: {
    delete: yes('it ends: send `password`, too'),
    password: { schema: password.schema, optional: true, type: password },
    texts: yes('all that you said is deleted, too'),
  },
  faults: password.faults,
  rules: (of) => [
    rule(of, [], nothing),
    rule(of, [`${of}.checked`], only),
    rule(of, [`${of}.checked`, `${of}.texts`], both),
    ...password.signs.map((sign) =>
      rule(`${of}.password`, [sign], label('password', password.read), [password.usage]),
    ),
    rule(`${of}.checked`, [`${of}.delete`, `${of}.password`], both),
    rule(`${of}.delete`, [literal('delete')], label('delete', isTrue), ['delete']),
    rule(`${of}.texts`, [literal('texts')], label('texts', isTrue), ['texts']),
  ],
  check({ delete: ends = false, password: given, texts = false }) {
    if (given !== undefined && password.check(given)) return password.check(given);
    if (ends === (given !== undefined) && (ends || !texts)) return undefined;
    const message = '`delete`, with your `password`, ends your account; `texts` is for that alone.';
    return fault('bad_command', { message });
  },
  tidy: (given) => ({
    ...(given.delete === false && { delete: undefined }),
    ...(given.texts === false && { texts: undefined }),
  }),
  print({ delete: ends, password: given, texts }) {
    if (!ends || given === undefined) return ends ? undefined : [];
    const typed = password.print(given);
    return typed === undefined ? undefined : ['delete', typed, ...(texts ? ['texts'] : [])];
  },
};

/** A setting of a room and its value: `moderated on`. It gives two fields; both may be left out, or the value alone. */
import * as v from 'valibot';
import { fault } from '../faults.ts';
import { literal, rule, terminal } from '../reading/rule.ts';
import { both, label, nothing, only } from '../reading/sum.ts';
import { type SettingName, settingNames } from '../settings.ts';
import type { Argument } from './argument.ts';
import { toEnd } from './ends.ts';

const valueSign = terminal({
  name: 'value',
  word: 'text',
  say: 'a value such as on',
  sample: 'on',
  rest: 'unless blank',
  match: toEnd,
});

const names = settingNames.map((name) => `"${name}"`).join(', ');

/** Left out, with a name alone, or with a name and a value. */
export const setting: Argument<{ name?: SettingName; value?: string }> = {
  name: 'setting',
  usage: '[NAME [VALUE]]',
  fields: {
    name: {
      schema: v.pipe(v.picklist(settingNames), v.description(`a setting: ${names}`)),
      optional: true,
    },
    value: {
      schema: v.pipe(v.string(), v.description('what it is set to; off takes it back')),
      optional: true,
    },
  },
  faults: ['bad_command'],
  rules: (of) => [
    rule(of, [], nothing),
    rule(of, [`${of}.name`], only),
    rule(of, [`${of}.name`, `${of}.value`], both),
    ...settingNames.map((name) =>
      rule(
        `${of}.name`,
        [literal(name)],
        label('name', () => name),
        ['NAME'],
      ),
    ),
    rule(
      `${of}.value`,
      [valueSign],
      label('value', (typed) => typed.trim()),
      ['VALUE'],
    ),
  ],
  // Whether the value fits is decided by the server: half of one is typed before the whole.
  check: ({ name, value }) =>
    value !== undefined && name === undefined
      ? fault('bad_command', { message: '`name` is missing: what to set.' })
      : undefined,
  print: ({ name, value }) =>
    value !== undefined && (value.trim() !== value || /^$|\n/.test(value))
      ? undefined
      : [name, value].filter((each) => each !== undefined),
};

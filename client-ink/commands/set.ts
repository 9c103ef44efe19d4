/** Shows or changes the settings of a room, or an option of this client. */
import * as v from 'valibot';
import { type Argument, optional } from '../../grammar/arguments/argument.ts';
import { toEnd } from '../../grammar/arguments/ends.ts';
import { room } from '../../grammar/arguments/room.ts';
import { setting } from '../../grammar/arguments/setting.ts';
import { command } from '../../grammar/commands/command.ts';
import { set as ofRoom } from '../../grammar/commands/set.ts';
import { literal, type Rule, rule, terminal } from '../../grammar/reading/rule.ts';
import { both, label, only } from '../../grammar/reading/sum.ts';
import { settingNames } from '../../grammar/settings.ts';
import { type OptionName, optionNames, optionOf } from '../options.ts';

/** Instead of an option's name: all of them. */
export const EVERY = 'options';

const value = terminal({
  name: 'option',
  word: 'option',
  say: 'what it is set to, or off',
  sample: 'nord',
  rest: 'unless blank',
  match: toEnd,
});

/** What the values of an option are typed as. */
function valuesOf(name: OptionName): readonly string[] | undefined {
  const { is, values } = optionOf(name);
  if (is === 'switch') return ['on', 'off'];
  return is === 'word' && values ? [...values, 'off'] : undefined;
}

const labelled = label('value', (typed) => typed.trim());

/** An option has a name of its own, which says what may stand behind it. */
function optionRules(of: string, name: OptionName): Rule[] {
  const own = `${of}.${name}`;
  const signs = valuesOf(name)?.map((each) => literal(each)) ?? [value];
  return [
    rule(of, [own], only),
    rule(of, [own, `${own}.value`], both),
    rule(
      own,
      [literal(name)],
      label('name', () => name),
      ['NAME'],
    ),
    ...signs.map((sign) => rule(`${own}.value`, [sign], labelled, ['VALUE'])),
  ];
}

const names = [...settingNames, ...optionNames, EVERY] as const;

const settingOrOption: Argument<{ name?: (typeof names)[number]; value?: string }> = {
  ...(setting as Argument),
  fields: {
    ...setting.fields,
    name: {
      schema: v.pipe(v.picklist(names), v.description('a setting of a room, or an option')),
      optional: true,
    },
  },
  rules: (of) => [
    ...setting.rules(of),
    ...optionNames.flatMap((name) => optionRules(of, name)),
    rule(
      of,
      [literal(EVERY)],
      label('name', () => EVERY),
      ['NAME'],
    ),
  ],
};

const all = optionNames.map((name) => `${name} (${optionOf(name).about})`);

/** `/set` of the server, with the names of options. */
export const set = command('set', {
  ...ofRoom,
  arguments: [optional('room', room), settingOrOption],
  summary: 'show or change the settings of a room, or the options of this client',
  about: `${ofRoom.about} NAME may be an option of this client, too, which takes effect at once and is kept in your configuration; off turns it off, or back to what it usually is. /set ${EVERY} shows them: ${all.join('; ')}.`,
  examples: [...ofRoom.examples, '/set theme nord', `/set ${EVERY}`],
});

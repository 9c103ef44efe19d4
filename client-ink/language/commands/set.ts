/** Shows or changes the settings of a room, or an option of this client. */
import * as v from 'valibot';
import { type Argument, optional } from '../../../grammar/arguments/argument.ts';
import { toEnd, word } from '../../../grammar/arguments/ends.ts';
import { room } from '../../../grammar/arguments/room.ts';
import { setting } from '../../../grammar/arguments/setting.ts';
import { command } from '../../../grammar/commands/command.ts';
import { set as ofRoom } from '../../../grammar/commands/set.ts';
import { literal, type Rule, rule, type Sign, terminal } from '../../../grammar/reading/rule.ts';
import { both, label, only } from '../../../grammar/reading/sum.ts';
import { type SettingName, settingNames } from '../../../grammar/settings.ts';
import {
  isSettable,
  joinings,
  type OptionName,
  optionNames,
  optionOf,
  type SettableName,
  type TableName,
  tableNames,
  tables,
} from '../options.ts';

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

/** What a key does. */
const action = terminal({
  name: 'action',
  word: 'action',
  say: 'what the key does, such as switcher; none takes it away',
  sample: 'switcher',
  match: word,
});

/** The values of an entry, by its table. */
const entryValues: Readonly<Record<TableName, readonly Sign[]>> = {
  keys: [action],
  colours: [value],
  aliases: [value],
  scripts: [value],
  'joins-in': [...joinings, 'off'].map((each) => literal(each)),
};

/** The name of an entry is the one of its table, a dot, and what the person calls it. */
function tableRules(of: string, table: TableName): Rule[] {
  const own = `${of}.${table}`;
  const [key] = tables[table].example;
  const entry = terminal({
    name: `${table}-entry`,
    word: 'entry',
    say: `an entry such as ${table}.${key}`,
    sample: `${table}.${key}`,
    match: (line, from) => (line.startsWith(`${table}.`, from) ? word(line, from) : -1),
  });
  return [
    rule(
      of,
      [literal(table)],
      label('name', () => table),
      ['NAME'],
    ),
    rule(of, [own], only),
    rule(of, [own, `${own}.value`], both),
    rule(
      own,
      [entry],
      label('name', (typed) => typed),
      ['NAME'],
    ),
    ...entryValues[table].map((sign) => rule(`${own}.value`, [sign], labelled, ['VALUE'])),
  ];
}

const isName = (name: string): name is SettingName | SettableName | typeof EVERY =>
  (settingNames as readonly string[]).includes(name) || isSettable(name) || name === EVERY;

const settingOrOption: Argument<{
  name?: SettingName | SettableName | typeof EVERY;
  value?: string;
}> = {
  ...(setting as Argument),
  fields: {
    ...setting.fields,
    name: {
      schema: v.pipe(
        v.string(),
        v.guard(isName, 'is no setting of a room, and no option.'),
        v.description('a setting of a room, or an option'),
      ),
      optional: true,
    },
  },
  rules: (of) => [
    ...setting.rules(of),
    ...optionNames.flatMap((name) => optionRules(of, name)),
    ...tableNames.flatMap((table) => tableRules(of, table)),
    rule(
      of,
      [literal(EVERY)],
      label('name', () => EVERY),
      ['NAME'],
    ),
  ],
};

const all = optionNames.map((name) => `${name} (${optionOf(name).about})`);

const entries = tableNames.map(
  (table) => `${table}.${tables[table].example[0]} (${tables[table].about})`,
);

/** `/set` of the server, with the names of options. */
export const set = command('set', {
  ...ofRoom,
  arguments: [optional('room', room), settingOrOption],
  summary: 'show or change the settings of a room, or the options of this client',
  about: `${ofRoom.about} NAME may be an option of this client, too, which takes effect at once and is kept in your configuration; off turns it off, or back to what it usually is. /set ${EVERY} shows them: ${all.join('; ')}. Of its tables an entry is set alike: ${entries.join('; ')}.`,
  examples: [...ofRoom.examples, '/set theme nord', '/set keys.ctrl-o switcher', `/set ${EVERY}`],
});

/** The configuration file: what it says is what might be typed on the command line. */
import * as v from 'valibot';
import { type Clash, type File, settingsIn } from '../../toml/settings.ts';
import { mistakesIn, type Options } from './check.ts';
import type { Option } from './option.ts';
import { type OptionName, optionNames, optionOf, settingOf } from './table.ts';

/** The options that a file gives, or every mistake in it, with its line and the nearest names. */
export function optionsIn(file: File): Options | { mistakes: string[] } {
  const mistakes: string[] = [];
  const said = settingsIn(file, settings, { example: 'name = "tea"', clashes }, mistakes);
  return said === undefined ? { mistakes } : givenBy(said);
}

const clashes = (said: Readonly<Record<string, unknown>>): Clash[] =>
  mistakesIn(givenBy(said)).map(({ name, words }) => ({ setting: settingOf(name), words }));

const givenBy = (said: Readonly<Record<string, unknown>>): Options =>
  Object.fromEntries(
    optionNames.flatMap((name) => {
      const value = said[settingOf(name)];
      return value === undefined ? [] : [[name, value]];
    }),
  ) as Options;

const list = v.pipe(
  v.custom<string[]>(
    (given) => Array.isArray(given) && given.every((item) => typeof item === 'string'),
    'is a list of texts, such as ["#lobby", "#help"].',
  ),
  v.transform((items) => (items.length === 0 ? undefined : items.join(','))),
);

/** How a value is written, by its kind; it is turned into what would be typed. */
const kinds = {
  text: v.string('is a text in quotes.'),
  number: v.pipe(v.number('is a number, without quotes.'), v.transform(String)),
  list,
  flag: v.boolean('is true or false, without quotes.'),
} satisfies Record<Option['kind'], object>;

const settings = Object.fromEntries(
  optionNames.map((name) => [settingOf(name), v.optional(settingFor(name))]),
);

/** Checks what would be typed by the option's own schema, and keeps it as it is. */
function settingFor(name: OptionName) {
  const { kind, schema } = optionOf(name);
  return v.pipe(
    kinds[kind] as v.GenericSchema<unknown, string | boolean | undefined>,
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      for (const { message } of v.safeParse(schema, dataset.value).issues ?? []) {
        addIssue({ message });
      }
    }),
  );
}

/** Checks the options of the client, which the configuration has and which `/set` changes. */
import * as v from 'valibot';
import { logKey } from '../../grammar/names.ts';
import { meant } from '../../toml/settings.ts';
import {
  type Joining,
  joinings,
  type OptionName,
  type TableName,
  type Telling,
  tellings,
  themeNames,
  timings,
} from '../language/options.ts';
import type { PartOfDay } from '../language/times.ts';
import type { ModelOptions } from '../model/model.ts';
import { bindKeys } from './binding.ts';
import type { Tables } from './tables.ts';

/** A text. */
export const text = v.string('is a text in quotes.');

/** True or false. */
export const bool = v.boolean('is true or false, without quotes.');

/** `22:00-07:00` */
const quiet = v.pipe(
  text,
  v.rawTransform(({ dataset: { value: given }, addIssue, NEVER }): PartOfDay => {
    const [, ...parts] = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/.exec(given) ?? [];
    const [fromHour, fromMinute, toHour, toMinute] = parts.map(Number);
    if (fromHour === undefined || fromMinute === undefined) {
      addIssue({ message: `is a part of the day such as "22:00-07:00", not "${given}".` });
      return NEVER;
    }
    return { from: fromHour * 60 + fromMinute, to: toHour! * 60 + toMinute! };
  }),
);

/** Names of dictionaries, such as `en_GB` or `de_DE,en_GB`; or `auto`, or `none`. */
const spelling = v.pipe(
  text,
  v.check(
    (given) => /^[A-Za-z0-9_@.+-]+(?:,[A-Za-z0-9_@.+-]+)*$/.test(given) && !given.startsWith('-'),
    ({ input }) =>
      `is "auto", "none", or dictionaries such as "en_GB" or "de_DE,en_GB", not "${input}".`,
  ),
);

const tell = v.pipe(
  v.custom<string[]>(
    (given) => Array.isArray(given) && given.every((one) => typeof one === 'string'),
    `is a list such as ["bell", "osc9"].`,
  ),
  v.rawTransform(({ dataset: { value: given }, addIssue, NEVER }): Telling[] => {
    const known = given.filter((one): one is Telling =>
      (tellings as readonly string[]).includes(one),
    );
    if (known.length === given.length) return known;
    const wrong = given.find((one) => !(tellings as readonly string[]).includes(one)) ?? '';
    addIssue({ message: `"${wrong}" is no way to be told.${meant(wrong, tellings)}` });
    return NEVER;
  }),
);

/** One of these words; `what`: how a mistake calls them. */
const oneOf = <Word extends string>(what: string, words: readonly Word[]) =>
  v.pipe(
    text,
    v.rawTransform(({ dataset: { value: given }, addIssue, NEVER }): Word => {
      const known = words.find((word) => word === given);
      if (known !== undefined) return known;
      addIssue({ message: `"${given}" is ${what}.${meant(given, words)}` });
      return NEVER;
    }),
  );

/** Words or names that call somebody, such as `deploy` or `code freeze`. */
const words = v.pipe(
  v.custom<string[]>(
    (given) => Array.isArray(given) && given.every((one) => typeof one === 'string'),
    'is a list such as ["deploy", "release"].',
  ),
  v.check(
    (given) => given.every((word) => /[\p{L}\p{N}]/u.test(word)),
    'is a list of words with letters or digits.',
  ),
);

/** Where the client is started does not matter for it. */
const folder = v.pipe(
  text,
  v.check(
    (given) => /^~?\//.test(given),
    'is a folder such as "~/chat-logs" or "/home/ann/chat-logs".',
  ),
);

/** By their names; what is not said is as it is here. */
export const optionSchemas = {
  theme: v.optional(oneOf('no theme', themeNames), 'auto'),
  time: v.optional(oneOf('no way to show times', timings), 'minutes'),
  joins: v.optional(oneOf('no way to show them', joinings), 'folded'),
  mouse: v.optional(bool, true),
  typing: v.optional(bool, false),
  words: v.optional(words, []),
  tell: v.optional(tell, ['bell']),
  'tell-command': v.optional(text),
  'open-command': v.optional(text),
  quiet: v.optional(quiet),
  'log-dir': v.optional(folder),
  spelling: v.optional(spelling, 'auto'),
} as const satisfies v.ObjectEntries & Readonly<Record<OptionName, unknown>>;

/** What the options are set to, and the tables as they are written. */
export type Options = v.InferOutput<v.ObjectSchema<typeof optionSchemas, undefined>> & Tables;

/** What an option is with this value, or with none; or what is wrong with it. */
export function optionIn(
  name: OptionName,
  value: unknown,
): { options: Partial<Options> } | { problem: string } {
  const { success, output, issues } = v.safeParse(optionSchemas[name], value);
  return success ? { options: { [name]: output } } : { problem: issues[0].message };
}

/** What the model goes by, each made of one option or table. */
const modelled = {
  time: ({ time }) => ({ time }),
  joins: ({ joins }) => ({ joins }),
  mouse: ({ mouse }) => ({ hasMouse: mouse }),
  typing: ({ typing }) => ({ tellsTyping: typing }),
  words: ({ words }) => ({ words }),
  quiet: ({ quiet }) => ({ quiet }),
  'open-command': (options) => ({ opensAddresses: options['open-command'] !== undefined }),
  spelling: ({ spelling }) => ({ spelling }),
  keys: ({ keys }) => ({ keymap: bindKeys(keys).keymap }),
  aliases: ({ aliases }) => ({ aliases: new Map(Object.entries(aliases)) }),
  scripts: ({ scripts }) => ({ scripts: Object.keys(scripts) }),
  'joins-in': (options) => ({ joinsIn: roomsIn(options['joins-in']) }),
} as const satisfies {
  [Name in OptionName | TableName]?: (options: Options) => Partial<ModelOptions>;
};

const roomsIn = (table: Tables['joins-in']): ModelOptions['joinsIn'] =>
  new Map(Object.entries(table).map(([room, value]) => [logKey(room), value as Joining]));

const modelledNames = Object.keys(modelled) as (keyof typeof modelled)[];

/** What the model goes by of the options. */
export const optionsFor = (options: Options): ModelOptions =>
  Object.assign({}, ...modelledNames.map((name) => modelled[name](options)));

/** What of that is another than before: what a key has changed meanwhile stays. */
export const changedBy = (before: Options, after: Options): Partial<ModelOptions> =>
  Object.assign(
    {},
    ...modelledNames
      .filter((name) => before[name] !== after[name])
      .map((name) => modelled[name](after)),
  );

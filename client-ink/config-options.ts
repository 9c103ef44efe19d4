/** Checks the options of the client, which the configuration has and which `/set` changes. */
import * as v from 'valibot';
import { meant } from '../toml/settings.ts';
import type { ModelOptions } from './model/model.ts';
import { type OptionName, type Telling, type ThemeName, tellings, themeNames } from './options.ts';
import type { PartOfDay } from './times.ts';

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

const theme = v.pipe(
  text,
  v.rawTransform(({ dataset: { value: given }, addIssue, NEVER }): ThemeName => {
    const known = themeNames.find((name) => name === given);
    if (known !== undefined) return known;
    addIssue({ message: `"${given}" is no theme.${meant(given, themeNames)}` });
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
  theme: v.optional(theme, 'auto'),
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

/** What the options are set to. */
export type Options = v.InferOutput<v.ObjectSchema<typeof optionSchemas, undefined>>;

/** What an option is with this value, or with none; or what is wrong with it. */
export function optionIn(
  name: OptionName,
  value: unknown,
): { options: Partial<Options> } | { problem: string } {
  const { success, output, issues } = v.safeParse(optionSchemas[name], value);
  return success ? { options: { [name]: output } } : { problem: issues[0].message };
}

/** What the model goes by of the options. */
export const optionsFor = (options: Options): ModelOptions => ({
  hasMouse: options.mouse,
  quiet: options.quiet,
  opensAddresses: options['open-command'] !== undefined,
  tellsTyping: options.typing,
  words: options.words,
  spelling: options.spelling,
});

/** What of that is another than before: what a key has changed meanwhile stays. */
export function changedBy(before: Options, after: Options): Partial<ModelOptions> {
  const [old, now] = [optionsFor(before), optionsFor(after)];
  const names = (Object.keys(now) as (keyof ModelOptions)[]).filter(
    (name) => old[name] !== now[name],
  );
  return Object.fromEntries(names.map((name) => [name, now[name]]));
}

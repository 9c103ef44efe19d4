/** What can be set while the client runs: its options, and the tables of its configuration. */

/** How a terminal is asked to tell somebody; most know one or two of these. */
export const tellings = ['bell', 'osc9', 'osc777', 'osc99'] as const;
/** One way to ask a terminal. */
export type Telling = (typeof tellings)[number];

/** The looks of the client: `auto` follows the background. */
export const themeNames = [
  'auto',
  'middle',
  'dark',
  'light',
  'nord',
  'solarized',
  'colour-blind',
] as const;
/** The name of a look, as the configuration has it. */
export type ThemeName = (typeof themeNames)[number];

/** What the colours of the client mean, by the names that the configuration has for them. */
export const toneNames = [
  'plain',
  'dim',
  'strong',
  'accent',
  'error',
  'mention',
  'misspelt',
  'unread',
  'bar',
  'chosen',
] as const;

/** How the client shows who comes and goes: in one line, each in a line, only those who spoke of late, or nobody. */
export const joinings = ['folded', 'shown', 'smart', 'hidden'] as const;
/** One of them. */
export type Joining = (typeof joinings)[number];

/** How times are shown beside what happens. */
export const timings = ['minutes', 'seconds', '12-hours', 'none'] as const;
/** One of them. */
export type Timing = (typeof timings)[number];

interface Option {
  readonly about: string;
  /** What it is: `on` or `off`, one of a few words, a text, or words. */
  readonly is: 'switch' | 'word' | 'text' | 'words';
  /** The words that it may be set to; without them any. */
  readonly values?: readonly string[];
}

/** By their names in the configuration. */
export const options = {
  theme: { is: 'word', values: themeNames, about: 'the colours' },
  time: { is: 'word', values: timings, about: 'the times beside what is said' },
  joins: { is: 'word', values: joinings, about: 'who comes and goes, in all rooms' },
  mouse: { is: 'switch', about: 'the client has the mouse, and not the terminal' },
  typing: { is: 'switch', about: 'the others are told when you are typing' },
  words: { is: 'words', about: 'words that call you, as your nick does' },
  tell: { is: 'words', values: tellings, about: 'how you are told that somebody calls you' },
  'tell-command': { is: 'text', about: 'a command that tells you, too' },
  'open-command': { is: 'text', about: 'a program that opens addresses' },
  quiet: { is: 'text', about: 'when nothing tells you, such as 22:00-07:00' },
  'log-dir': { is: 'text', about: 'a folder in which all that is said is written to files, too' },
  spelling: { is: 'text', about: 'dictionaries of hunspell for what you type; or auto, or none' },
} as const satisfies Readonly<Record<string, Option>>;

/** The name of an option. */
export type OptionName = keyof typeof options;

/** All of them. */
export const optionNames = Object.keys(options) as OptionName[];

/** What is known of an option. */
export const optionOf = (name: OptionName): Option => options[name];

/** True for the name of one. */
export const isOption = (name: string): name is OptionName => Object.hasOwn(options, name);

/** Tables of the configuration, by their names, each with what an entry of it does, and one as an example. */
export const tables = {
  keys: { about: 'what a key does', example: ['ctrl-o', 'switcher'] },
  colours: { about: 'how something looks', example: ['mention', 'bold #d08770'] },
  aliases: { about: 'the line that a word stands for', example: ['t', '/topic $1 $*'] },
  scripts: {
    about: 'a command that is told what happens, and says commands',
    example: ['greet', '~/bin/greet'],
  },
  'joins-in': { about: 'who comes and goes, in one room', example: ['#builds', 'hidden'] },
} as const satisfies Readonly<
  Record<string, { about: string; example: readonly [key: string, value: string] }>
>;

/** The name of a table. */
export type TableName = keyof typeof tables;

/** All of them. */
export const tableNames = Object.keys(tables) as TableName[];

/** An entry as it is called: `keys.ctrl-o`. */
type EntryName = `${TableName}.${string}`;

/** The table and the key that such a name means; nothing where it means none. */
export function entryIn(name: string): { table: TableName; key: string } | undefined {
  const table = tableNames.find((each) => name.startsWith(`${each}.`));
  const key = table === undefined ? '' : name.slice(table.length + 1);
  return table === undefined || key === '' ? undefined : { table, key };
}

/** What `/set` can set: an option, an entry of a table; a table can be shown. */
export type SettableName = OptionName | TableName | EntryName;

/** True for the name of something that `/set` sets or shows here, and not in a room. */
export const isSettable = (name: string): name is SettableName =>
  isOption(name) || isTable(name) || entryIn(name) !== undefined;

/** True for the name of a table. */
export const isTable = (name: string): name is TableName => Object.hasOwn(tables, name);

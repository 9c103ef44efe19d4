/** The options of the client that can be set while it runs: what each does, and what it may be set to. */

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

/** What the person decided, on the command line, in the environment and in a TOML file: checked all at once. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { newNickProblem, roomProblem } from '../grammar/names.ts';
import { nearest } from '../grammar/nearest.ts';
import { bindKeys } from './binding.ts';
import type { Keymap } from './keys.ts';
import { type Colours, type Palette, toneNames } from './layout/theme.ts';
import { sgrOf } from './style.ts';
import { readToml, type Table } from './toml.ts';

/** Everything that the client is told before it begins. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly nick?: string;
  readonly rooms: readonly string[];
  readonly colours: Colours;
  /** The person's own colours by tone, as parameters of SGR. */
  readonly palette: Palette;
  readonly keymap: Keymap;
  /** The others are told that one is typing. */
  readonly tellsTyping: boolean;
  /** A linear stream of lines instead of a screen. */
  readonly plain: boolean;
}

/** What was typed on the command line, or stands in the environment instead. */
export interface Given {
  server?: string;
  nick?: string;
  rooms?: readonly string[];
  plain?: boolean;
  typing?: boolean;
  /** What a mistake in one of them is called by: its variable, when it comes from the environment. */
  called?: { server?: string; nick?: string; rooms?: string };
}

/** A configuration file: its name, and what is in it. */
export interface File {
  name: string;
  text: string;
}

/** What the settings also depend on. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>;
  /** Input and output are both a terminal. */
  terminal: boolean;
}

/** Takes what is wrong with a setting: its name, `keys.ctrl-o` in parts, and a sentence. */
type Mistake = (setting: readonly string[], sentence: string) => void;

const PORT = 7667;
const topKeys = ['server', 'nick', 'rooms', 'typing', 'colours', 'keys'];

/** Where the configuration is by the XDG rules, which ignore a path that is not absolute. */
export function configPath(env: Surroundings['env'], home: string = homedir()): string {
  const given = env.XDG_CONFIG_HOME ?? '';
  return join(given.startsWith('/') ? given : join(home, '.config'), 'parlance', 'config.toml');
}

/** The settings, or every mistake, each as a sentence that names where it was made. */
export function configure(
  given: Given,
  file: File | undefined,
  { env, terminal }: Surroundings,
): Settings | { mistakes: string[] } {
  const mistakes: string[] = [];
  const onLine: Mistake = (names, sentence) => mistakes.push(`${names.join('.')}: ${sentence}`);
  const written = fileSettings(file, mistakes);
  const { called = {} } = given;
  const server =
    given.server === undefined
      ? written.server
      : serverOf(given.server, [called.server ?? 'HOST:PORT'], onLine);
  const nick =
    given.nick === undefined ? written.nick : nickOf(given.nick, [called.nick ?? '--nick'], onLine);
  const rooms =
    given.rooms === undefined
      ? written.rooms
      : roomsOf(wordsOf(given.rooms), [called.rooms ?? '--join'], onLine);
  if (mistakes.length > 0) return { mistakes };
  return Object.freeze({
    host: server?.host ?? '127.0.0.1',
    port: server?.port ?? PORT,
    ...(nick !== undefined && { nick }),
    rooms: rooms ?? [],
    colours: coloursOf(env),
    palette: written.palette,
    keymap: written.keymap,
    tellsTyping: given.typing ?? written.typing,
    plain: given.plain === true || !terminal || env.TERM === 'dumb' || readsAloud(env),
  });
}

interface Written {
  server: { host: string; port: number } | undefined;
  nick: string | undefined;
  rooms: string[] | undefined;
  typing: boolean;
  palette: Palette;
  keymap: Keymap;
}

function fileSettings(file: File | undefined, mistakes: string[]): Written {
  const { table, lineOf, wrong } = readToml(file?.text ?? '');
  const place = (line: number | undefined): string =>
    line === undefined ? `${file?.name}` : `${file?.name}: line ${line}`;
  for (const { line, sentence, shown } of wrong) {
    mistakes.push(`${place(line)}: ${sentence}\n${shown}`);
  }
  const found: { line: number; words: string }[] = [];
  const mistake: Mistake = (names, sentence) => {
    const line = lineOf(names);
    found.push({ line: line ?? 0, words: `${place(line)}: ${names.join('.')}: ${sentence}` });
  };
  const settings = settingsIn(table, mistake);
  mistakes.push(...found.sort((a, b) => a.line - b.line).map(({ words }) => words));
  return settings;
}

function settingsIn(table: Table, mistake: Mistake): Written {
  for (const key of Object.keys(table)) {
    if (!topKeys.includes(key)) mistake([key], `is no setting.${meant(key, topKeys)}`);
  }
  const server = textOf(table.server, ['server'], mistake);
  const nick = textOf(table.nick, ['nick'], mistake);
  const { rooms = undefined } = table;
  const areTexts = Array.isArray(rooms) && rooms.every((room) => typeof room === 'string');
  if (rooms !== undefined && !areTexts) mistake(['rooms'], 'is a list such as ["#dev", "#tea"].');
  const { keymap, mistakes } = bindKeys(textsIn(table.keys, 'keys', mistake));
  for (const { key, sentence } of mistakes) mistake(['keys', key], sentence);
  return {
    server: server === undefined ? undefined : serverOf(server, ['server'], mistake),
    nick: nick === undefined ? undefined : nickOf(nick, ['nick'], mistake),
    rooms: areTexts ? roomsOf(rooms, ['rooms'], mistake) : undefined,
    typing: flagOf(table.typing, 'typing', mistake),
    palette: paletteOf(textsIn(table.colours, 'colours', mistake), mistake),
    keymap,
  };
}

function paletteOf(colours: Record<string, string>, mistake: Mistake): Palette {
  const palette: Record<string, string> = {};
  for (const [tone, style] of Object.entries(colours)) {
    const sgr = sgrOf(style);
    if (!toneNames.includes(tone))
      mistake(['colours', tone], `is no tone.${meant(tone, toneNames)}`);
    if ('problem' in sgr) mistake(['colours', tone], sgr.problem);
    else palette[tone] = sgr.codes;
  }
  return palette;
}

function textOf(value: unknown, names: readonly string[], mistake: Mistake): string | undefined {
  if (typeof value === 'string' || value === undefined) return value;
  mistake(names, 'is a text in quotes.');
  return undefined;
}

function flagOf(value: unknown, key: string, mistake: Mistake): boolean {
  if (value !== undefined && typeof value !== 'boolean')
    mistake([key], 'is true or false, without quotes.');
  return value === true;
}

function textsIn(value: unknown, key: string, mistake: Mistake): Record<string, string> {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    mistake([key], `is a table: [${key}] on a line of its own, then its settings.`);
    return {};
  }
  const texts: Record<string, string> = {};
  for (const [name, each] of Object.entries(value)) {
    const text = textOf(each, [key, name], mistake);
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}

/** `chat.example`, `chat.example:7667`, `[::1]:7667`, `::1`. */
function serverOf(
  text: string,
  names: readonly string[],
  mistake: Mistake,
): { host: string; port: number } | undefined {
  const [, bracketed, host = bracketed, digits] =
    /^(?:\[([\da-f:.]+)\]|([\p{L}\p{M}\p{N}_.-]+))(?::(\w*))?$/iu.exec(text) ?? [];
  if (host === undefined && /^[\da-f:]+:[\da-f:.]*$/i.test(text)) return { host: text, port: PORT };
  const port = Number(digits ?? PORT);
  const isPort = port >= 1 && port <= 65_535;
  if (host !== undefined && isPort) return { host, port };
  const reason = host === undefined ? noServer(text) : 'a port is a number from 1 to 65535.';
  mistake(names, `"${text}" is no server: ${reason}`);
  return undefined;
}

/** An address of the web, perhaps, or host and port as other programs take them. */
function noServer(text: string): string {
  const [, bare = 'chat.example'] =
    /^(?:[a-z+]+:\/\/)?([\w.-]+(?:[: ]\d+)?)(?:\/|$)/i.exec(text) ?? [];
  return /[: ]/.test(bare)
    ? `write ${bare.replace(' ', ':')}.`
    : `write ${bare} or ${bare}:${PORT}.`;
}

function nickOf(nick: string, names: readonly string[], mistake: Mistake): string {
  const problem = newNickProblem(nick);
  if (problem !== undefined) mistake(names, `"${nick}" can't be a nick: a nick ${problem}.`);
  return nick;
}

/** On a command line rooms may also come in one word, with commas or blanks between them. */
const wordsOf = (given: readonly string[]): string[] =>
  given.flatMap((word) => word.split(/[,\s]+/)).filter((word) => word !== '');

/** Shells take a bare # for a comment, so it may be left out. */
function roomsOf(given: readonly string[], names: readonly string[], mistake: Mistake): string[] {
  const rooms = given.map((word) => (word.startsWith('#') ? word : `#${word}`));
  for (const room of rooms) {
    const problem = roomProblem(room);
    if (problem !== undefined) {
      mistake(names, `"${room}" can't be a room: a room's name ${problem}.`);
    }
  }
  return [...new Set(rooms)];
}

function meant(word: string, among: readonly string[]): string {
  const near = nearest(word, among);
  return near.length === 0
    ? ` There are ${among.join(', ')}.`
    : ` Did you mean ${near.join(' or ')}?`;
}

/** What Ink goes by to draw for screen readers, who are better served with lines. */
const readsAloud = (env: Surroundings['env']): boolean => env.INK_SCREEN_READER === 'true';

/** https://no-color.org: any value but the empty one. */
function coloursOf(env: Surroundings['env']): Colours {
  if ((env.NO_COLOR ?? '') !== '') return 'none';
  const many = /256|direct|kitty|ghostty|alacritty|foot/.test(env.TERM ?? '') || env.COLORTERM;
  return many ? 'many' : 'sixteen';
}

/** What the person decided, on the command line, in the environment and in a TOML file: checked all at once. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import { nickProblem, roomProblem } from '../grammar/names.ts';
import { nearest } from '../grammar/nearest.ts';
import { bindKeys, type Keymap } from './keys.ts';
import { type Colours, type Palette, toneNames } from './layout/theme.ts';
import { sgrOf } from './style.ts';

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

type Mistake = (key: string, sentence: string) => void;
type Table = Readonly<Record<string, unknown>>;

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
  const inFile: Mistake = (key, sentence) => mistakes.push(`${file?.name}: ${key}: ${sentence}`);
  const onLine: Mistake = (key, sentence) => mistakes.push(`${key}: ${sentence}`);
  const table = file === undefined ? {} : read(file, mistakes);
  const written = fileSettings(table, inFile);
  const server =
    given.server === undefined ? written.server : serverOf(given.server, 'HOST[:PORT]', onLine);
  const nick = given.nick === undefined ? written.nick : nickOf(given.nick, '--nick', onLine);
  const rooms = given.rooms === undefined ? written.rooms : roomsOf(given.rooms, '--join', onLine);
  const { keymap, mistakes: wrongKeys } = bindKeys(written.keys);
  for (const sentence of wrongKeys) inFile('keys', sentence);
  if (mistakes.length > 0) return { mistakes };
  return Object.freeze({
    host: server?.host ?? '127.0.0.1',
    port: server?.port ?? PORT,
    ...(nick !== undefined && { nick }),
    rooms: rooms ?? [],
    colours: coloursOf(env),
    palette: written.palette,
    keymap,
    tellsTyping: given.typing ?? written.typing,
    plain: given.plain === true || !terminal || env.TERM === 'dumb',
  });
}

function read({ name, text }: File, mistakes: string[]): Table {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [what = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
    mistakes.push(`${name}: line ${error.line}, column ${error.column}: ${what}.`);
    return {};
  }
}

interface Written {
  server: { host: string; port: number } | undefined;
  nick: string | undefined;
  rooms: string[] | undefined;
  typing: boolean;
  palette: Palette;
  keys: Record<string, string>;
}

function fileSettings(table: Table, mistake: Mistake): Written {
  for (const key of Object.keys(table)) {
    if (!topKeys.includes(key)) mistake(key, `is no setting.${meant(key, topKeys)}`);
  }
  const server = textOf(table.server, 'server', mistake);
  const nick = textOf(table.nick, 'nick', mistake);
  const { rooms = undefined } = table;
  const areTexts = Array.isArray(rooms) && rooms.every((room) => typeof room === 'string');
  if (rooms !== undefined && !areTexts) mistake('rooms', 'is a list such as ["#dev", "#tea"].');
  return {
    server: server === undefined ? undefined : serverOf(server, 'server', mistake),
    nick: nick === undefined ? undefined : nickOf(nick, 'nick', mistake),
    rooms: areTexts ? roomsOf(rooms, 'rooms', mistake) : undefined,
    typing: flagOf(table.typing, 'typing', mistake),
    palette: paletteOf(textsIn(table.colours, 'colours', mistake), mistake),
    keys: textsIn(table.keys, 'keys', mistake),
  };
}

function paletteOf(colours: Record<string, string>, mistake: Mistake): Palette {
  const palette: Record<string, string> = {};
  for (const [tone, style] of Object.entries(colours)) {
    const key = `colours.${tone}`;
    const sgr = sgrOf(style);
    if (!toneNames.includes(tone)) mistake(key, `is no tone.${meant(tone, toneNames)}`);
    else if ('problem' in sgr) mistake(key, sgr.problem);
    else palette[tone] = sgr.codes;
  }
  return palette;
}

function textOf(value: unknown, key: string, mistake: Mistake): string | undefined {
  if (typeof value === 'string' || value === undefined) return value;
  mistake(key, 'is a text in quotes.');
  return undefined;
}

function flagOf(value: unknown, key: string, mistake: Mistake): boolean {
  if (value !== undefined && typeof value !== 'boolean') mistake(key, 'is true or false.');
  return value === true;
}

function textsIn(value: unknown, key: string, mistake: Mistake): Record<string, string> {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    mistake(key, `is a table: [${key}] on a line of its own, then its settings.`);
    return {};
  }
  const texts: Record<string, string> = {};
  for (const [name, each] of Object.entries(value)) {
    const text = textOf(each, `${key}.${name}`, mistake);
    if (text !== undefined) texts[name] = text;
  }
  return texts;
}

/** `chat.example`, `chat.example:7667`, `[::1]:7667`, `::1`. */
function serverOf(
  text: string,
  key: string,
  mistake: Mistake,
): { host: string; port: number } | undefined {
  const [, bracketed, host = bracketed, digits] =
    /^(?:\[([\da-f:.]+)\]|([\w.-]+))(?::(\d+))?$/i.exec(text) ?? [];
  if (host === undefined && /^[\da-f:]+:[\da-f:.]*$/i.test(text)) return { host: text, port: PORT };
  const port = Number(digits ?? PORT);
  if (host !== undefined && port >= 1 && port <= 65_535) return { host, port };
  mistake(key, `"${text}" is no server: write chat.example or chat.example:${PORT}.`);
  return undefined;
}

function nickOf(nick: string, key: string, mistake: Mistake): string {
  const problem = nickProblem(nick);
  if (problem !== undefined) mistake(key, `${nick} can't be a nick: a nick ${problem}.`);
  return nick;
}

/** Shells take a bare # for a comment, so it may be left out; rooms may also come in one word, with commas. */
function roomsOf(given: readonly string[], key: string, mistake: Mistake): string[] {
  const words = given.flatMap((word) => word.split(/[,\s]+/)).filter((word) => word !== '');
  const rooms = words.map((word) => (word.startsWith('#') ? word : `#${word}`));
  for (const room of rooms) {
    const problem = roomProblem(room);
    if (problem !== undefined) mistake(key, `${room} can't be a room: a room's name ${problem}.`);
  }
  return [...new Set(rooms)];
}

function meant(word: string, among: readonly string[]): string {
  const [near] = nearest(word, [...among]);
  return near === undefined ? ` There are ${among.join(', ')}.` : ` Did you mean ${near}?`;
}

/** https://no-color.org: any value but the empty one. */
function coloursOf(env: Surroundings['env']): Colours {
  if ((env.NO_COLOR ?? '') !== '') return 'none';
  const many = /256|direct|kitty|ghostty|alacritty|foot/.test(env.TERM ?? '') || env.COLORTERM;
  return many ? 'many' : 'sixteen';
}

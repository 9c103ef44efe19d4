/** A TOML file: what is in it, on which line each setting stands, and in words what keeps it from being read. */
import { parse, TomlError } from 'smol-toml';
import { showable } from '../grammar/showable.ts';

type Table = Readonly<Record<string, unknown>>;

interface Toml {
  /** Without the settings that can't be read; empty when that is more than single lines. */
  table: Table;
  /** The number of the line of a setting such as `keys.ctrl-o`. */
  lineOf(path: readonly string[]): number | undefined;
  wrong: Wrong[];
}

/** A place at which the file can't be read. */
interface Wrong {
  line: number;
  sentence: string;
  /** The line, and below it a caret. */
  shown: string;
}

/** At most this many places are told at once. */
const MAX_WRONG = 20;

/** So much of a line is shown, in UTF-16 units. */
const MAX_SHOWN_LENGTH = 160;

/** Reads a file. `example` is a setting as the mistakes show it, such as `nick = "ann"`. */
export function readToml(text: string, example: string): Toml {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const wrong: Wrong[] = [];
  for (const remaining = [...lines]; wrong.length < MAX_WRONG; ) {
    try {
      return { table: parse(remaining.join('\n')), lineOf: locator(lines), wrong };
    } catch (error) {
      if (!(error instanceof TomlError)) throw error;
      const { line, column } = error;
      const written = remaining[line - 1] ?? '';
      wrong.push({
        line,
        sentence: mistakeInWords(error, written, example),
        shown: pointed(written, column),
      });
      if (!isAlone(written, error)) break;
      remaining[line - 1] = '';
    }
  }
  return { table: {}, lineOf: locator(lines), wrong };
}

/** What is wrong is wrong with this line only: the others can be read without it. */
const isAlone = (written: string, { message }: TomlError): boolean =>
  setting.test(written) && !/end of structure|redefine/.test(message) && !/"""|'''/.test(written);

const plainly = (text: string): string => showable(text).replace(/\t/g, '    ');

/** The caret's surroundings: of a long line only a part. */
function pointed(written: string, column: number): string {
  const from = Math.max(0, column - 1 - MAX_SHOWN_LENGTH / 2);
  const part = written.slice(from, from + MAX_SHOWN_LENGTH);
  const start = from > 0 ? '…' : '';
  const before = `${start}${plainly(part.slice(0, column - 1 - from))}`;
  const end = from + part.length < written.length ? '…' : '';
  return `  ${start}${plainly(part)}${end}\n  ${before.replace(/\P{M}/gu, ' ')}^`;
}

const part = String.raw`(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)`;
const path = String.raw`${part}(?:\s*\.\s*${part})*`;
const setting = new RegExp(String.raw`^\s*(${path})\s*=`);
const header = new RegExp(String.raw`^\s*\[\[?\s*(${path})\s*\]`);

/** Finds the line of a setting, or of what holds it. */
function locator(lines: readonly string[]): Toml['lineOf'] {
  const found = new Map<string, number>();
  let within: string[] = [];
  for (const [index, line] of lines.entries()) {
    const table = header.exec(line)?.[1];
    const key = setting.exec(line)?.[1];
    if (table !== undefined) within = namesIn(table);
    if (table === undefined && key === undefined) continue;
    const name = JSON.stringify(key === undefined ? within : [...within, ...namesIn(key)]);
    if (!found.has(name)) found.set(name, index + 1);
  }
  const lineOf: Toml['lineOf'] = (names) =>
    names.length === 0
      ? undefined
      : (found.get(JSON.stringify(names)) ?? lineOf(names.slice(0, -1)));
  return lineOf;
}

/** The names of a dotted key. */
const namesIn = (dotted: string): string[] =>
  (dotted.match(new RegExp(part, 'g')) ?? []).map((name) =>
    name.startsWith('"') ? unquoted(name) : name.replace(/^'(.*)'$/, '$1'),
  );

/** What is no name is found as it is written. */
function unquoted(name: string): string {
  try {
    return Object.keys(parse(`${name} = 0`))[0] ?? name;
  } catch {
    return name;
  }
}

/** The parser says what it met; a person wants to know what to do. */
function mistakeInWords({ message, column }: TomlError, written: string, example: string): string {
  const said = message.replace(/^Invalid TOML document: /, '').split('\n', 1)[0] ?? '';
  if (/[\u201c\u201d\u201e\u00ab\u00bb]/.test(written)) {
    return `typographic quotes: write straight ones, as in ${example}.`;
  }
  if (isUnclosed(written) || said === 'unfinished string') {
    return 'unclosed quote: a text begins with a quote and ends with one.';
  }
  switch (said) {
    case 'invalid value':
      return `no value: write a text in quotes, as in ${example}, a list as in ["#dev"], true or false.`;
    case 'expected comma or end of structure':
      return 'unfinished list: its items are parted by commas, and ] ends it, as in ["#dev", "#tea"].';
    case 'trying to redefine an already defined table or value':
      return 'this is there twice: take one of the two out.';
    case 'incomplete key-value: cannot find end of key':
    case 'unexpected end of key':
      return `no setting: write a name, = and a value, as in ${example}.`;
    case 'illegal character in key':
      return keyInWords(written, column, example);
    case 'each key-value declaration must be followed by an end-of-line':
      return 'something follows the value: one setting a line.';
    case 'unrecognised escape sequence':
      return "unknown escape: write \\\\ for a backslash, or put the text in 'single quotes'.";
    default:
      return `${said.replace(/\.+$/, '')}.`;
  }
}

function keyInWords(written: string, column: number, example: string): string {
  if (/^\s*\[/.test(written)) return 'unfinished table: it is named in brackets, as in [keys].';
  return written.slice(column - 1).includes('=')
    ? 'a name with such characters stands in quotes, as in "ctrl-/" = "search".'
    : `no setting: write a name, = and a value, as in ${example}.`;
}

/** What is left without comments and whole texts still holds a quote. */
function isUnclosed(written: string): boolean {
  const rest = written.replace(/"(?:[^"\\]|\\.)*"|'[^']*'|#.*$/g, '');
  return /["']/.test(rest);
}

/** Changes one setting of a TOML file, and nothing else: comments, order and blanks stay as they are. */
import { parse, TomlError } from 'smol-toml';

/** What a setting may be set to here. */
export type Value = string | boolean | readonly string[];

/** A setting above all tables, or one of a table. */
export type Path = readonly [name: string] | readonly [table: string, name: string];

/**
 * The text of the file with a setting set to this, or taken out. Nothing when that can't be done with certainty: the file
 * can't be read, or would say something else besides.
 */
export function changed(text: string, path: Path, value: Value | undefined): string | undefined {
  const lines = text.split('\n');
  const part = partOf(lines, path);
  const next = part ? inPart(lines, part, path, value) : withTable(lines, path, value);
  return isThatAlone(text, next.join('\n'), path, value) ? next.join('\n') : undefined;
}

function inPart(
  lines: readonly string[],
  part: Part,
  path: Path,
  value: Value | undefined,
): readonly string[] {
  const [from, to] = extent(lines, part, path.at(-1)!);
  const comment = from < to ? commentOf(joined(lines, from, to)) : '';
  const end = endOf(lines[from < to ? to - 1 : from - 1] ?? lines[0]);
  const line = value === undefined ? [] : [`${setting(path, value)}${comment}${end}`];
  return lines.toSpliced(from, to - from, ...line);
}

/** The table is put behind all others, with an empty line before it. */
function withTable(
  lines: readonly string[],
  path: Path,
  value: Value | undefined,
): readonly string[] {
  if (value === undefined) return lines;
  const above = lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1);
  const end = endOf(lines[0]);
  const blank = above.length > 0 ? [end] : [];
  return [...above, ...blank, `[${keyOf(path[0])}]${end}`, `${setting(path, value)}${end}`, ''];
}

/** What ends a line besides its newline. */
const endOf = (line = ''): string => (line.endsWith('\r') ? '\r' : '');

const setting = (path: Path, value: Value): string =>
  `${keyOf(path.at(-1)!)} = ${literalOf(value)}`;

const literalOf = (value: Value): string =>
  typeof value === 'string' || typeof value === 'boolean'
    ? JSON.stringify(value)
    : `[${value.map((each) => JSON.stringify(each)).join(', ')}]`;

const keyOf = (name: string): string => (/^[\w-]+$/.test(name) ? name : JSON.stringify(name));

type Part = readonly [from: number, to: number];

const header = /^\s*\[\s*(.*?)\s*\]\s*(?:#.*)?$/;

/** The lines in which a setting may stand: those above all tables, or those of its table; nothing where there is no such table. */
function partOf(lines: readonly string[], path: Path): Part | undefined {
  const from =
    path.length === 1
      ? 0
      : lines.findIndex((line) => {
          const [, name = ''] = header.exec(line.trimEnd()) ?? [];
          return name === path[0] || name === JSON.stringify(path[0]);
        }) + 1;
  if (path.length > 1 && from === 0) return undefined;
  const length = lines.slice(from).findIndex((line) => /^\s*\[/.test(line));
  return [from, length < 0 ? lines.length : from + length];
}

/** The lines of a setting, from the first up to the one behind the last; where it would stand if there is none. */
function extent(lines: readonly string[], [first, end]: Part, name: string): Part {
  const part = lines.slice(first, end);
  const at = part.findIndex((line) => startsSetting(line, name));
  if (at < 0) {
    const place = first + placeFor(part, name);
    return [place, place];
  }
  const from = first + at;
  for (let to = from + 1; to <= lines.length; to += 1) {
    if (isWhole(joined(lines, from, to))) return [from, to];
  }
  return [from, from + 1];
}

/** The text of these lines; without the end of the last one, which may be that of Windows. */
const joined = (lines: readonly string[], from: number, to: number): string =>
  lines.slice(from, to).join('\n').replace(/\r$/, '');

function startsSetting(line: string, name: string): boolean {
  const [, quoted, literal, bare] =
    /^\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+))\s*=/.exec(line) ?? [];
  return (quoted ?? literal ?? bare) === name;
}

/** Behind an example of the setting in a comment; else behind the last setting of the part. */
function placeFor(part: readonly string[], name: string): number {
  const example = part.findLastIndex((line) => startsSetting(line.replace(/^\s*#\s*/, ''), name));
  if (example >= 0) return example + 1;
  const last = part.findLastIndex((line) => /^\s*[^#\s]/.test(line));
  return last + 1;
}

function isWhole(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch (error) {
    if (error instanceof TomlError) return false;
    throw error;
  }
}

/** The comment behind a setting of one line, with the blanks before it. */
function commentOf(setting: string): string {
  const quoted = /"(?:[^"\\]|\\.)*"|'[^']*'/g;
  const bare = setting.replace(quoted, (text) => 'x'.repeat(text.length));
  const at = setting.includes('\n') ? -1 : bare.search(/\s*#/);
  return at < 0 ? '' : setting.slice(at);
}

/** The new text says what the old one says, but for this. */
function isThatAlone(before: string, after: string, path: Path, value: Value | undefined): boolean {
  try {
    const [was, is] = [without(parse(before), path), without(parse(after), path)];
    return (
      JSON.stringify(was.others) === JSON.stringify(is.others) &&
      JSON.stringify(is.value) === JSON.stringify(value)
    );
  } catch (error) {
    if (error instanceof TomlError) return false;
    throw error;
  }
}

type Table = Readonly<Record<string, unknown>>;

/** What a file says, and what it says of one setting; a table without others is as good as none. */
function without(all: Table, [name, inner]: Path): { others: unknown; value: unknown } {
  const { [name]: value, ...others } = all;
  if (inner === undefined) return { others, value };
  if (value !== undefined && !isTable(value)) return { others: all, value: undefined };
  const { [inner]: own, ...rest } = value ?? {};
  return { others: [others, rest], value: own };
}

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Changes one setting of a TOML file, and nothing else: comments, order and blanks stay as they are. */
import { parse, TomlError } from 'smol-toml';

/** What a setting may be set to here. */
export type Value = string | boolean | readonly string[];

/**
 * The text of the file with a setting above all tables set to this, or taken out. Nothing when that can't be done with
 * certainty: the file can't be read, or would say something else besides.
 */
export function changed(text: string, name: string, value: Value | undefined): string | undefined {
  const lines = text.split('\n');
  const [from, to] = extent(lines, name);
  const comment = from < to ? commentOf(joined(lines, from, to)) : '';
  const end = (lines[from < to ? to - 1 : from - 1] ?? lines[0])?.endsWith('\r') ? '\r' : '';
  const line = value === undefined ? [] : [`${name} = ${literalOf(value)}${comment}${end}`];
  const next = lines.toSpliced(from, to - from, ...line).join('\n');
  return isThatAlone(text, next, name, value) ? next : undefined;
}

const literalOf = (value: Value): string =>
  typeof value === 'string' || typeof value === 'boolean'
    ? JSON.stringify(value)
    : `[${value.map((each) => JSON.stringify(each)).join(', ')}]`;

/** The lines of a setting, from the first up to the one behind the last; where it would stand if there is none. */
function extent(lines: readonly string[], name: string): [from: number, to: number] {
  const header = lines.findIndex((line) => /^\s*\[/.test(line));
  const end = header < 0 ? lines.length : header;
  const top = lines.slice(0, end);
  const from = top.findIndex((line) => startsSetting(line, name));
  if (from < 0) {
    const place = placeFor(top, name);
    return [place, place];
  }
  for (let to = from + 1; to <= lines.length; to += 1) {
    if (isWhole(joined(lines, from, to))) return [from, to];
  }
  return [from, from + 1];
}

/** The text of these lines; without the end of the last one, which may be that of Windows. */
const joined = (lines: readonly string[], from: number, to: number): string =>
  lines.slice(from, to).join('\n').replace(/\r$/, '');

const startsSetting = (line: string, name: string): boolean =>
  line
    .trimStart()
    .replace(/^(["'])(.*?)\1/, '$2')
    .replace(/\s*=.*$/s, '') === name && line.includes('=');

/** Behind an example of the setting in a comment; else behind the last setting above the tables. */
function placeFor(top: readonly string[], name: string): number {
  const example = top.findLastIndex((line) => startsSetting(line.replace(/^\s*#\s*/, ''), name));
  if (example >= 0) return example + 1;
  const last = top.findLastIndex((line) => /^\s*[^#\s]/.test(line));
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
function isThatAlone(
  before: string,
  after: string,
  name: string,
  value: Value | undefined,
): boolean {
  try {
    const { [name]: _, ...others } = parse(before);
    const { [name]: now, ...same } = parse(after);
    return JSON.stringify([same, now]) === JSON.stringify([others, value]);
  } catch (error) {
    if (error instanceof TomlError) return false;
    throw error;
  }
}

/** The parts of PROTOCOL.md that are made from the catalogue and the schemas, so that the document cannot drift. */
import type { CommandName } from './ast.ts';
import { catalogue } from './catalogue.ts';
import type { EventName } from './events.ts';
import { meanings } from './faults.ts';
import { parse } from './parse.ts';
import { expectedWords } from './terminals.ts';

/** As much of JSON Schema as our schemas use. */
export interface Schema {
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  description?: string;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  anyOf?: readonly Schema[];
  additionalProperties?: Schema | boolean;
}

const tells: { [E in EventName]: string } = {
  welcome: 'the first object of a connection',
  ok: 'a tagged command, or `/ping`, was done; with what it produced',
  error:
    'a line was refused, and nothing happened; or, with `target` and no `re`, a cursor of a `/resume` is left out',
  room: 'the state of a room: when you enter it, resume, have caught up, or ask',
  joined: 'somebody entered a room',
  parted: 'somebody left a room',
  quit: 'somebody with whom you share a room or a private log left the server',
  nick: 'you have another nick, or somebody with whom you share a room or a private log',
  count: 'how many people a big room has now, instead of who came and went',
  away: 'somebody with whom you share a room or a private log went away, or somebody to whom you wrote in private is away',
  back: 'somebody with whom you share a room or a private log is back',
  message: 'something was said, in a room or in private',
  topic: "a room's topic was set or cleared",
  edit: 'somebody put another text in the place of what they had said',
  delete: 'somebody took back what they had said: its text is gone',
  react: 'somebody reacted to a message',
  unreact: 'somebody took a reaction back',
  typing: 'somebody is writing something; told to those who are there, and never kept',
  search: 'the answer to `/search`',
  history: 'the answer to `/history`',
  lagged: 'events that you should get and the log keeps no more; both ends are included',
  rooms: 'the answer to `/rooms`',
  who: 'the answer to `/who`',
  whois: 'the answer to `/whois`',
  whoami: 'the answer to `/whoami`',
  help: 'the answer to `/help`',
  motd: 'the message of the day: after a `welcome` if there is one, and the answer to `/motd`',
  slowed: 'you send faster than you may, and are read more slowly; told once',
  ping: 'are you there? Any line is an answer',
  bye: 'the last line before the server closes',
};

/** The section of PROTOCOL.md between `<!-- NAME:begin -->` and `<!-- NAME:end -->`, for each NAME. */
export function sections(
  commands: ReadonlyMap<CommandName, Schema>,
  events: ReadonlyMap<EventName, Schema>,
): Readonly<Record<string, string>> {
  return {
    commands: [...commands].map(([name, schema]) => commandPage(name, schema)).join('\n\n'),
    events: [...events].map(([name, schema]) => eventPage(name, schema)).join('\n\n'),
    faults: table(['code', 'meaning'], Object.entries(meanings).map(codeFirst)),
    expected: table(['word', 'stands for'], Object.entries(expectedWords).map(codeFirst)),
  };
}

/** `text` with each section between its markers replaced; markers that are missing are not added. */
export function withSections(text: string, made: Readonly<Record<string, string>>): string {
  return Object.entries(made).reduce((document, [name, section]) => {
    const markers = new RegExp(`(<!-- ${name}:begin -->\n)[\\s\\S]*?(<!-- ${name}:end -->)`);
    return document.replace(markers, (_, begin, end) => `${begin}${section}\n${end}`);
  }, text);
}

function commandPage(name: CommandName, schema: Schema): string {
  const row = catalogue[name];
  const short = 'short' in row ? row.short.map((other) => code(`/${other}`)).join(', ') : '';
  const fields = fieldRows(schema).filter(([field]) => field !== '`cmd`' && field !== '`tag`');
  return [
    `### \`${row.usage}\``,
    `${literally(row.about)}${short && ` Also: ${short}.`}`,
    fields.length > 0 ? table(['field', 'type', 'meaning'], fields) : '',
    `\`\`\`\n${row.examples.map(spelt).join('\n')}\n\`\`\``,
    row.faults.length > 0 ? `Faults: ${row.faults.map(code).join(', ')}.` : '',
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** Prose that Markdown must not take for its own signs. */
const literally = (text: string): string => text.replace(/[\\`*_]/g, '\\$&');

/** A typed line and the object that a program would send for it. */
const spelt = (line: string): string => `${line}\n    ${JSON.stringify(parse(line))}`;

function eventPage(name: EventName, schema: Schema): string {
  const shapes = schema.anyOf ?? [schema];
  const tables = shapes.flatMap((shape) => [
    shape.description === undefined ? '' : capital(`${shape.description}:`),
    table(
      ['field', 'type', 'meaning'],
      fieldRows(shape).filter(([field]) => field !== '`ev`'),
    ),
  ]);
  return [`### \`${name}\``, sentence(tells[name]), ...tables.filter(Boolean)].join('\n\n');
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
const sentence = (words: string): string => `${capital(words)}.`;

function fieldRows({ properties = {}, required = [] }: Schema): string[][] {
  return Object.entries(properties).map(([name, field]) => [
    code(name),
    `${typeOf(field)}${required.includes(name) ? '' : ', optional'}`,
    field.description ?? '',
  ]);
}

/** A field's type in a few words. */
function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum && schema.enum.length > 8) return 'string';
  if (schema.enum) return schema.enum.map((value) => code(JSON.stringify(value))).join(' or ');
  if (schema.anyOf) return 'object';
  if (schema.type === 'array') return `array of ${plural(typeOf(schema.items ?? {}))}`;
  if (schema.type !== 'object') return schema.type ?? 'anything';
  const { properties = {}, required = [], additionalProperties: others } = schema;
  const names = Object.keys(properties).map((name) =>
    code(required.includes(name) ? name : `${name}?`),
  );
  if (names.length > 0) return `object (${names.join(', ')})`;
  return typeof others === 'object' && others.type
    ? `object of ${plural(typeOf(others))}`
    : 'object';
}

const plural = (type: string): string => type.replace(/^(string|integer|number|object)/, '$1s');

function table(heads: string[], rows: string[][]): string {
  if (rows.length === 0) return '';
  const line = (cells: string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

const code = (text: string): string => `\`${text}\``;
const codeFirst = ([first, second]: [string, string]): string[] => [code(first), second];

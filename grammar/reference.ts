/** REFERENCE.md: every command, event and code, made from their definitions, so that it cannot drift. */
import type { Definition } from './commands/command.ts';
import { loggedEvents } from './events/logged.ts';
import type { EventName } from './events.ts';
import { meanings, ofAnyCommand, remedies } from './fault-codes.ts';
import type { Language } from './language.ts';
import { type Permission, permissions } from './permissions.ts';

/** As much of JSON Schema as our schemas use. */
export interface Schema {
  type?: string;
  const?: unknown;
  enum?: readonly unknown[];
  minimum?: number;
  maximum?: number;
  description?: string;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  anyOf?: readonly Schema[];
  additionalProperties?: Schema | boolean;
}

/** The text of REFERENCE.md. */
export function reference(
  language: Language,
  commands: ReadonlyMap<Definition, Schema>,
  events: ReadonlyMap<EventName, Schema>,
): string {
  return `${[
    head,
    '## Commands',
    aboutCommands,
    index([...commands.keys()].map(({ name }) => [`/${name}`, name])),
    ...[...commands].map(([command, schema]) => commandPage(language, command, schema)),
    '## Events',
    aboutEvents,
    index([...events.keys()].map((name) => [name, `event-${name}`])),
    ...[...events].map(([name, schema]) => eventPage(name, schema)),
    '## Permissions',
    aboutPermissions,
    permissionTable(),
    '## Errors',
    'What an `error` may have as its `code`. Its `message` is for people, and says what to do next.',
    table(['code', 'meaning'], Object.entries(meanings).map(codeFirst)),
    remedyTable(),
    '## Expected words',
    'What an `error` of the code `syntax` may have in `expected`.',
    table(['word', 'stands for'], [...language.words].map(codeFirst)),
  ].join('\n\n')}\n`;
}

const head = `# The Parlance protocol: reference

Every command, event and code of [the protocol](../PROTOCOL.md), which says how they go together. This file is made by
\`npm run grammar\`; [\`protocol.schema.json\`](protocol.schema.json) has the same as a JSON Schema.

[Commands](#commands) · [Events](#events) · [Permissions](#permissions) · [Errors](#errors) · [Expected words](#expected-words)`;

const aboutCommands = `Of each command: how it is typed, what it does, the fields of its object besides \`cmd\` and \`tag\`, examples as lines and as
objects, what is told because of it, what its \`ok\` has besides \`re\`, and its faults. Any command may also be answered
with \`syntax\`, \`unknown_command\`, \`bad_line\`, \`too_long\` or \`bad_character\` for its line, and an object with \`bad_json\`
or \`bad_command\`; and whoever may do little or nothing hears \`${ofAnyCommand.join('`, `')}\`. A TARGET is a room such as \`#dev\`, a nick, or a private log such as \`@k3f9\`; a SEQ is a number in a log.`;

const aboutEvents = `The fields of each event besides \`ev\`. What is optional is absent when there is nothing to say, never \`null\`. Readers ignore
events and fields that they do not know.`;

const aboutPermissions = `Who may do what in a room: the lowest that may, of owner, op, voice, member, invited and outsider. A \`key\` keeps out who does
not give it, a \`limit\` who comes when it is reached. Nobody does anything to somebody
whose role is above their own, but everybody may step down. Who is banned
may do nothing of this. Who may not is told why.`;

const permissionTable = (): string =>
  table(
    ['to', 'one has to be', 'where this is set', 'and not'],
    Object.values<Permission>(permissions).map(({ to, least, where = {}, speaks }) => [
      to,
      least,
      Object.entries(where)
        .map(([setting, needs]) => `${code(setting)}: ${needs}`)
        .join(', '),
      speaks ? 'muted' : '',
    ]),
  );

const remedyTable = (): string =>
  table(
    ['what a program does', 'codes'],
    [
      ...remedies.map(([remedy, codes]) => [remedy, codes.map(code).join(', ')]),
      ['let the person choose', 'all others'],
    ],
  );

const index = (entries: readonly (readonly [string, string])[]): string =>
  entries.map(([word, anchor]) => `[\`${word}\`](#${anchor})`).join(' · ');

function commandPage(language: Language, command: Definition, schema: Schema): string {
  const { name, usage, about, examples, faults } = command;
  const short = (command.short ?? []).map((other) => code(`/${other}`)).join(', ');
  const fields = argumentRows(command, schema);
  return [
    `### \`/${name}\``,
    `**${code(usage)}**${short && ` · also ${short}`}`,
    literally(about),
    fields.length > 0 ? table(['field', 'type', 'meaning'], fields) : '',
    `\`\`\`\n${examples.map((line) => spelt(language, line)).join('\n')}\n\`\`\``,
    after(command),
    faults.length > 0 ? `Faults: ${faults.map(code).join(', ')}.` : '',
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** What follows a command, and where that can be read as a conversation. */
function after({ tells: told, ok, notes, played }: Definition): string {
  const file = `${played}.txt`;
  return [
    ...(told === undefined ? [] : [`Tells: ${told}.`]),
    `Its \`ok\`: ${ok}.`,
    ...(notes === undefined ? [] : [notes]),
    `Played in [${code(file)}](../spec/transcripts/${file}).`,
  ].join(' ');
}

function argumentRows(command: Definition, schema: Schema): string[][] {
  const { cmd: _, tag: __, ...properties } = schema.properties ?? {};
  return fieldRows({ ...schema, properties }, (name) => command.fields[name]?.meaning);
}

/** Prose that Markdown must not take for its own signs. */
const literally = (text: string): string => text.replace(/[\\`*_]/g, '\\$&');

/** A typed line and the object that a program would send for it. */
const spelt = (language: Language, line: string): string =>
  `${line}\n    ${JSON.stringify(language.read(line))}`;

function eventPage(name: EventName, schema: Schema): string {
  const rows = eventRows(schema);
  const kept = name in loggedEvents ? ' Its log keeps it.' : '';
  return [
    `### Event \`${name}\``,
    `${sentence(schema.description ?? '')}${kept}`,
    table(['field', 'type', 'meaning'], rows),
  ]
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
}

/** The fields of an event, each once: of one with several forms, those that only some have say which. */
function eventRows(schema: Schema): string[][] {
  if (schema.anyOf === undefined) return rowsWithoutName(schema);
  const forms = schema.anyOf.map((form) => ({ form, rows: rowsWithoutName(form) }));
  const own = forms.flatMap(({ form, rows }) =>
    rows
      .filter((row) => !forms.every((other) => has(other.rows, row)))
      .map(([field = '', type = '', meaning = '']) => [
        field,
        `${type}, ${form.description}`,
        meaning,
      ]),
  );
  const common = forms[0]?.rows.filter((row) => forms.every((other) => has(other.rows, row))) ?? [];
  return [...own, ...common];
}

const has = (rows: readonly string[][], [field]: string[]): boolean =>
  rows.some(([other]) => other === field);

function rowsWithoutName(schema: Schema): string[][] {
  const { ev: _, ...properties } = schema.properties ?? {};
  return fieldRows({ ...schema, properties });
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
const sentence = (words: string): string => `${capital(words)}.`;

/** A row for each field; `meaning` says what it is, where the schema says too little. */
function fieldRows(
  { properties = {}, required = [] }: Schema,
  meaning: (name: string) => string | undefined = () => undefined,
): string[][] {
  return Object.entries(properties).map(([name, field]) => [
    code(name),
    `${typeOf(field)}${required.includes(name) ? '' : ', optional'}`,
    meaning(name) ?? field.description ?? '',
  ]);
}

/** A field's type in a few words. */
function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return code(JSON.stringify(schema.const));
  if (schema.enum && schema.enum.length > 8) return 'string';
  if (schema.enum) return schema.enum.map((value) => code(JSON.stringify(value))).join(' or ');
  if (schema.anyOf) return 'object';
  if (schema.maximum !== undefined)
    return `${schema.type} from ${schema.minimum} to ${schema.maximum === Number.MAX_SAFE_INTEGER ? '2⁵³ − 1' : schema.maximum}`;
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

/** A command as a JSON object → the same command, or the fault that says what is wrong with it. */
import * as v from 'valibot';
import { type Command, type CommandName, commands, Tag } from './ast.ts';
import { meantBy } from './brought.ts';
import { catalogue } from './catalogue.ts';
import { check, tidy } from './check.ts';
import { type Fault, fault } from './faults.ts';
import { isUnended, whereBroken } from './json.ts';
import { column, shown } from './quote.ts';

type Schema = v.GenericSchema<unknown, Command>;

/** One schema per command: looking it up by `cmd` is quicker than a variant, and its issues name one field. */
const schemas: ReadonlyMap<string, Schema> = new Map(
  Object.entries(commands).map(([cmd, { entries }]) => {
    const tagged = { cmd: v.literal(cmd as CommandName), tag: v.exactOptional(Tag), ...entries };
    return [cmd, v.object(tagged) as unknown as Schema];
  }),
);

/** What each field of each command should be, in words: `msg to` → a room such as …. */
const described: ReadonlyMap<string, string> = new Map(
  Object.entries(commands).flatMap(([cmd, { entries }]) =>
    Object.entries({ tag: Tag, ...entries }).map(([field, schema]): [string, string] => {
      const bare = schema.type === 'exact_optional' ? schema.wrapped : schema;
      return [`${cmd} ${field}`, v.getDescription(bare) ?? ''];
    }),
  ),
);

const fullNames: ReadonlyMap<string, string> = new Map(
  Object.entries(catalogue).flatMap(([name, row]) =>
    'short' in row ? row.short.map((short): [string, string] => [short, name]) : [],
  ),
);

const blanks = '[\\p{White_Space}\\p{Default_Ignorable_Code_Point}\\u2800]*';
const opening = new RegExp(`^${blanks}\\{`, 'u');
const keyed = new RegExp(`^${blanks}\\{\\s*"(?:[^"\\\\]|\\\\.)*"\\s*:`, 'u');

/** A line begins like an object, whatever cannot be seen before it: in `json` it is one, or an error. */
export const looksLikeObject = (line: string): boolean => opening.test(line);

/**
 * An object on a connection that reads typed lines only: it may hold a secret, and is not said aloud. A brace alone, as
 * in a piece of a program, is talk.
 */
export function misplacedObject(line: string): Fault | undefined {
  if (!keyed.test(line)) return undefined;
  const brace = line.indexOf('{');
  const read = readObject(line.slice(brace));
  const re = 'code' in read ? read.re : read.tag;
  const message =
    'That looks like an object, which is not read on this connection. /format json reads objects; /say before it says it.';
  const expected = ['command', 'text'];
  const col = column(line, brace);
  return { ...fault('syntax', { message }), line, col, expected, ...(re !== undefined && { re }) };
}

/**
 * What a JSON line means. Fields that no command knows are left out. Never throws. A fault carries `re` if the object
 * has a well-formed tag, whatever else is wrong with it.
 */
export function readObject(line: string): Command | Fault {
  let object: unknown;
  try {
    object = JSON.parse(line);
  } catch {
    return badJson(line);
  }
  const answer = understood(object);
  if (!('code' in answer)) return answer;
  const re = tagIn(object);
  return re === undefined ? answer : { ...answer, re };
}

function understood(object: unknown): Command | Fault {
  if (typeof object !== 'object' || object === null || Array.isArray(object))
    return fault('bad_json', { message: 'A command is a JSON object such as {"cmd":"ping"}.' });
  const cmd = 'cmd' in object ? object.cmd : undefined;
  const schema = typeof cmd === 'string' ? schemas.get(cmd) : undefined;
  if (schema === undefined) return badName(cmd);
  const result = v.safeParse(schema, object, { abortEarly: true });
  if (!result.success) return badField(cmd as CommandName, result.issues[0]);
  if ('cursors' in result.output && !isWhole(object, result.output.cursors))
    return badCommand(wrongly('wrong', cmd as CommandName, 'cursors'));
  return check(result.output) ?? tidy(result.output);
}

/** Read as a record, an array is empty, and keys that JavaScript gives a meaning to are left out. */
function isWhole(object: object, cursors: object): boolean {
  const given: unknown = 'cursors' in object ? object.cursors : undefined;
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return false;
  return Object.keys(given).length === Object.keys(cursors).length;
}

function tagIn(object: unknown): string | undefined {
  if (typeof object !== 'object' || object === null || !('tag' in object)) return undefined;
  return v.is(Tag, object.tag) ? object.tag : undefined;
}

/** Says where, and nothing of what stands there: it may be a secret. */
function badJson(line: string): Fault {
  const at = whereBroken(line);
  const col = column(line, at);
  const where =
    at >= line.length
      ? 'it ends too early'
      : isUnended(line, at)
        ? `the string at column ${col}, counted from 0, does not end`
        : `look at column ${col}, counted from 0`;
  return { ...fault('bad_json', { message: `The line is no JSON object: ${where}.` }), col };
}

function badName(cmd: unknown): Fault {
  const wanted = 'a command\'s name such as "msg"';
  if (cmd === undefined) return badCommand(`\`cmd\` is missing: ${wanted}.`);
  if (typeof cmd !== 'string') return badCommand(`\`cmd\` is wrong: ${wanted}.`);
  const name = cmd.replace(/^\//, '');
  const folded = name.toLowerCase();
  const full = fullNames.get(folded) ?? (schemas.has(folded) ? folded : undefined);
  if (full) return fault('unknown_command', { name: shown(name), near: [full], full });
  return fault('unknown_command', { name: shown(name), near: meantBy(name, schemas.keys()) });
}

/** A fault about the first field that is wrong, with the description that its schema has. */
function badField(cmd: CommandName, issue: v.BaseIssue<unknown>): Fault {
  const [field, ...deeper] = (issue.path ?? []).map(({ key }) => key);
  const name = [
    shown(String(field)),
    ...deeper.map((key) => `[${shown(JSON.stringify(key))}]`),
  ].join('');
  const problem = issue.input === undefined ? 'missing' : 'wrong';
  return badCommand(wrongly(problem, cmd, String(field), name));
}

function wrongly(problem: string, cmd: CommandName, field: string, name = field): string {
  const wanted = described.get(`${cmd} ${field}`);
  return `\`${name}\` is ${problem}${wanted === undefined ? '' : `: ${wanted}`}.`;
}

const badCommand = (message: string): Fault => fault('bad_command', { message });

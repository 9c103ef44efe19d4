/** Reads a command from a JSON object: the command, or the fault that says what is wrong. */
import * as v from 'valibot';
import { Tag } from '../arguments/tag.ts';
import type { Command } from '../ast.ts';
import type { Definition } from '../commands/command.ts';
import { type Fault, fault } from '../faults.ts';
import { check, tidy } from './check.ts';
import { isUnended, whereBroken } from './json.ts';
import { meantBy, type Names } from './meant.ts';
import { column, shown } from './quote.ts';

/** The commands that an object can be, and what they are called. */
export interface Known {
  readonly commands: ReadonlyMap<string, Definition>;
  readonly names: Names;
}

const blanks = '[\\p{White_Space}\\p{Default_Ignorable_Code_Point}\\u2800]*';
const opening = new RegExp(`^${blanks}\\{`, 'u');
const keyed = new RegExp(`^${blanks}\\{\\s*"(?:[^"\\\\]|\\\\.)*"\\s*:`, 'u');

/** A line begins like an object, whatever cannot be seen before it: in `json` it is one, or an error. */
export const looksLikeObject = (line: string): boolean => opening.test(line);

/**
 * An object on a connection that reads typed lines only: it may hold a secret, and is not said aloud. A brace alone, as
 * in a piece of a program, is talk.
 */
export function misplacedObject(known: Known, line: string): Fault | undefined {
  if (!keyed.test(line)) return undefined;
  const brace = line.indexOf('{');
  const read = readObject(known, line.slice(brace));
  const re = 'code' in read ? read.re : read.tag;
  const message =
    'That looks like an object, which is not read on this connection. /format json reads objects; /say before it says it.';
  const expected = ['command', 'text'];
  const col = column(line, brace);
  const shownLine = `${line.slice(0, brace + 1)}…`;
  const place = { line: shownLine, col, expected };
  return { ...fault('syntax', { message }), ...place, ...(re !== undefined && { re }) };
}

/**
 * What a JSON line means. Fields that no command knows are left out. Never throws. A fault carries `re` if the object
 * has a well-formed tag, whatever else is wrong with it.
 */
export function readObject(known: Known, line: string): Command | Fault {
  let object: unknown;
  try {
    object = JSON.parse(line);
  } catch {
    return badJson(line);
  }
  const answer = understood(known, object);
  if (!('code' in answer)) return answer;
  const re = tagIn(object);
  return re === undefined ? answer : { ...answer, re };
}

function understood(known: Known, object: unknown): Command | Fault {
  if (typeof object !== 'object' || object === null || Array.isArray(object))
    return fault('bad_json', { message: 'A command is a JSON object such as {"cmd":"ping"}.' });
  const cmd = 'cmd' in object ? object.cmd : undefined;
  const definition = typeof cmd === 'string' ? known.commands.get(cmd) : undefined;
  if (definition === undefined) return badName(known, cmd);
  const result = v.safeParse(definition.schema, object, { abortEarly: true });
  if (!result.success) return badField(definition, result.issues[0]);
  const broken = Object.keys(result.output).find((field) => !isWhole(object, result.output, field));
  if (broken !== undefined) return badCommand(wrongly('wrong', definition, broken));
  const command = result.output as unknown as Command;
  return check(command, definition) ?? tidy(command, definition);
}

/** Read as a record, an array is empty, and keys that JavaScript gives a meaning to are left out. */
function isWhole(given: object, read: object, field: string): boolean {
  const [one, other] = [given, read].map((each) => (each as Record<string, unknown>)[field]);
  if (typeof other !== 'object' || other === null || Array.isArray(other)) return true;
  if (typeof one !== 'object' || one === null || Array.isArray(one)) return false;
  return Object.keys(one).length === Object.keys(other).length;
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

function badName(known: Known, cmd: unknown): Fault {
  const wanted = 'a command\'s name such as "msg"';
  if (cmd === undefined) return badCommand(`\`cmd\` is missing: ${wanted}.`);
  if (typeof cmd !== 'string') return badCommand(`\`cmd\` is wrong: ${wanted}.`);
  const name = cmd.replace(/^\//, '');
  const folded = name.toLowerCase();
  const all = [...known.commands.values()];
  const full = all.find((each) => each.name === folded || each.short?.includes(folded))?.name;
  if (full) return fault('unknown_command', { name: shown(name), near: [full], full });
  return fault('unknown_command', { name: shown(name), near: meantBy(name, known.names) });
}

/** A fault about the first field that is wrong, with the description that its schema has. */
function badField(definition: Definition, issue: v.BaseIssue<unknown>): Fault {
  const [field, ...deeper] = (issue.path ?? []).map(({ key }) => key);
  const name = [
    shown(String(field)),
    ...deeper.map((key) => `[${shown(JSON.stringify(key))}]`),
  ].join('');
  const problem = issue.input === undefined ? 'missing' : 'wrong';
  return badCommand(wrongly(problem, definition, String(field), name));
}

function wrongly(problem: string, definition: Definition, field: string, name = field): string {
  const wanted = descriptionOf(definition, field);
  return `\`${name}\` is ${problem}${wanted === undefined ? '' : `: ${wanted}`}.`;
}

function descriptionOf(definition: Definition, field: string): string | undefined {
  if (field === 'tag') return v.getDescription(Tag);
  const schema = definition.fields[field]?.schema;
  return schema && v.getDescription(schema);
}

const badCommand = (message: string): Fault => fault('bad_command', { message });

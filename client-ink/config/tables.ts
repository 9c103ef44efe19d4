/** Checks the tables of the configuration that a person fills with names of their own: keys, colours, aliases, scripts, rooms. */
import * as v from 'valibot';
import { roomProblem } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { meant } from '../../toml/settings.ts';
import { whyNoAlias } from '../language/aliases.ts';
import { joinings, type TableName, toneNames } from '../language/options.ts';
import { sgrOf } from '../layout/style.ts';
import { whyNoKey } from './binding.ts';

/** A table as it is written: each value by its key. */
type Written = Readonly<Record<string, string>>;

/** Why this key can't have this value; nothing when it can. */
export function whyNoEntry(table: TableName, key: string, value: string): string | undefined {
  switch (table) {
    case 'keys':
      return whyNoKey(key, value);
    case 'colours':
      return whyNoColour(key, value);
    case 'aliases':
      return whyNoAlias(key, value);
    case 'scripts':
      return whyNoScript(key, value);
    case 'joins-in':
      return whyNoJoining(key, value);
    default:
      return unreachable(table);
  }
}

function whyNoColour(tone: string, style: string): string | undefined {
  if (!(toneNames as readonly string[]).includes(tone))
    return `is no tone.${meant(tone, toneNames)}`;
  const sgr = sgrOf(style);
  return 'codes' in sgr ? undefined : sgr.problem;
}

function whyNoScript(name: string, command: string): string | undefined {
  if (!/^[a-z\d][\w-]{0,31}$/i.test(name))
    return 'is no name: write letters and digits, as in greet = "~/bin/greet".';
  if (/[^\P{Cc}\t\n]/u.test(command)) return 'has a control character in it.';
  return command.trim() === '' ? 'is a command such as "~/bin/greet".' : undefined;
}

function whyNoJoining(room: string, value: string): string | undefined {
  const problem = roomProblem(room);
  if (problem !== undefined) return `"${room}" can't be a room: a room's name ${problem}.`;
  if ((joinings as readonly string[]).includes(value)) return undefined;
  return `"${value}" is no way to show them.${meant(value, joinings)}`;
}

/** A table of the file. */
const table = (name: TableName) =>
  v.pipe(
    v.custom<Written>(
      (given) => typeof given === 'object' && given !== null && !Array.isArray(given),
      `is a table: [${name}] on a line of its own, then its settings.`,
    ),
    v.record(v.string(), v.string('is a text in quotes.')),
    v.rawCheck(({ dataset, addIssue }) => {
      for (const [key, value] of Object.entries(dataset.typed ? dataset.value : {})) {
        const message = whyNoEntry(name, key, value);
        if (message === undefined) continue;
        const input = dataset.value as Record<string, string>;
        addIssue({ message, path: [{ type: 'object', origin: 'value', input, key, value }] });
      }
    }),
  );

/** By their names; what is not said is empty. */
export const tableSchemas = {
  keys: v.optional(table('keys'), {}),
  colours: v.optional(table('colours'), {}),
  aliases: v.optional(table('aliases'), {}),
  scripts: v.optional(table('scripts'), {}),
  'joins-in': v.optional(table('joins-in'), {}),
} as const satisfies Readonly<Record<TableName, unknown>>;

/** The tables as they are written. */
export type Tables = v.InferOutput<v.ObjectSchema<typeof tableSchemas, undefined>>;

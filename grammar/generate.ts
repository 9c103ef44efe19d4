/**
 * Makes what is checked in but never edited: the JSON Schema, REFERENCE.md, and the grammar in nearley's own notation.
 * `npm run grammar` runs it; spec/grammar/generated.spec.ts shows that nobody forgot to.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import type { Definition } from './commands/command.ts';
import { type EventName, events } from './events.ts';
import { Language } from './language.ts';
import { written } from './reading/notation.ts';
import { reference, type Schema } from './reference.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The files that are made, by path. */
export function documents(): ReadonlyMap<string, string> {
  const language = new Language();
  const commandSchemas = new Map(
    [...language.commands.values()].map((command): [Definition, Schema] => [
      command,
      schemaOf(command.schema),
    ]),
  );
  const eventSchemas = new Map(
    Object.entries(events).map(([ev, event]) => [ev as EventName, schemaOf(event)]),
  );
  const byName = new Map([...commandSchemas].map(([{ name }, schema]) => [name, schema]));
  return new Map([
    [here('./protocol.schema.json'), protocolSchema(byName, eventSchemas)],
    [here('./REFERENCE.md'), reference(language, commandSchemas, eventSchemas)],
    [here('./commands.gen.ne'), written(language.rules)],
  ]);
}

function schemaOf(schema: v.GenericSchema): Schema {
  const { $schema: _, ...bare } = toJsonSchema(schema, { target: 'draft-2020-12' });
  return bare as Schema;
}

type Schemas = ReadonlyMap<string, Schema>;

/** One `$defs` entry per command and per event, and one for any command and any event. */
function protocolSchema(commands: Schemas, events: Schemas): string {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Parlance, version 1',
    description:
      'Lines of the json dialect: a client sends commands, the server sends events. Readers ignore what they do not know.',
    anyOf: [{ $ref: '#/$defs/command' }, { $ref: '#/$defs/event' }],
    $defs: {
      command: { anyOf: refs('command', commands) },
      event: { anyOf: refs('event', events) },
      ...named('command', commands),
      ...named('event', events),
    },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

const refs = (kind: string, schemas: Schemas): { $ref: string }[] =>
  [...schemas.keys()].map((name) => ({ $ref: `#/$defs/${kind}.${name}` }));

const named = (kind: string, schemas: Schemas): Record<string, Schema> =>
  Object.fromEntries([...schemas].map(([name, schema]) => [`${kind}.${name}`, schema]));

if (import.meta.main) {
  for (const [path, text] of documents()) writeFileSync(path, text);
}

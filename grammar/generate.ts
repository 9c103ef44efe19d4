/**
 * Makes what is checked in but never edited: the compiled grammar, the JSON Schema, and REFERENCE.md.
 * `npm run grammar` runs it; spec/grammar/generated.spec.ts shows that nobody forgot to.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import type { CommandName } from './ast.ts';
import type { EventName } from './events.ts';
import { emptyCircle } from './guard.ts';
import type { Schema } from './reference.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const compiled = here('./commands.gen.ts');

/** What commands.ne is in TypeScript. nearley only warns of an unknown rule: here that is an error. */
export function compileGrammar(source = here('./commands.ne')): string {
  const nearleyc = createRequire(import.meta.url).resolve('nearley/bin/nearleyc.js');
  const { stdout, stderr, status } = spawnSync(process.execPath, [nearleyc, source], {
    encoding: 'utf8',
  });
  if (status !== 0 || stderr.includes('WARN')) throw new Error(`nearleyc: ${stderr}`);
  return stdout;
}

/** The files made from the schemas and the catalogue, by path. They need the compiled grammar to be up to date. */
export async function documents(): Promise<ReadonlyMap<string, string>> {
  const circle = emptyCircle((await import('./commands.gen.ts')).default.ParserRules);
  if (circle) throw new Error(`commands.ne goes round in a circle: ${circle.join(' -> ')}`);
  const { commands, Tag } = await import('./ast.ts');
  const { events } = await import('./events.ts');
  const { reference } = await import('./reference.ts');
  const commandSchemas = new Map(
    Object.entries(commands).map(([cmd, { entries }]) => {
      const object = v.object({ cmd: v.literal(cmd), tag: v.exactOptional(Tag), ...entries });
      return [cmd as CommandName, schemaOf(object)];
    }),
  );
  const eventSchemas = new Map(
    Object.entries(events).map(([ev, event]) => [ev as EventName, schemaOf(event)]),
  );
  return new Map([
    [here('./protocol.schema.json'), protocolSchema(commandSchemas, eventSchemas)],
    [here('./REFERENCE.md'), reference(commandSchemas, eventSchemas)],
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
  const before = existsSync(compiled) ? readFileSync(compiled, 'utf8') : '';
  const after = compileGrammar();
  writeFileSync(compiled, after);
  // The documents parse their examples with the grammar, and this process may have loaded the old one.
  if (before === after || process.argv.includes('--documents'))
    for (const [path, text] of await documents()) writeFileSync(path, text);
  else execFileSync(process.execPath, [here('./generate.ts'), '--documents'], { stdio: 'inherit' });
}

/** The log that a command is about when it names none, and the same command with its name. */
import { type Command, definitionOf } from './ast.ts';
import { type Current, fieldsOf } from './commands/command.ts';
import { commands } from './commands/index.ts';

/** What is known of the current log in a command that is about it; nothing where it names one, or is about none. */
export function currentIn(command: Command): Current | undefined {
  const { current } = definitionOf(command);
  if (current === undefined) return undefined;
  return fieldIn(command, current.field) === undefined ? current : undefined;
}

/** The command about this log, where it would be about the current one. */
export function about(command: Command, log: string): Command {
  const current = currentIn(command);
  if (current === undefined) return command;
  const { field, as } = current;
  const cmd = (as ?? command.cmd) as Command['cmd'];
  return { ...command, cmd, [field]: isList(cmd, field) ? [log] : log } as Command;
}

const isList = (cmd: Command['cmd'], field: string): boolean =>
  fieldsOf(commands[cmd])[field]?.schema.type === 'array';

const fieldIn = (command: Command, field: string): unknown =>
  (command as unknown as Readonly<Record<string, unknown>>)[field];

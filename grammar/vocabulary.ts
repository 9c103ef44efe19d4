/** A vocabulary: the commands of one language, and what servers and clients have to know of each. */
import type { Command, Living } from './ast.ts';
import type { Current, Definition } from './commands/command.ts';
import { commands as all } from './commands/index.ts';

/** Commands by name. It is a value: two servers, or two connections of a client, may have different ones. */
export class Vocabulary {
  readonly commands: ReadonlyMap<string, Definition>;

  /** These commands, each of another name; all that Parlance has when nobody says which. */
  constructor(commands: readonly Definition[] = Object.values(all)) {
    this.commands = new Map(commands.map((command) => [command.name, command]));
  }

  /** What is known of a command. Throws when the vocabulary has none of that name. */
  definitionOf({ cmd }: { readonly cmd: string }): Definition {
    const definition = this.commands.get(cmd);
    if (definition === undefined) throw new Error(`there is no command ${cmd} in this language`);
    return definition;
  }

  /** True for a command that is about an earlier message: it may carry a `seq`. */
  isLiving(command: Command): command is Living {
    const definition = this.commands.get(command.cmd);
    const isAboutMany = fieldIn(command, 'from') !== undefined;
    return !isAboutMany && definition?.arguments.some(({ fields }) => 'seq' in fields) === true;
  }

  /** What is known of the current log in a command that is about it; nothing where it names one, or is about none. */
  currentIn(command: Command): Current | undefined {
    const { current } = this.definitionOf(command);
    if (current === undefined) return undefined;
    return fieldIn(command, current.field) === undefined ? current : undefined;
  }

  /** The command about this log, where it would be about the current one. */
  about(command: Command, log: string): Command {
    const current = this.currentIn(command);
    if (current === undefined) return command;
    const { field, as } = current;
    const cmd = as ?? command.cmd;
    const named = this.#isList(cmd, field) ? [log] : log;
    return { ...command, cmd, [field]: named } as Command;
  }

  #isList(cmd: string, field: string): boolean {
    return this.definitionOf({ cmd }).fields[field]?.schema.type === 'array';
  }
}

const fieldIn = (command: Command, field: string): unknown =>
  (command as unknown as Readonly<Record<string, unknown>>)[field];

/**
 * Everything that can be asked: the Command union, made of the arguments of each command. The grammar makes the same
 * objects of typed lines as JSON clients send.
 */
import type { Definition } from './commands/command.ts';
import type { commands } from './commands/index.ts';

type Commands = typeof commands;

/** A command's name: what follows the `/`, in its full form. */
export type CommandName = keyof Commands;

type Fields<Name extends CommandName> =
  Commands[Name] extends Definition<string, infer Made> ? Made : never;

/** The command of one name. */
export type CommandOf<Name extends CommandName> = {
  [K in Name]: { cmd: K; tag?: string } & Fields<K>;
}[Name];

/** One line of a client, understood. */
export type Command = CommandOf<CommandName>;

/** How a connection speaks. */
export type Format = CommandOf<'format'>['format'];

/** A command about a message that was said before. */
export type Living = Extract<Command, { seq?: number }>;

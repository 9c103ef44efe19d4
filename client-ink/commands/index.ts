/** The commands that the client does by itself: they are in its language as all others, and no server hears of them. */
import type { Definition } from '../../grammar/commands/command.ts';
import { server } from './server.ts';

/** By name. */
export const clientCommands = { server } as const satisfies Readonly<Record<string, Definition>>;

type Commands = typeof clientCommands;

type Fields<Name extends keyof Commands> =
  Commands[Name] extends Definition<string, infer Made> ? Made : never;

/** One of them, understood. */
export type ClientCommand = {
  [Name in keyof Commands]: { cmd: Name; tag?: string } & Fields<Name>;
}[keyof Commands];

/** The command, if it is one that the client does by itself. */
export const clientsIn = (command: { readonly cmd: string }): ClientCommand | undefined =>
  Object.hasOwn(clientCommands, command.cmd) ? (command as ClientCommand) : undefined;

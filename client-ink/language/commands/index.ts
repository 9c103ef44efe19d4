/** The commands that the client does by itself: they are in its language as all others, and no server hears of them. */
import type { Definition } from '../../../grammar/commands/command.ts';
import { isSettable, type SettableName } from '../options.ts';
import { scriptCommand } from './script.ts';
import { server } from './server.ts';
import { EVERY, set } from './set.ts';

/** By name. */
export const clientCommands = { server, script: scriptCommand, set } as const satisfies Readonly<
  Record<string, Definition>
>;

type Commands = typeof clientCommands;

type Fields<Name extends keyof Commands> =
  Commands[Name] extends Definition<string, infer Made> ? Made : never;

/** One of them, understood. */
export type ClientCommand =
  | ({ cmd: 'server' } & Fields<'server'>)
  | ({ cmd: 'script' } & Fields<'script'>)
  | SetOption;

/** Sets or shows an option of the client; without a name shows all of them. */
export interface SetOption {
  readonly cmd: 'set';
  readonly room?: string;
  readonly name?: SettableName;
  readonly value?: string;
}

interface AnyCommand {
  readonly cmd: string;
  readonly name?: string;
}

/** The command, if it is one that the client does by itself: of `/set` those that are about the client. */
export function clientsIn(command: AnyCommand): ClientCommand | undefined {
  const { cmd, name = '' } = command;
  if (cmd === 'server' || cmd === 'script') return command as ClientCommand;
  if (cmd !== 'set') return undefined;
  if (name !== EVERY) return isSettable(name) ? (command as SetOption) : undefined;
  const { name: _, ...every } = command;
  return every as SetOption;
}

/** The program with the commands of clients. People and scripts start these all day, so that they wait for nothing that operators have. */
import { Command } from 'commander';
import { addPipeCommands } from '../client/pipe/commands.ts';
import { addChatCommand } from '../client-ink/chat.ts';
import { version } from './version.ts';

/** True for the name of a command that the program has without those of servers. */
export const isOfClients = (name: string | undefined): boolean =>
  name === 'chat' || name === 'send' || name === 'tail';

/** The program, which ends the process when it is called wrongly. `end` is told the exit code of a command that is done. */
export function clientProgram(end: (code: 0 | 1 | 2) => void): Command {
  const program = new Command('parlance')
    .description('A multi-room chat server that anybody can join with nc.')
    .version(version)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  addChatCommand(program, end);
  addPipeCommands(program, end);
  return program;
}

/** Flags take no value, but commander takes any value of their twin for a yes: one that says no is as good as none, as an empty one is. */
export function forgetEmptyTwins(program: Command): void {
  const flags = new Set(
    program.commands
      .flatMap(({ options }) => options)
      .filter(({ required, optional }) => !required && !optional)
      .map(({ envVar }) => envVar),
  );
  for (const [name, value = ''] of Object.entries(process.env)) {
    const isNone = flags.has(name) ? /^(0|false|no|off)?$/i.test(value) : value === '';
    if (name.startsWith('PARLANCE_') && isNone) delete process.env[name];
  }
}

/** All commands of `parlance`, with their options. What a command takes is loaded when it is run. */
import { Command } from 'commander';
import { addPipeCommands } from '../client/pipe/commands.ts';
import { addChatCommand } from '../client-ink/chat.ts';
import { addAccountCommands } from './admin/account-commands.ts';
import { addAdminCommands } from './admin/commands.ts';
import { addServerCommands } from './admin/server-commands.ts';
import { addDoctorCommand } from './doctor/commands.ts';
import { addCompletionCommand } from './manual/commands.ts';
import { addConfigCommand, addServeCommand, findDirectories } from './options/commands.ts';
import { version } from './version.ts';

/** The program, which ends the process when it is called wrongly. `end` is told the exit code of a command that is done. */
export function commandLine(end: (code: 0 | 1 | 2) => void): Command {
  const program = new Command('parlance')
    .description('A multi-room chat server that anybody can join with nc.')
    .version(version)
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2));
  addServeCommand(program, async (sources) => (await import('./process.ts')).runServer(sources));
  addConfigCommand(program, end);
  addPipeCommands(program);
  addAdminCommands(program);
  addAccountCommands(program, async (data) => (await import('./process.ts')).attendTo(data));
  addServerCommands(program, end);
  addDoctorCommand(program, end);
  addChatCommand(program, end);
  addCompletionCommand(program);
  findDirectories(program);
  return program;
}

/** The command line: arguments and environment in, exit code out. What a command takes is loaded when it is run. */
import { Command } from 'commander';
import { addPipeCommands } from '../client/pipe/commands.ts';
import { addChatCommand } from '../client-ink/chat.ts';
import { addAccountCommands } from './admin/account-commands.ts';
import { addAdminCommands } from './admin/commands.ts';
import { addServerCommands } from './admin/server-commands.ts';
import { outlive } from './edges.ts';
import { addConfigCommand, addServeCommand, forgetEmptyTwins } from './options/commands.ts';
import { version } from './version.ts';

outlive(process.stdout, process.stderr);

const end = (code: 0 | 1 | 2): void => {
  process.exitCode = code;
};

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
addChatCommand(program, end);

forgetEmptyTwins(program);
await program.parseAsync();

/** All commands of `parlance`, with their options. What a command takes is loaded when it is run. */
import type { Command } from 'commander';
import { addAccountCommands } from './admin/account-commands.ts';
import { addAdminCommands } from './admin/commands.ts';
import { print, type Run, runner } from './admin/running.ts';
import { addServerCommands } from './admin/server-commands.ts';
import { addDoctorCommand } from './doctor/commands.ts';
import { addCompletionCommand } from './manual/commands.ts';
import { addConfigCommand, addServeCommand, findDirectories } from './options/commands.ts';
import { clientProgram } from './program.ts';

/** The program with all commands. `end` is told the exit code of one that is done. */
export function commandLine(end: (code: 0 | 1 | 2) => void): Command {
  const program = clientProgram(end);
  const run = runner(end);
  addServeCommand(program, async (sources) =>
    (await import('./process/run.ts')).runServer(sources),
  );
  addConfigCommand(program, printed('config', run));
  addAdminCommands(program, run);
  addAccountCommands(program, run, async (data) =>
    (await import('./process/run.ts')).attendTo(data),
  );
  addServerCommands(program, run);
  addDoctorCommand(program, end);
  addCompletionCommand(program, printed('completion', run));
  findDirectories(program);
  return program;
}

/** Prints what a command has to say, which ends with 1 when that can't be written or when not all is well. */
const printed =
  (command: string, run: Run) =>
  (text: string, isSound = true): Promise<void> =>
    run(command, async () => {
      await print(text);
      return isSound ? 0 : 1;
    });

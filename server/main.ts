/** The process of `parlance`: arguments and environment in, exit code out. */
import { commandLine } from './command-line.ts';
import { outlive } from './edges.ts';
import { forgetEmptyTwins } from './options/commands.ts';

outlive(process.stdout, process.stderr);

const program = commandLine((code) => {
  process.exitCode = code;
});

forgetEmptyTwins(program);
await program.parseAsync();

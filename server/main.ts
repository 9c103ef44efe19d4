/** The process of `parlance`: arguments and environment in, exit code out. */

import { clientProgram, forgetEmptyTwins, isOfClients } from './program.ts';
import { outlive } from './system/edges.ts';

outlive(process.stdout, process.stderr);

const end = (code: 0 | 1 | 2) => {
  process.exitCode = code;
};
const program = isOfClients(process.argv[2])
  ? clientProgram(end)
  : (await import('./command-line.ts')).commandLine(end);

forgetEmptyTwins(program);
await program.parseAsync();

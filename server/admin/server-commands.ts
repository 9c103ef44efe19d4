/** The command line of what a running server is asked for: to read its configuration again. */
import type { Command } from 'commander';
import { rehashed } from '../../grammar/sentences/stats.ts';
import { line } from '../doors/plain/line.ts';
import { askRunning } from './asking.ts';
import { print } from './output.ts';
import { data, type ExitCode, run, type Where } from './running.ts';

/** Adds `rehash`; `finish` is told the exit code. */
export function addServerCommands(program: Command, finish: (code: ExitCode) => void): void {
  program
    .command('rehash')
    .summary('have the running server read its configuration again')
    .description(
      'Has the server of a directory read its configuration file again, as SIGHUP does, and says which options have\n' +
        'changed and which need a restart. With a mistake in the file nothing changes, and it ends with 1.',
    )
    .addOption(data())
    .action(async ({ data }: Where) => {
      finish(
        await run('rehash', async () => {
          const reply = await askRunning(data, { ask: 'rehash' });
          if (reply.is === 'rehashed') await print(line(rehashed({ ev: 'rehashed', ...reply })));
          return 0;
        }),
      );
    });
}

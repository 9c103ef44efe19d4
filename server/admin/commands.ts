/**
 * The command line of `parlance backup`, `restore`, `export` and `check`: options, their help and their environment twins. What they
 * do is loaded when it is done: whoever starts a server does not wait for it.
 */
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { isPrivateName, privateProblem, roomProblem } from '../../grammar/names.ts';
import { line } from '../doors/plain/line.ts';
import type { Written } from './export.ts';
import { data, print, type Run, type Where } from './running.ts';

/** Adds `backup`, `restore`, `export` and `check`. */
export function addAdminCommands(program: Command, run: Run): void {
  program
    .command('backup')
    .summary('copy the database, also while the server runs')
    .description(
      'Writes a copy of the database to FILE, as it is at one moment, also while the server runs. ' +
        'The copy holds all rooms and no sessions. Clients of a server on the copy see that it is another store, and forget their cursors.',
    )
    .argument('<file>', 'a file that does not exist yet, such as parlance-2026-11-22.db')
    .addOption(data())
    .addHelpText('after', '\nFor example: parlance backup "parlance-$(date +%F).db"')
    .action((file: string, { data }: Where) =>
      run('backup', async () => {
        const { backup } = await import('./backup.ts');
        await print(await backup(data, file));
      }),
    );
  program
    .command('restore')
    .summary('make a data directory of a backup')
    .description(
      'Puts a backup into a directory, for a server to go on with. It overwrites nothing: where there is a database, it ' +
        'refuses. A backup that is damaged is refused, too.',
    )
    .argument('<backup>', 'a file that parlance backup has written')
    .addOption(data())
    .addHelpText('after', '\nFor example: parlance restore parlance-2026-11-22.db --data restored')
    .action((file: string, { data }: Where) =>
      run('restore', async () => {
        const { restore } = await import('./restore.ts');
        await print(restore(file, data));
      }),
    );
  program
    .command('export')
    .summary('print the log of a room, from its beginning to its end')
    .description(
      'Prints all that a room or a private log keeps, oldest first, also while the server runs. Times are in UTC.',
    )
    .addArgument(
      new Argument('<room>', 'a room such as #dev, or a private log such as @k3f9').argParser(
        target,
      ),
    )
    .addOption(
      new Option('--format <format>', 'lines for people, or events as clients get them, one a line')
        .choices(['text', 'json'] satisfies Written[])
        .env('PARLANCE_FORMAT')
        .default('text'),
    )
    .addOption(data())
    .addHelpText('after', "\nFor example: parlance export '#dev' --format json | jq .text")
    .action((room: string, { data, format }: Where & { format: Written }) =>
      run('export', async () => {
        const { exportLog } = await import('./export.ts');
        await exportLog(data, room, format, process.stdout);
      }),
    );
  program
    .command('check')
    .summary('verify the database')
    .description(
      'Verifies that the database is whole and agrees with itself, also while the server runs. ' +
        'Says what is wrong and where, and exits with 1 then.',
    )
    .addOption(data())
    .action(({ data }: Where) =>
      run('check', async () => {
        const { check } = await import('./check.ts');
        const { sentences, isSound } = await check(data);
        for (const sentence of sentences) await print(line(sentence));
        return isSound ? 0 : 1;
      }),
    );
}

function target(given: string): string {
  const isPrivate = isPrivateName(given);
  const problem = isPrivate ? privateProblem(given) : roomProblem(given);
  if (problem === undefined) return given;
  throw new InvalidArgumentError(`${isPrivate ? 'A private log' : "A room's name"} ${problem}.`);
}

/** The command line of what a running server is asked for: to read its configuration again, and to tell how it does. */
import { setTimeout } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { rehashed } from '../../grammar/sentences/stats.ts';
import { line } from '../doors/plain/line.ts';
import type { Figures } from '../watch/figures.ts';
import { askRunning } from './asking.ts';
import { data, print, type Run, type Where } from './running.ts';

/** Between the two looks of a snapshot. */
const LOOK_MS = 1000;

/** Adds `rehash` and `top`. */
export function addServerCommands(program: Command, run: Run): void {
  program
    .command('rehash')
    .summary('have the running server read its configuration again')
    .description(
      'Has the server of a directory read its configuration file again, as SIGHUP does. It says which options have ' +
        'changed and which need a restart. With a mistake in the file nothing changes, and it exits with 1.',
    )
    .addOption(data())
    .action(({ data }: Where) =>
      run('rehash', async () => {
        const reply = await askRunning(data, { ask: 'rehash' });
        if (reply.is === 'rehashed') await print(line(rehashed({ ev: 'rehashed', ...reply })));
      }),
    );
  program
    .command('top')
    .summary('show how the running server does')
    .description(
      'Shows people, rooms, rates, delays, memory, refusals and slow commits of the server of a directory, once a second; ' +
        'q ends it. The server counts from the first time that somebody asks.',
    )
    .addOption(data())
    .addOption(new Option('--once', 'show the figures of one second, and end').env('PARLANCE_ONCE'))
    .addOption(
      new Option('--json', 'show all that was counted so far as JSON, and end').env(
        'PARLANCE_JSON',
      ),
    )
    .action(({ data, once, json }: Where & { once?: true; json?: true }) =>
      run('top', async () => {
        const look = async (): Promise<Figures> => {
          const reply = await askRunning(data, { ask: 'figures' });
          if (reply.is !== 'figures') throw new Error(`no figures, but ${reply.is}`);
          return reply.figures;
        };
        const first = await look();
        if (json) await print(`${JSON.stringify(first)}\n`);
        else if (once || !process.stdout.isTTY || !process.stdin.isTTY) {
          await setTimeout(LOOK_MS);
          const [now, { rowsOf }] = await Promise.all([look(), import('./top-rows.ts')]);
          await print(`${rowsOf(first, now).join('\n')}\n`);
        } else await (await import('./top.tsx')).watchTop(first, look);
      }),
    );
}

/** The command line of `parlance doctor`. */
import type { Command } from 'commander';
import { addServeOptions, sourcesOf } from '../options/commands.ts';
import { inLines } from './finding.ts';

/** Adds `doctor`; `finish` is told 1 when something is bad. */
export function addDoctorCommand(program: Command, finish: (code: 0 | 1) => void): void {
  const command = program
    .command('doctor')
    .summary('check a server and its machine')
    .description(
      'Checks a server with these options, which are those of serve, and its machine: limits, memory, clock, disk, database, backups, ' +
        'certificates and ports. Each line is ok, warn or bad, and says what to do. Exits with 1 if one is bad.',
    );
  addServeOptions(command).action(async (_: unknown, asked: Command) => {
    const { examine } = await import('./doctor.ts');
    const findings = await examine(sourcesOf(asked));
    process.stdout.write(findings.map(inLines).join(''));
    finish(findings.some(({ state }) => state === 'bad') ? 1 : 0);
  });
}

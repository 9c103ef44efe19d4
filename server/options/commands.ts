/** The command line of `parlance serve` and `parlance config`, made from the table of options. */
import { existsSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { Options } from './check.ts';
import type { checkFile, Sources } from './sources.ts';
import {
  CONFIG,
  defaultOf,
  type OptionName,
  optionNames,
  optionOf,
  twinOf,
  wordsOf,
} from './table.ts';

/** Adds `serve`; `run` is given where its options come from. */
export function addServeCommand(program: Command, run: (sources: Sources) => Promise<void>): void {
  addServeOptions(
    program.command('serve').summary('run the server').description('Runs the server.'),
  )
    .addHelpText(
      'after',
      '\nWhat neither flags nor the environment say may stand in a file: parlance config --sample',
    )
    .action((_: unknown, command: Command) => run(sourcesOf(command)));
}

/** Adds the options of a server to a command that is about one. */
export function addServeOptions(command: Command): Command {
  command.addOption(config());
  for (const name of optionNames) command.addOption(optionFor(name));
  return command;
}

/** Adds `config`, which prints a configuration file or checks one. `print` is given what it says, and whether all is well. */
export function addConfigCommand(
  program: Command,
  print: (text: string, isSound: boolean) => Promise<void>,
): void {
  program
    .command('config')
    .summary('print a configuration file to start from, or check one')
    .description('Prints a configuration file of the server with every option, or checks one.')
    .addOption(
      new Option('--sample', 'print a file with every option, its default and what it is for')
        .env('PARLANCE_SAMPLE')
        .conflicts('check'),
    )
    .addOption(
      new Option(
        '--check [file]',
        'tell every mistake in a file, with its line; exits with 1 if there is one',
      ).env('PARLANCE_CHECK'),
    )
    .addHelpText('after', '\nFor example: parlance config --sample > parlance.toml')
    .action(async ({ sample, check }: { sample?: true; check?: string | true }) => {
      if (sample === undefined && check !== undefined) {
        const { sentences, isSound } = await checked(check);
        await print(sentences.map((sentence) => `${sentence}\n`).join(''), isSound);
      } else await print((await import('./told.ts')).sample(), true);
    });
}

async function checked(given: string | true): Promise<ReturnType<typeof checkFile>> {
  const { checkFile: check } = await import('./sources.ts');
  const { PARLANCE_CONFIG: usual } = process.env;
  return check(
    typeof given === 'string'
      ? { file: { name: given, asked: '--check' } }
      : { ...(usual !== undefined && { file: { name: usual, asked: 'PARLANCE_CONFIG' } }) },
  );
}

/**
 * Commands that are about the directory of a server find it in the server's configuration file, unless it is typed or stands in
 * the environment. A file that is none of a server is passed over.
 */
export function findDirectories(program: Command): void {
  program.hook('preAction', async (_, command) => {
    if (command.getOptionValueSource('data') !== 'default') return;
    const { PARLANCE_CONFIG: name } = process.env;
    if (name === undefined && !existsSync(CONFIG)) return;
    const { dataIn } = await import('./sources.ts');
    const data = dataIn(name ?? CONFIG);
    if (data !== undefined) command.setOptionValueWithSource('data', data, 'config');
  });
}

const config = (): Option =>
  new Option(
    '--config <file>',
    'read options from this file; SIGHUP reads it again (default: "parlance.toml", if it is there)',
  ).env('PARLANCE_CONFIG');

function optionFor(name: OptionName): Option {
  const { flag, help, kind } = optionOf(name);
  const fallback = defaultOf(name);
  const hasDefault = kind !== 'flag' && fallback !== undefined && fallback !== '';
  const about = hasDefault ? `${help} (default: ${JSON.stringify(fallback)})` : help;
  const option = new Option(flag, about).env(twinOf(name));
  // For help and shells alone: what it is not is said with all other mistakes.
  const words = wordsOf(name);
  if (words) option.argChoices = [...words];
  return kind === 'list' ? option.argParser(joined) : option;
}

/** A list may be given in several pieces. */
const joined = (more: string, before: string | undefined): string =>
  before === undefined ? more : `${before},${more}`;

/** What was typed, and what stands in the environment. */
export function sourcesOf(command: Command): Sources {
  const sourceOf = (name: string) => command.getOptionValueSource(name);
  const values = command.opts<Record<string, string | boolean>>();
  const typed = Object.fromEntries(
    optionNames
      .filter((name) => sourceOf(name) !== undefined && sourceOf(name) !== 'default')
      .map((name) => [name, values[name]]),
  ) as Options;
  const name = values.config;
  if (typeof name !== 'string') return { typed };
  return {
    typed,
    file: { name, asked: sourceOf('config') === 'env' ? 'PARLANCE_CONFIG' : '--config' },
  };
}

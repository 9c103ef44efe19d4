/**
 * The command line of `parlance send` and `parlance tail`: options, their help and their environment twins. What they do
 * is loaded when it is done: whoever starts a server does not wait for it.
 */
import { type Command, Option } from 'commander';
import { room, target, whole } from './given.ts';
import type { ExitCode, PipeIo } from './pipe.ts';
import type { SendOptions } from './send.ts';
import type { TailOptions } from './tail.ts';
import { addWhere, type WhereFlags, whereOf } from './where.ts';

/** A session is kept so long without a connection, in seconds; after it there is nothing to go back to. */
const GRACE_SECONDS = 60;

/**
 * Adds `send` and `tail`. `finish` is told the exit code when one of them is done; the process then ends by itself,
 * so that what was printed gets out.
 */
export function addPipeCommands(program: Command, finish: (code: ExitCode) => void): void {
  const sending = program
    .command('send')
    .summary('say a text, or each line of standard input')
    .description(
      'Says TEXT in a room or to a person. Without TEXT it says each line of standard input: of a progress bar its last state. ' +
        'Exits with 0 only when the server has acknowledged everything.',
    )
    .argument(
      '<room|nick>',
      'where to say it: a room such as #builds, or a nick such as ann',
      target,
    )
    .argument('[text]', 'what to say')
    .addOption(
      new Option('--notice', 'say it as a notice, which bots do not answer').env('PARLANCE_NOTICE'),
    )
    .addOption(
      new Option(
        '--patience <seconds>',
        'how long to try to connect again when the connection is lost',
      )
        .env('PARLANCE_PATIENCE')
        .default(GRACE_SECONDS)
        .argParser(whole(0, 86_400)),
    )
    .addHelpText('after', "\nFor example: make 2>&1 | parlance send '#builds'")
    .action(
      async (
        to: string,
        text: string | undefined,
        given: WhereFlags & SendFlags,
      ): Promise<void> => {
        const { patience, notice } = given;
        const where = whereOf(sending, given);
        const options: SendOptions = { ...where, to, patienceMs: patience * 1000 };
        if (text !== undefined) options.text = text;
        if (notice) options.asNotice = true;
        const { send } = await import('./send.ts');
        finish(await run((io) => send(options, io)));
      },
    );
  const tailing = program
    .command('tail')
    .summary('print a room to standard output')
    .description('Prints what people say in a room, one line a message, until Ctrl-C.')
    .argument('<room>', 'a room such as #dev', room)
    .addOption(
      new Option('--json', 'print the events as the server sends them, one JSON object a line').env(
        'PARLANCE_JSON',
      ),
    )
    .addOption(
      new Option('--since <seq>', 'begin after this number of the log; 0 is its beginning')
        .env('PARLANCE_SINCE')
        .argParser(whole(0, Number.MAX_SAFE_INTEGER)),
    )
    .addHelpText('after', "\nFor example: parlance tail '#dev' --json --since 0 | jq .text")
    .action(async (name: string, given: WhereFlags & Pick<TailOptions, 'json' | 'since'>) => {
      const { tail } = await import('./tail.ts');
      const { json, since } = given;
      const what = { ...(json && { json }), ...(since !== undefined && { since }) };
      const where = whereOf(tailing, given);
      finish(await run((io) => tail({ ...where, ...what, room: name }, io)));
    });
  for (const command of [sending, tailing]) addWhere(command);
}

interface SendFlags {
  patience: number;
  notice?: true;
}

/** Runs with the process's own streams. The first Ctrl-C asks to stop, the second one stops. */
async function run(command: (io: PipeIo) => Promise<ExitCode>): Promise<ExitCode> {
  const { stdin: input, stdout: output, stderr: errors } = process;
  const stopping = new AbortController();
  const stop = () => {
    release();
    stopping.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const release = () => {
    for (const signal of signals) process.off(signal, stop);
  };
  for (const signal of signals) process.on(signal, stop);
  try {
    return await command({ input, output, errors, stop: stopping.signal });
  } finally {
    release();
  }
}

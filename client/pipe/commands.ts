/**
 * The command line of `parlance send` and `parlance tail`: options, their help and their environment twins. What they do
 * is loaded when it is done: whoever starts a server does not wait for it.
 */
import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  isRoomName,
  newNickProblem,
  nickProblem,
  privateProblem,
  roomProblem,
} from '../../grammar/names.ts';
import { readAddress, whyNoAddress } from '../dial/address.ts';
import { addRouteOptions, type RouteFlags } from '../dial/options.ts';
import { readRouteFiles, remembered } from '../dial/route-files.ts';
import { routeOf } from '../options.ts';
import { complainTo, type ExitCode, type PipeIo, type Where } from './pipe.ts';
import type { SendOptions } from './send.ts';
import type { TailOptions } from './tail.ts';

/** A session is kept so long without a connection, in seconds; after it there is nothing to go back to. */
const GRACE_SECONDS = 60;

/**
 * Adds `send` and `tail`. `finish` is told the exit code when one of them is done; the process then ends by itself,
 * so that what was printed gets out.
 */
export function addPipeCommands(
  program: Command,
  finish: (code: ExitCode) => void = (code) => {
    process.exitCode = code;
  },
): void {
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
  for (const command of [sending, tailing]) {
    addWhere(command);
    addRouteOptions(command);
  }
}

interface SendFlags {
  patience: number;
  notice?: true;
}

function addWhere(command: Command): void {
  command
    .addOption(
      new Option(
        '--server <address>',
        'the server, such as tls://chat.example, chat.example:7667 or unix:/run/parlance.sock',
      )
        .env('PARLANCE_SERVER')
        .argParser(server),
    )
    .addOption(
      new Option('--host <host>', "the server's address").env('PARLANCE_HOST').default('127.0.0.1'),
    )
    .addOption(
      new Option('--port <port>', "the server's port")
        .env('PARLANCE_PORT')
        .default(7667)
        .argParser(whole(1, 65_535)),
    )
    .addOption(
      new Option(
        '--nick <nick>',
        'nick to take, or with --cert the account to log in to; without it a guest',
      )
        .env('PARLANCE_NICK')
        .argParser(newNick),
    )
    .addOption(
      new Option(
        '--token-file <file>',
        'log in to the account --nick with the token in this file; without it with that in PARLANCE_TOKEN',
      ).env('PARLANCE_TOKEN_FILE'),
    );
}

interface WhereFlags extends RouteFlags {
  server?: string;
  host: string;
  port: number;
  nick?: string;
  tokenFile?: string;
}

/** All that says where the server is and who one is there. A host that was typed goes before a server of the environment. */
function whereOf(command: Command, flags: WhereFlags): Where {
  const files = readRouteFiles(flags, process.env);
  if ('mistakes' in files) return command.error(`error: ${files.mistakes.join('\nerror: ')}`);
  const complain = complainTo(process.stderr, command.name() === 'send' ? 'send' : 'tail');
  const { server, host, port, nick } = flags;
  const isTyped = (name: string) => command.getOptionValueSource(name) === 'cli';
  const isNamed =
    server !== undefined && (isTyped('server') || !(isTyped('host') || isTyped('port')));
  const token = tokenOf(command, flags);
  const where: Where = {
    ...files,
    ...(isNamed ? { server } : { host, port }),
    ...(nick !== undefined && { nick }),
    ...(token !== undefined && { token }),
    onNewServer(found) {
      complain(remembered(found));
      return true;
    },
  };
  try {
    routeOf(where);
    return where;
  } catch (error) {
    return command.error(`error: ${(error as Error).message}`);
  }
}

/** The token of the file, or of the environment: it is never an argument, which all on the machine can read. */
function tokenOf(command: Command, { tokenFile, nick }: WhereFlags): string | undefined {
  const token = tokenFile === undefined ? process.env.PARLANCE_TOKEN : inFile(command, tokenFile);
  if (token !== undefined && nick === undefined) {
    return command.error('error: whose is the token? Say it with --nick.');
  }
  return token;
}

/** The first line of a file. */
function inFile(command: Command, file: string): string {
  try {
    return /^[^\r\n]*/.exec(readFileSync(file, 'utf8'))?.[0].trim() ?? '';
  } catch (error) {
    return command.error(`error: ${file} can't be read: ${(error as Error).message}`);
  }
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

function whole(least: number, most: number): (given: string) => number {
  return (given) => {
    const value = Number(given);
    if (/^\d+$/.test(given) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`It is not a whole number from ${least} to ${most}.`);
  };
}

function server(given: string): string {
  if (readAddress(given) !== undefined) return given;
  throw new InvalidArgumentError(`It is no server: ${whyNoAddress(given)}`);
}

function room(given: string): string {
  const problem = roomProblem(given);
  if (problem === undefined) return given;
  throw new InvalidArgumentError(`A room's name ${problem}.`);
}

function newNick(given: string): string {
  const problem = newNickProblem(given);
  if (problem === undefined) return given;
  throw new InvalidArgumentError(`A nick ${problem}.`);
}

function target(given: string): string {
  if (isRoomName(given)) return room(given);
  const [what, problem] = given.startsWith('@')
    ? ['private log', privateProblem(given)]
    : ['nick', nickProblem(given)];
  if (problem === undefined) return given;
  throw new InvalidArgumentError(`A ${what} ${problem}.`);
}

/** The options that say where the server is, and who one is there. */
import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { addRouteOptions, type RouteFlags } from '../dial/options.ts';
import { readRouteFiles, remembered } from '../dial/route-files.ts';
import { routeOf } from '../options.ts';
import { newNick, server, whole } from './given.ts';
import { complainTo, type Where } from './pipe.ts';

/** What commander makes of them. */
export interface WhereFlags extends RouteFlags {
  server?: string;
  host: string;
  port: number;
  nick?: string;
  tokenFile?: string;
}

/** Adds them to a command. */
export function addWhere(command: Command): void {
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
  addRouteOptions(command);
}

/** All that says where the server is and who one is there. A host that was typed goes before a server of the environment. */
export function whereOf(command: Command, flags: WhereFlags): Where {
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

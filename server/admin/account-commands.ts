/** The command line of `parlance account`. What it does is loaded when it is done. */
import { Argument, type Command, InvalidArgumentError } from 'commander';
import { nickProblem } from '../../grammar/names.ts';
import { line } from '../doors/plain/line.ts';
import type { Attend } from './asking.ts';
import { print } from './output.ts';
import type { Request } from './requests.ts';
import { data, run, type Where } from './running.ts';

/** Adds `account`, with all that it can do; `attend` does it while no server runs. */
export function addAccountCommands(program: Command, attend: Attend): void {
  const accounts = program
    .command('account')
    .description(
      "Adds and changes accounts, also while the server runs: by a socket in the server's directory, for the user that it runs as.\n" +
        'A password is asked for, or read from standard input: its first line.',
    );
  const add = (name: string, about: string) => accounts.command(name).description(about);
  add('add', 'make an account')
    .addArgument(nick())
    .addOption(data())
    .addHelpText('after', '\nFor example: pass show chat/ann | parlance account add ann')
    .action((nick: string, { data }: Where) =>
      change(data, attend, async () => ({ ask: 'add', nick, password: await typed(nick) }), {
        told: (nick) => `${nick} is an account now. To be it: /login ${nick} PASSWORD`,
      }),
    );
  add('password', 'give an account another password')
    .addArgument(nick())
    .addOption(data())
    .action((nick: string, { data }: Where) =>
      change(data, attend, async () => ({ ask: 'password', nick, password: await typed(nick) }), {
        told: (nick) => `${nick} has another password now; who is logged in stays so.`,
      }),
    );
  add('delete', 'delete an account: its nick is free, and what it said stays')
    .addArgument(nick())
    .addOption(data())
    .action((nick: string, { data }: Where) =>
      change(data, attend, async () => ({ ask: 'delete', nick }), {
        told: (nick) => `${nick} is no account any more.`,
      }),
    );
  add('role', 'make an account an operator of the whole server, or none')
    .addArgument(nick())
    .addArgument(new Argument('<role>', 'what it is from now on').choices(['operator', 'none']))
    .addOption(data())
    .action((nick: string, role: 'operator' | 'none', { data }: Where) =>
      change(data, attend, async () => ({ ask: 'role', nick, role }), {
        told: (nick) =>
          role === 'none' ? `${nick} is no operator any more.` : `${nick} is an operator now.`,
      }),
    );
  add('list', 'show all accounts, the oldest first')
    .addOption(data())
    .action(({ data }: Where) =>
      ending('account list', async () => {
        const { listed, shown } = await import('./account.ts');
        for (const account of await listed(data, attend)) await print(line(shown(account)));
      }),
    );
}

const typed = async (nick: string): Promise<string> =>
  (await import('./typed-password.ts')).typedPassword(nick);

/** Asks for one thing, and tells whom it was done to. */
function change(
  data: string,
  attend: Attend,
  request: () => Promise<Request>,
  { told }: { told: (nick: string) => string },
): Promise<void> {
  return ending('account', async () => {
    const { done } = await import('./account.ts');
    await print(line(told(await done(data, attend, await request()))));
  });
}

async function ending(command: string, work: () => Promise<void>): Promise<void> {
  process.exitCode = await run(command, async () => {
    await work();
    return 0;
  });
}

const nick = (): Argument =>
  new Argument('<nick>', 'the nick of the account').argParser((given) => {
    const problem = nickProblem(given);
    if (problem === undefined) return given;
    throw new InvalidArgumentError(`A nick ${problem}.`);
  });

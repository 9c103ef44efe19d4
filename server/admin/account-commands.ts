/** The command line of `parlance account`. What it does is loaded when it is done. */
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { nickProblem } from '../../grammar/names.ts';
import { durationOf } from '../../grammar/time.ts';
import { line } from '../doors/plain/line.ts';
import type { Attend } from './asking.ts';
import { MAX_TIME_MS, MAX_USES, type Request } from './requests.ts';
import { data, print, type Run, type Where } from './running.ts';

/** Adds `account`, with all that it can do; `attend` does it while no server runs. */
export function addAccountCommands(program: Command, run: Run, attend: Attend): void {
  const accounts = program
    .command('account')
    .summary('add and change accounts')
    .description(
      "Adds and changes accounts, also while the server runs: by a socket in the server's directory, which only the server's user may open. " +
        'It asks for a password, or reads the first line of standard input.',
    );
  const add = (name: string, about: string) => accounts.command(name).description(about);
  /** Sends one request, and prints whom it was about. */
  const change = (
    data: string,
    request: () => Promise<Request>,
    told: (nick: string) => string,
  ): Promise<void> =>
    run('account', async () => {
      const { done } = await import('./account.ts');
      await print(line(told(await done(data, attend, await request()))));
    });
  add('add', 'make an account')
    .addArgument(nick())
    .addOption(data())
    .addHelpText('after', '\nFor example: pass show chat/ann | parlance account add ann')
    .action((nick: string, { data }: Where) =>
      change(
        data,
        async () => ({ ask: 'add', nick, password: await typed(nick) }),
        (nick) => `${nick} is an account now. To be it: /login ${nick} PASSWORD`,
      ),
    );
  add('password', 'give an account another password')
    .addArgument(nick())
    .addOption(data())
    .action((nick: string, { data }: Where) =>
      change(
        data,
        async () => ({ ask: 'password', nick, password: await typed(nick) }),
        (nick) => `${nick} has another password now; who is logged in stays so.`,
      ),
    );
  add('delete', 'delete an account: its nick is free, and its messages stay')
    .addArgument(nick())
    .addOption(data())
    .addOption(
      new Option('--texts', 'delete its messages, too, little by little while the server runs').env(
        'PARLANCE_TEXTS',
      ),
    )
    .action((nick: string, { data, texts = false }: Where & { texts?: boolean }) =>
      change(
        data,
        async () => ({ ask: 'delete', nick, texts }),
        (nick) => `${nick} is no account any more.`,
      ),
    );
  add('role', 'make an account an operator of the whole server, or none')
    .addArgument(nick())
    .addArgument(new Argument('<role>', 'its new role').choices(['operator', 'none']))
    .addOption(data())
    .action((nick: string, role: 'operator' | 'none', { data }: Where) =>
      change(
        data,
        async () => ({ ask: 'role', nick, role }),
        (nick) =>
          role === 'none' ? `${nick} is no operator any more.` : `${nick} is an operator now.`,
      ),
    );
  add('invite', 'make a code with which people make accounts where --registration is code')
    .addOption(
      new Option('--uses <n>', 'how many accounts the code makes')
        .env('PARLANCE_USES')
        .default(1)
        .argParser((given) => {
          const uses = Number(given);
          if (/^\d{1,6}$/.test(given) && uses >= 1 && uses <= MAX_USES) return uses;
          throw new InvalidArgumentError(`It is a whole number from 1 to ${MAX_USES}.`);
        }),
    )
    .addOption(
      new Option('--for <time>', 'how long the code is good, such as 12h, 7d or 4w')
        .env('PARLANCE_FOR')
        .default('7d')
        .argParser((given) => {
          if ((durationOf(given) ?? Number.NaN) <= MAX_TIME_MS) return given;
          throw new InvalidArgumentError('It is a time such as 12h, 7d or 4w, of a year at most.');
        }),
    )
    .addOption(data())
    .action(({ data, uses, for: time }: Where & { uses: number; for: string }) =>
      run('account invite', async () => {
        const { invited } = await import('./account.ts');
        const asked = { ask: 'invite', uses, for: durationOf(time) ?? 0 } as const;
        const { code, until } = await invited(data, attend, asked);
        await print(line(code));
        const often = uses === 1 ? 'once' : `${uses} times`;
        process.stderr.write(
          line(
            `Until ${until.slice(0, 16).replace('T', ' ')} UTC, ${often}: /register PASSWORD invite=CODE`,
          ),
        );
      }),
    );
  add('list', 'show all accounts, the oldest first')
    .addOption(data())
    .action(({ data }: Where) =>
      run('account list', async () => {
        const { listed, shown } = await import('./account.ts');
        for (const account of await listed(data, attend)) await print(line(shown(account)));
      }),
    );
}

const typed = async (nick: string): Promise<string> =>
  (await import('./typed-password.ts')).typedPassword(nick);

const nick = (): Argument =>
  new Argument('<nick>', 'the nick of the account').argParser((given) => {
    const problem = nickProblem(given);
    if (problem === undefined) return given;
    throw new InvalidArgumentError(`A nick ${problem}.`);
  });

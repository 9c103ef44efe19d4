/** `parlance chat` on the command line: finds the configuration, then opens a screen or a stream of lines. */
import { type Command, Option } from 'commander';
import { addRouteOptions, type RouteFlags } from '../client/dial/options.ts';
import type { Given, Settings } from './config.ts';
import type { Way } from './way.ts';

/** 0: all is well. 1: refused or lost. 2: wrong usage. */
type ExitCode = 0 | 1 | 2;

interface Flags extends RouteFlags {
  nick?: string;
  login?: string;
  join?: string[];
  plain?: true;
  typing?: true;
  remember: boolean;
  config?: string;
}

/** Adds `chat`. `finish` is told the exit code when the person has left. */
export function addChatCommand(program: Command, finish: (code: ExitCode) => void): void {
  const chatting = program
    .command('chat')
    .summary('chat in the terminal')
    .description(
      'Chats in the terminal. What is not given here is read from the configuration file,\n' +
        '$XDG_CONFIG_HOME/parlance/config.toml: server, nick, login, password-command, rooms,\n' +
        'on-connect, typing, remember, mouse, tell, tell-command, open-command, words, quiet,\n' +
        'log-dir, spelling, theme, time, joins, ca, cert, key, known-servers, proxy, [aliases],\n' +
        '[colours], [keys], [scripts], [joins-in]. [profiles.NAME] has the settings of one server of\n' +
        'several: all are begun with, or the one whose NAME is given. Who has none yet is asked,\n' +
        'and it is written.',
    )
    .argument(
      '[server]',
      'such as tls://chat.example, chat.example:7667, unix:/run/parlance.sock, or a profile (env: PARLANCE_SERVER)',
    )
    .addOption(new Option('--nick <nick>', 'who to be').env('PARLANCE_NICK'))
    .addOption(
      new Option('--login <nick>', 'log in to an account; the password is asked for').env(
        'PARLANCE_LOGIN',
      ),
    )
    .addOption(new Option('--join <room...>', 'rooms to go into').env('PARLANCE_JOIN'))
    .addOption(
      new Option(
        '--plain',
        'lines in and out, without a screen: for screen readers, pipes and logs',
      ).env('PARLANCE_PLAIN'),
    )
    .addOption(new Option('--typing', 'tell the others when you are typing').env('PARLANCE_TYPING'))
    .addOption(
      new Option(
        '--no-remember',
        'begin with an empty screen, and keep nothing for the next time',
      ).env('PARLANCE_NO_REMEMBER'),
    )
    .addOption(new Option('--config <file>', 'another configuration file').env('PARLANCE_CONFIG'))
    .allowExcessArguments()
    .addHelpText(
      'after',
      "\nFor example: parlance chat tls://chat.example --nick ann --join '#dev'",
    )
    .action(async (_: string | undefined, flags: Flags, command: Command) => {
      const twins = ['nick', 'login', 'join', 'config'].filter(
        (name) => command.getOptionValueSource(name) === 'env',
      );
      finish(await chat(serverIn(command.args, process.env), flags, twins));
    });
  addRouteOptions(chatting);
}

/** Where the server is, and the variable that says so. */
interface Where {
  server?: string;
  called?: string;
}

/** All words together: those who write host and port apart are told how it is done. In `env` they are apart. */
function serverIn(words: readonly string[], env: NodeJS.ProcessEnv): Where {
  if (words.length > 0) return { server: words.join(' ') };
  const { PARLANCE_SERVER: server, PARLANCE_HOST: host, PARLANCE_PORT: port } = env;
  if (server !== undefined) return { server, called: 'PARLANCE_SERVER' };
  if (host === undefined && port === undefined) return {};
  const name = host?.includes(':') ? `[${host}]` : (host ?? '127.0.0.1');
  return port === undefined
    ? { server: name, called: 'PARLANCE_HOST' }
    : { server: `${name}:${port}`, called: 'PARLANCE_HOST and PARLANCE_PORT' };
}

/** What it takes is loaded only now, so that other commands start without it. */
async function chat(
  { server, called }: Where,
  flags: Flags,
  twins: readonly string[],
): Promise<ExitCode> {
  const [{ configPath, configure }, { find }] = await Promise.all([
    import('./config.ts'),
    import('../toml/find.ts'),
  ]);
  const { nick, login, join: rooms, plain, typing, remember, config, ...means } = flags;
  const given: Given = {
    ...(server !== undefined && { server }),
    ...(nick !== undefined && { nick }),
    ...(login !== undefined && { login }),
    ...(rooms !== undefined && { rooms }),
    ...(plain && { plain }),
    ...(typing && { typing }),
    means,
    ...(!remember && { remember }),
    called: {
      ...(called !== undefined && { server: called }),
      ...(twins.includes('nick') && { nick: 'PARLANCE_NICK' }),
      ...(twins.includes('login') && { login: 'PARLANCE_LOGIN' }),
      ...(twins.includes('join') && { rooms: 'PARLANCE_JOIN' }),
    },
  };
  const terminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  const asked = twins.includes('config') ? 'PARLANCE_CONFIG' : '--config';
  const file = find(
    config ?? configPath(process.env),
    config === undefined ? undefined : asked,
    'config.toml',
  );
  if (typeof file === 'string') return complain([file]);
  const around = { env: process.env, terminal };
  const settings = configure(given, file, around);
  if (!('mistakes' in settings) && file === undefined && !settings.plain && isBare(flags, server)) {
    const { welcomed } = await import('./newcomer.ts');
    const answers = await welcomed(settings.file, process.env.USER, {
      input: process.stdin,
      output: process.stdout,
    });
    if (answers === undefined) return 0;
    return configured(configure(given, answers, around));
  }
  return configured(settings);
}

/** Nothing is said of where to go and who to be: whoever has no configuration is asked. */
const isBare = ({ remember, ...flags }: Flags, server: string | undefined): boolean =>
  server === undefined && remember && Object.keys(flags).length === 0;

function configured(settings: Settings | { mistakes: string[] }): ExitCode | Promise<ExitCode> {
  return 'mistakes' in settings ? complain(settings.mistakes) : open(settings);
}

function complain(sentences: string[], code: ExitCode = 2): ExitCode {
  for (const sentence of sentences) process.stderr.write(`parlance chat: ${sentence}\n`);
  return code;
}

/** Only what is shown is loaded: the stream of lines needs no Ink. */
async function open(settings: Settings): Promise<ExitCode> {
  const { wayTo } = await import('./way.ts');
  const ways: Way[] = [];
  const sentences: string[] = [];
  const { begun } = settings.profiles;
  for (const profile of begun) {
    const way = await wayTo(profile, (sentence) => complain([sentence]));
    if (!('why' in way)) ways.push(way);
    else if (begun.length === 1) return complain(way.why, way.isUsage ? 2 : 1);
    else sentences.push(...way.why.map((why) => `${profile.name}: ${why}`));
  }
  const [first, ...others] = ways;
  if (first === undefined) return complain(sentences, 1);
  const { plain } = settings;
  return plain
    ? (await import('./plain/plain.ts')).plain(settings, [first, ...others], sentences, process)
    : (await import('./main.tsx')).screen(settings, [first, ...others], sentences);
}

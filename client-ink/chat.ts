/** `parlance chat` on the command line. What it takes is loaded only when it is run, so that other commands start without it. */
import { type Command, Option } from 'commander';
import { addRouteOptions } from '../client/dial/options.ts';
import type { ExitCode, Flags, Where } from './opening.ts';

/** Adds `chat`. `finish` is told the exit code when the person has left. */
export function addChatCommand(program: Command, finish: (code: ExitCode) => void): void {
  const chatting = program
    .command('chat')
    .summary('chat in the terminal')
    .description(
      'Chats in the terminal. It reads what you do not give here from the configuration file, ' +
        '$XDG_CONFIG_HOME/parlance/config.toml: server, nick, login, password-command, rooms, ' +
        'on-connect, typing, remember, mouse, tell, tell-command, open-command, words, quiet, ' +
        'log-dir, spelling, theme, time, joins, ca, cert, key, known-servers, proxy, [aliases], ' +
        '[colours], [keys], [scripts], [joins-in]. [profiles.NAME] has the settings of one server of ' +
        'several: the client connects to all of them, or to the one whose NAME you give. Without server and ' +
        'configuration file it asks, and writes one.',
    )
    .argument(
      '[server]',
      'such as tls://chat.example, chat.example:7667, unix:/run/parlance.sock, or a profile (env: PARLANCE_SERVER)',
    )
    .addOption(new Option('--nick <nick>', 'nick to take').env('PARLANCE_NICK'))
    .addOption(
      new Option(
        '--login <nick>',
        'log in to an account; the client asks for the password, unless --cert shows a certificate',
      ).env('PARLANCE_LOGIN'),
    )
    .addOption(new Option('--join <room...>', 'rooms to join').env('PARLANCE_JOIN'))
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
    .addOption(
      new Option('--config <file>', 'read this configuration file instead').env('PARLANCE_CONFIG'),
    )
    .allowExcessArguments()
    .addHelpText(
      'after',
      "\nFor example: parlance chat tls://chat.example --nick ann --join '#dev'",
    )
    .action(async (_: string | undefined, flags: Flags, command: Command) => {
      const twins = ['nick', 'login', 'join', 'config'].filter(
        (name) => command.getOptionValueSource(name) === 'env',
      );
      const { chat } = await import('./opening.ts');
      finish(await chat(serverIn(command.args, process.env), flags, twins));
    });
  addRouteOptions(chatting);
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

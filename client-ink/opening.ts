/** Finds the configuration, then opens a screen or a stream of lines. */
import type { RouteFlags } from '../client/dial/options.ts';
import { find } from '../toml/find.ts';
import { configPath, configure, type GivenOptions, type Settings } from './config/config.ts';
import { type Way, wayTo } from './servers/way.ts';

/** 0: all is well. 1: refused or lost. 2: wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** What is given on the command line. */
export interface Flags extends RouteFlags {
  nick?: string;
  login?: string;
  join?: string[];
  plain?: true;
  typing?: true;
  remember: boolean;
  config?: string;
}

/** Where the server is, and the variable that says so. */
export interface Where {
  server?: string;
  called?: string;
}

/** Chats as it is given. `twins`: what of that comes from the environment. */
export async function chat(
  { server, called }: Where,
  flags: Flags,
  twins: readonly string[],
): Promise<ExitCode> {
  const { nick, login, join: rooms, plain, typing, remember, config, ...routeFlags } = flags;
  const given: GivenOptions = {
    ...(server !== undefined && { server }),
    ...(nick !== undefined && { nick }),
    ...(login !== undefined && { login }),
    ...(rooms !== undefined && { rooms }),
    ...(plain && { plain }),
    ...(typing && { typing }),
    routeFlags,
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
    const { welcomed } = await import('./config/newcomer.ts');
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

async function open(settings: Settings): Promise<ExitCode> {
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
  // The stream of lines needs no Ink.
  return plain
    ? (await import('./plain/plain.ts')).plain(settings, [first, ...others], sentences, process)
    : (await import('./main.tsx')).screen(settings, [first, ...others], sentences);
}

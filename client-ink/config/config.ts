/** Reads what the person decided, on the command line, in the environment and in a TOML file, and checks all of it at once. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { RouteFlags } from '../../client/dial/options.ts';
import type { File } from '../../toml/settings.ts';
import { optionNames, tableNames } from '../language/options.ts';
import type { Colours } from '../layout/theme.ts';
import { nick, rooms, server, written } from './file.ts';
import type { Options } from './options.ts';
import { meantProfile, type Profiles, profilesOf } from './profiles.ts';

/** Everything that the client is told before it begins. */
export interface Settings {
  readonly profiles: Profiles;
  readonly colours: Colours;
  /** Where the configuration is, or will be. */
  readonly file: string;
  /** What `/set` can change. */
  readonly options: Options;
  /** What is on the screen is kept for the next time. */
  readonly remembers: boolean;
  /** A linear stream of lines instead of a screen. */
  readonly plain: boolean;
}

/** What was typed on the command line, or stands in the environment instead. */
export interface GivenOptions {
  server?: string;
  nick?: string;
  login?: string;
  rooms?: readonly string[];
  plain?: boolean;
  typing?: boolean;
  routeFlags?: RouteFlags;
  remember?: boolean;
  /** What a mistake in one of them is called by: its variable, when it comes from the environment. */
  called?: { server?: string; nick?: string; login?: string; rooms?: string };
}

/** What the settings also depend on. */
export interface Surroundings {
  env: Readonly<Record<string, string | undefined>>;
  /** Input and output are both a terminal. */
  terminal: boolean;
}

/** Where the configuration is by the XDG rules, which ignore a path that is not absolute. */
export function configPath(env: Surroundings['env'], home: string = homedir()): string {
  const given = env.XDG_CONFIG_HOME ?? '';
  return join(given.startsWith('/') ? given : join(home, '.config'), 'parlance', 'config.toml');
}

/** The settings, or every mistake, each as a sentence that names where it was made. */
export function configure(
  given: GivenOptions,
  from: File | undefined,
  { env, terminal }: Surroundings,
): Settings | { mistakes: string[] } {
  const mistakes: string[] = [];
  const file = written(from, mistakes);
  const { called = {} } = given;
  const typed = <Schema extends v.GenericSchema<unknown, unknown>>(
    schema: Schema,
    value: v.InferInput<Schema> | undefined,
    name: string,
  ): v.InferOutput<Schema> | undefined => {
    if (value === undefined) return undefined;
    const { success, output, issues } = v.safeParse(schema, value);
    mistakes.push(...(issues ?? []).map(({ message }) => `${name}: ${message}`));
    return success ? output : undefined;
  };
  const named =
    given.server !== undefined && file && Object.hasOwn(file.profiles, given.server)
      ? given.server
      : undefined;
  const near =
    named === undefined && given.server !== undefined
      ? meantProfile(given.server, Object.keys(file?.profiles ?? {}))
      : undefined;
  if (near !== undefined) {
    const { server: where } = given;
    mistakes.push(
      `${where} is no profile. Did you mean ${near}? A server is written as tcp://${where}.`,
    );
  }
  const words = given.rooms && wordsOf(given.rooms);
  const onLine = {
    server:
      named !== undefined ? undefined : typed(server, given.server, called.server ?? 'HOST:PORT'),
    nick: typed(nick, given.nick, called.nick ?? '--nick'),
    login: typed(nick, given.login, called.login ?? '--login'),
    rooms: typed(rooms, words, called.rooms ?? '--join'),
    routeFlags: given.routeFlags,
  };
  if (file === undefined || mistakes.length > 0) return { mistakes };
  return Object.freeze({
    profiles: profilesOf(file, onLine, named, from?.name),
    colours: coloursOf(env),
    file: from?.name ?? configPath(env),
    options: optionsIn(file, given),
    remembers: given.remember ?? file.remember,
    plain: given.plain === true || !terminal || env.TERM === 'dumb' || readsAloud(env),
  });
}

function optionsIn(file: Options, { typing }: GivenOptions): Options {
  const names = [...optionNames, ...tableNames];
  const chosen = Object.fromEntries(names.map((name) => [name, file[name]])) as Options;
  return typing ? { ...chosen, typing } : chosen;
}

/** On a command line rooms may also come in one word, with commas or blanks between them. */
const wordsOf = (given: readonly string[]): string[] =>
  given.flatMap((word) => word.split(/[,\s]+/)).filter((word) => word !== '');

/** What Ink goes by to draw for screen readers, who are better served with lines. */
const readsAloud = (env: Surroundings['env']): boolean => env.INK_SCREEN_READER === 'true';

/** https://no-color.org: any value but the empty one. */
function coloursOf(env: Surroundings['env']): Colours {
  if ((env.NO_COLOR ?? '') !== '') return 'none';
  if (/^(truecolor|24bit)$/.test(env.COLORTERM ?? '')) return 'all';
  const many = /256|direct|kitty|ghostty|alacritty|foot/.test(env.TERM ?? '') || env.COLORTERM;
  return many ? 'many' : 'sixteen';
}

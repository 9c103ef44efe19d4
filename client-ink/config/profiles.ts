/** The servers of a configuration: how each is reached, who one is there, and which of them the client begins with. */
import { dirname, resolve } from 'node:path';
import { type Address, DEFAULT_PORT, knownAs, placeOf } from '../../client/dial/address.ts';
import type { RouteFlags } from '../../client/dial/options.ts';
import { nearest } from '../../grammar/reading/nearest.ts';
import type { WrittenProfile } from './file.ts';

/** An account, and the command that writes its password; without one it is asked for. */
export interface Login {
  readonly nick: string;
  readonly command?: string;
}

/** A server that the client may be on, and who the person is there. */
export interface Profile {
  /** What the configuration calls it; nothing where it has no profiles. */
  readonly name?: string;
  readonly address: Address;
  /** How it is reached, and by what it is known. */
  readonly routeFlags: RouteFlags;
  readonly nick?: string;
  /** The account to log in to; then `nick` does not matter. */
  readonly login?: Login;
  /** The login of the configuration that is for another server, which may surprise whoever wrote it. */
  readonly otherLogin?: { readonly nick: string; readonly at: string };
  readonly rooms: readonly string[];
  /** Lines that are given whenever a new session begins. */
  readonly onConnect: readonly string[];
}

/** What was typed on the command line about the server that is shown first, checked. */
interface Typed {
  readonly server: Address | undefined;
  readonly nick: string | undefined;
  readonly login: string | undefined;
  readonly rooms: readonly string[] | undefined;
  readonly routeFlags: RouteFlags | undefined;
}

/** Those that the client begins with, the first of which is shown, and those that it can go to later. */
export interface Profiles {
  readonly begun: readonly [Profile, ...Profile[]];
  readonly others: readonly Profile[];
}

/** The profile that a word may have meant which is none, and which looks like no address. */
export const meantProfile = (word: string, names: readonly string[]): string | undefined =>
  /[^\w-]/.test(word) ? undefined : nearest(word, names)[0];

/** What a server is called among all. */
export const nameOf = ({ name, address }: Profile): string => name ?? placeOf(address);

/** What somebody is told who is not logged in though their configuration has a login; nothing where there is nothing to tell. */
export function whyNotLoggedIn({ name, address, otherLogin }: Profile): string | undefined {
  if (otherLogin === undefined) return undefined;
  const { nick, at } = otherLogin;
  const remedy =
    name === undefined
      ? `Start with --login ${nick}, or write [profiles.NAME] with server = "${asWritten(address)}" and login = "${nick}"`
      : `Write login = "${nick}" below [profiles.${name}]`;
  return `You are not logged in here: login = "${nick}" in your configuration is for ${at} alone. ${remedy}.`;
}

/** The names of all servers of the configuration. */
export const namesOf = ({ begun, others }: Profiles): string[] =>
  [...begun, ...others].flatMap(({ name }) => name ?? []);

/** The server of that name in the configuration. */
export const profileNamed = ({ begun, others }: Profiles, wanted: string): Profile | undefined =>
  [...begun, ...others].find(({ name }) => name === wanted);

/** As the configuration has an address. */
const asWritten = (address: Address): string =>
  address.by === 'unix' ? `unix:${address.path}` : knownAs(address);

const here: Address = { by: 'tcp', host: '127.0.0.1', port: DEFAULT_PORT };

/** What the configuration says of all servers, and of each. */
interface Written extends WrittenProfile {
  readonly profiles: Readonly<Record<string, WrittenProfile>>;
}

/**
 * What a profile does not say, the settings above all profiles say, as far as they are for its server, too. `named`: the only one to begin with; without it all
 * are begun, unless another server was typed. `file`: the name of the configuration.
 */
export function profilesOf(
  { profiles, ...general }: Written,
  typed: Typed,
  named: string | undefined,
  file: string | undefined,
): Profiles {
  const all = Object.entries(profiles).map(([name, own]) =>
    withOtherLogin(profileOf({ ...meantFor(own.server, general), ...own }, file, name), general),
  );
  const begun = named === undefined ? all : all.filter(({ name }) => name === named);
  const [first, ...rest] = typed.server === undefined ? begun : [];
  const shown = first ?? profileOf(meantFor(typed.server, general), file);
  const { otherLogin: _, ...bare } = shown;
  const now: Profiles['begun'] = [withOtherLogin(withTyped(bare, typed), general), ...rest];
  const isBegun = new Set(now.map(({ name }) => name));
  return { begun: now, others: all.filter(({ name }) => !isBegun.has(name)) };
}

/**
 * The settings above all profiles, as far as they are for this server. Whom one logs in as, what writes the password, and what is
 * said at the beginning are for the server beside them alone: nobody else shall get a password. By TLS and in the clear are two.
 */
function meantFor(server: Address | undefined, general: WrittenProfile): WrittenProfile {
  if (isTheirs(server, general)) return general;
  const { login: _, 'password-command': __, 'on-connect': ___, ...others } = general;
  return others;
}

const isTheirs = (server: Address | undefined, general: WrittenProfile): boolean =>
  server === undefined || knownAs(server) === knownAs(general.server ?? here);

/** Whoever has said who to be there has meant it. */
function withOtherLogin(profile: Profile, general: WrittenProfile): Profile {
  const { login, nick, address } = profile;
  const isSaid = login !== undefined || nick !== undefined;
  if (isSaid || general.login === undefined || isTheirs(address, general)) return profile;
  const at = asWritten(general.server ?? here);
  return { ...profile, otherLogin: { nick: general.login, at } };
}

function profileOf(given: WrittenProfile, file: string | undefined, name?: string): Profile {
  const {
    server,
    nick,
    login,
    'password-command': command,
    rooms,
    'on-connect': onConnect,
  } = given;
  return {
    ...(name !== undefined && { name }),
    address: server ?? here,
    routeFlags: routeFlagsOf(given, file),
    ...(nick !== undefined && { nick }),
    ...(login !== undefined && {
      login: { nick: login, ...(command !== undefined && { command }) },
    }),
    rooms: rooms ?? [],
    onConnect: onConnect ?? [],
  };
}

function withTyped(profile: Profile, { server, nick, login, rooms, routeFlags }: Typed): Profile {
  return {
    ...profile,
    ...(server !== undefined && { address: server }),
    ...(nick !== undefined && { nick }),
    ...(login !== undefined && { login: { ...profile.login, nick: login } }),
    ...(rooms !== undefined && { rooms }),
    routeFlags: { ...profile.routeFlags, ...routeFlags },
  };
}

/** A file that the configuration names is looked for beside it. */
function routeFlagsOf(
  { ca, cert, key, 'known-servers': knownServers, proxy }: WrittenProfile,
  file: string | undefined,
): RouteFlags {
  const beside = (name: string) => resolve(dirname(file ?? ''), name);
  return {
    ...(ca !== undefined && { ca: beside(ca) }),
    ...(cert !== undefined && { cert: beside(cert) }),
    ...(key !== undefined && { key: beside(key) }),
    ...(knownServers !== undefined && { knownServers: beside(knownServers) }),
    ...(proxy !== undefined && { proxy }),
  };
}

/** The way to one server: how it is reached, and as whom; what has to be asked for that is asked in lines. */
import type { Account } from '../../client/beginning.ts';
import type { Route } from '../../client/dial/dial.ts';
import type { Profile } from '../config/profiles.ts';
import { accountOf } from './password.ts';
import { routeTo } from './route.ts';

/** Where to go, and as whom. */
export interface Way {
  readonly profile: Profile;
  readonly route: Route;
  readonly account?: Account;
}

/** Why there is none, in sentences; `isUsage`: because of what was asked for. */
interface NoWay {
  readonly why: string[];
  readonly isUsage: boolean;
}

/** Finds the way, and asks the person for a password and about a server that nobody vouches for. */
export async function wayTo(
  profile: Profile,
  complain: (sentence: string) => void,
): Promise<Way | NoWay> {
  const route = await routeTo(profile, complain);
  if ('why' in route) return route;
  if (profile.login === undefined) return { profile, route };
  // A certificate is a login: whoever shows one and has no other way to a password is not asked for it.
  const { nick, command } = profile.login;
  if (command === undefined && profile.routeFlags.cert !== undefined) {
    return { profile, route, account: { nick } };
  }
  const account = await accountOf(profile.login);
  return typeof account === 'string'
    ? { why: [account], isUsage: false }
    : { profile, route, account };
}

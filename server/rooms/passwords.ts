/** Passwords as the world knows of them: who may try one now, and what their check is to be held against. */
import type { CommandOf } from '../../grammar/ast.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import { nickKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type { Act } from './act.ts';
import type { Person } from './state.ts';
import type { Tries } from './tries.ts';

/** So many passwords may be tried for an account from one address before a wait; one that is right begins anew. */
const FREE_TRIES = 5;
/** So many may be tried for it from all addresses of strangers: so no few of them keep its owner waiting. */
const FREE_TRIES_OF_STRANGERS = 50;

/** A password is tried, or one is set for a new account. */
type Trial = CommandOf<'register' | 'login' | 'password' | 'account'>;

/** What a trial counts as, and how often that costs no wait. */
interface Count {
  readonly tries: Tries;
  readonly subject: string;
  readonly free: number;
}

const addressOf = ({ session }: Act): string => session.address.name;
const here = (act: Act, nick: string): string => `${nickKey(nick)} ${addressOf(act)}`;

/** Somebody is logged in from this address, or was of late: others who guess keep nobody waiting here. */
function isKnownHere(act: Act, nick: string): boolean {
  const { counts, now, persons } = act.world;
  const person = persons.byNick(nick);
  if (person?.account === undefined) return false;
  const isHere = [...person.sessions.values()].some(
    ({ address }) => address === act.session.address,
  );
  return isHere || counts.right.times(`${person.identity} ${addressOf(act)}`, now) > 0;
}

function countsOf(act: Act, trial: Trial): Count[] {
  const { counts, settings } = act.world;
  const { accounts, wrongPasswords } = settings.limits.perAddress;
  const subject = addressOf(act);
  const fromAddress = { tries: counts.fromAddress, subject, free: wrongPasswords };
  switch (trial.cmd) {
    case 'register':
      return [{ tries: counts.made, subject, free: accounts }];
    case 'password':
    case 'account':
      return [
        fromAddress,
        { tries: counts.changing, subject: act.person.identity, free: FREE_TRIES },
      ];
    case 'login': {
      const { nick } = trial;
      const own = { tries: counts.fromAddressFor, subject: here(act, nick), free: FREE_TRIES };
      if (isKnownHere(act, nick)) return [fromAddress, own];
      const strangers = { tries: counts.fromStrangersFor, subject: nickKey(nick) };
      return [fromAddress, own, { ...strangers, free: FREE_TRIES_OF_STRANGERS }];
    }
    default:
      return unreachable(trial);
  }
}

/** In whole seconds, what is left to wait until the next trial is taken. */
function secondsLeft(act: Act, trial: Trial): number {
  const { now } = act.world;
  const waits = countsOf(act, trial).map(({ tries, subject, free }) =>
    tries.wait(subject, free, now),
  );
  return Math.ceil(Math.max(...waits) / 1000);
}

/** Whoever waits already, from one address, keeps all others waiting no longer. */
function isCounted(act: Act, { tries, subject, free }: Count, trial: Trial): boolean {
  const { counts, now } = act.world;
  if (tries !== counts.fromStrangersFor || trial.cmd !== 'login') return true;
  const own = counts.fromAddressFor.times(here(act, trial.nick), now);
  return own <= FREE_TRIES || tries.times(subject, now) >= free;
}

/** A password is tried, if one may be now; it counts as a wrong one until it is known. Refuses otherwise. */
export function mayTry(act: Act, trial: Trial): boolean {
  const seconds = secondsLeft(act, trial);
  const what = trial.cmd === 'register' ? 'new accounts' : 'wrong passwords';
  if (seconds > 0) act.refuse(fault('too_many_tries', { what, seconds }));
  else {
    for (const count of countsOf(act, trial)) {
      if (isCounted(act, count, trial)) count.tries.note(count.subject, act.world.now);
    }
  }
  return seconds === 0;
}

/** The password that was tried for `person` was right: what was counted for the account from here begins anew. */
export function triedWell(act: Act, trial: Trial, person: Person): void {
  takeBack(act, trial);
  const { counts, now } = act.world;
  if (trial.cmd !== 'login') counts.changing.remove(person.identity);
  else counts.fromAddressFor.remove(here(act, person.nick));
  counts.right.note(`${person.identity} ${addressOf(act)}`, now);
}

/** Nobody knows whether it was right, or no account was made: it was no trial. */
export function takeBack(act: Act, trial: Trial): void {
  const counts = countsOf(act, trial).filter((count) => isCounted(act, count, trial));
  for (const { tries, subject } of counts) tries.takeBack(subject);
}

/** It was wrong, or there is no such account: the two are refused alike. */
export const triedWrongly = (act: Act, trial: Trial): Fault =>
  fault('wrong_password', { seconds: secondsLeft(act, trial) });

/** Limits how often passwords are tried: who has guessed wrongly too often has to wait. */
import type { CommandOf } from '../../grammar/ast.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import { nickKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type { Act } from './act.ts';
import type { Person } from './state.ts';
import type { Tries } from './tries.ts';

/** From one address this many passwords may be tried for an account without a wait. A right one begins the count anew. */
const FREE_TRIES = 5;
/** From all addresses of strangers together this many may be tried for it, so that a few strangers keep no owner waiting. */
const FREE_TRIES_OF_STRANGERS = 50;

/** A password is tried, or one is set for a new account. */
type Trial = CommandOf<'register' | 'login' | 'password' | 'account'>;

/** Where a trial counts, and how often that costs no wait. */
interface Count {
  readonly tries: Tries;
  readonly subject: string;
  readonly free: number;
  /** False when this trial does not count there. */
  readonly isDue?: () => boolean;
}

const addressOf = ({ session }: Act): string => session.address.name;
const here = (act: Act, nick: string): string => `${nickKey(nick)} ${addressOf(act)}`;

/** True when the account is logged in from this address, or was of late: then strangers who guess keep nobody waiting here. */
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
      return [fromAddress, own, ofStrangers(act, nick, own)];
    }
    default:
      return unreachable(trial);
  }
}

/** The count of all strangers together. A stranger who has to wait already does not make it grow. */
function ofStrangers({ world }: Act, nick: string, own: Count): Count {
  const { counts, now } = world;
  const tries = counts.fromStrangersFor;
  const subject = nickKey(nick);
  const isDue = () =>
    own.tries.times(own.subject, now) <= own.free ||
    tries.times(subject, now) >= FREE_TRIES_OF_STRANGERS;
  return { tries, subject, free: FREE_TRIES_OF_STRANGERS, isDue };
}

/** In how many whole seconds the next trial is taken. */
function secondsLeft(act: Act, counts: readonly Count[]): number {
  const { now } = act.world;
  const waits = counts.map(({ tries, subject, free }) => tries.wait(subject, free, now));
  return Math.ceil(Math.max(...waits) / 1000);
}

/** A password is tried, if one may be now; it counts as a wrong one until it is known. Refuses otherwise. */
export function mayTry(act: Act, trial: Trial): boolean {
  const counts = countsOf(act, trial);
  const seconds = secondsLeft(act, counts);
  const what = trial.cmd === 'register' ? 'new accounts' : 'wrong passwords';
  if (seconds > 0) act.refuse(fault('too_many_tries', { what, seconds }));
  // One after the other: where it counts last depends on what was counted before.
  else
    for (const { tries, subject, isDue } of counts)
      if (isDue?.() !== false) tries.note(subject, act.world.now);
  return seconds === 0;
}

/** The password was right: the counts of this address for the account begin anew. */
export function triedWell(act: Act, trial: Trial, person: Person): void {
  takeBack(act, trial);
  const { counts, now } = act.world;
  if (trial.cmd !== 'login') counts.changing.remove(person.identity);
  else counts.fromAddressFor.remove(here(act, person.nick));
  counts.right.note(`${person.identity} ${addressOf(act)}`, now);
}

/** Takes the trial out of the counts: nobody knows whether the password was right, or no account was made. */
export function takeBack(act: Act, trial: Trial): void {
  const counts = countsOf(act, trial).filter(({ isDue }) => isDue?.() !== false);
  for (const { tries, subject } of counts) tries.takeBack(subject);
}

/** The refusal of a wrong password. An account that does not exist is refused alike. */
export const triedWrongly = (act: Act, trial: Trial): Fault =>
  fault('wrong_password', { seconds: secondsLeft(act, countsOf(act, trial)) });

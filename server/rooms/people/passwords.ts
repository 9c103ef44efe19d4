/** Limits how often passwords are tried: who has guessed wrongly too often has to wait. */
import type { CommandOf } from '../../../grammar/ast.ts';
import { type Fault, fault } from '../../../grammar/faults.ts';
import { nickKey } from '../../../grammar/names.ts';
import { unreachable } from '../../../grammar/unreachable.ts';
import type { Act } from '../act.ts';
import type { Person } from '../world/state.ts';
import type { Counted, Tries } from './tries.ts';

/** From one address this many passwords may be tried for an account without a wait. A right one begins the count anew. */
const FREE_TRIES = 5;
/** From all addresses of strangers together this many may be tried for it, so that a few strangers keep no owner waiting. */
const FREE_TRIES_OF_STRANGERS = 50;

/** A password is tried, or one is set for a new account. */
type Trial = CommandOf<'register' | 'login' | 'password' | 'account'>;

/** Where a trial counts, and how often that costs no wait. */
interface Count {
  readonly as: Counted;
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
  const { accounts, wrongPasswords } = act.world.settings.limits.perAddress;
  const subject = addressOf(act);
  const fromAddress = { as: 'fromAddress', subject, free: wrongPasswords } as const;
  switch (trial.cmd) {
    case 'register':
      return [{ as: 'made', subject, free: accounts }];
    case 'password':
    case 'account':
      return [fromAddress, { as: 'changing', subject: act.person.identity, free: FREE_TRIES }];
    case 'login': {
      const { nick } = trial;
      const own = { as: 'fromAddressFor', subject: here(act, nick), free: FREE_TRIES } as const;
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
  const subject = nickKey(nick);
  const isDue = () =>
    counts.fromAddressFor.times(own.subject, now) <= own.free ||
    counts.fromStrangersFor.times(subject, now) >= FREE_TRIES_OF_STRANGERS;
  return { as: 'fromStrangersFor', subject, free: FREE_TRIES_OF_STRANGERS, isDue };
}

const triesOf = ({ world }: Act, { as }: Count): Tries => world.counts[as];

/** In how many whole seconds the next trial is taken. */
function secondsLeft(act: Act, counts: readonly Count[]): number {
  const { now } = act.world;
  const waits = counts.map((count) => triesOf(act, count).wait(count.subject, count.free, now));
  return Math.ceil(Math.max(...waits) / 1000);
}

/**
 * A password is tried, if one may be now; it counts as a wrong one until it is known. Returns where it counts; refuses
 * otherwise.
 */
export function mayTry(act: Act, trial: Trial): readonly Counted[] | undefined {
  const counts = countsOf(act, trial);
  const seconds = secondsLeft(act, counts);
  if (seconds > 0) {
    const what = trial.cmd === 'register' ? 'new accounts' : 'wrong passwords';
    act.refuse(fault('too_many_tries', { what, seconds }));
    return undefined;
  }
  // One after the other: where it counts last depends on what was counted before.
  return counts.flatMap((count) => {
    if (count.isDue?.() === false) return [];
    triesOf(act, count).note(count.subject, act.world.now);
    return [count.as];
  });
}

/** The password was right: the counts of this address for the account begin anew. */
export function triedWell(
  act: Act,
  trial: Trial,
  counted: readonly Counted[],
  person: Person,
): void {
  uncount(act, trial, counted);
  const { counts, now } = act.world;
  if (trial.cmd !== 'login') counts.changing.remove(person.identity);
  else counts.fromAddressFor.remove(here(act, person.nick));
  counts.right.note(`${person.identity} ${addressOf(act)}`, now);
}

/** Takes the trial out of the counts where it was counted: nobody knows whether the password was right, or no account was made. */
export function uncount(act: Act, trial: Trial, counted: readonly Counted[]): void {
  for (const count of countsOf(act, trial)) {
    if (counted.includes(count.as)) triesOf(act, count).uncount(count.subject);
  }
}

/** The refusal of a wrong password. An account that does not exist is refused alike. */
export const triedWrongly = (act: Act, trial: Trial): Fault =>
  fault('wrong_password', { seconds: secondsLeft(act, countsOf(act, trial)) });

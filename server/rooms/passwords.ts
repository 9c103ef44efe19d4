/** Passwords as the world knows of them: who may try one now, and what their check is to be held against. */
import { type Fault, fault } from '../../grammar/faults.ts';
import { nickKey } from '../../grammar/names.ts';
import type { Act } from './act.ts';
import type { Account, Person } from './state.ts';
import type { Subject } from './tries.ts';

/** So many passwords may be tried for an account before a wait; one that is right begins anew. */
const FREE_TRIES = 5;

const tries = (nick: string): Subject => `account ${nickKey(nick)}`;
const triesFrom = ({ session }: Act): Subject => `address ${session.address.name}`;

/** In whole seconds, what is left to wait until a password for `nick` is taken. */
function secondsLeft(act: Act, nick: string): number {
  const { tries: tried, now, settings } = act.world;
  const { wrongPasswords } = settings.limits.perAddress;
  const waits = [
    tried.wait(tries(nick), FREE_TRIES, now),
    tried.wait(triesFrom(act), wrongPasswords, now),
  ];
  return Math.ceil(Math.max(...waits) / 1000);
}

/** A password for `nick` is tried, if one may be now; it counts as a wrong one until it is known. Refuses otherwise. */
export function mayTry(act: Act, nick: string): boolean {
  const seconds = secondsLeft(act, nick);
  if (seconds > 0) act.refuse(fault('too_many_tries', { what: 'wrong passwords', seconds }));
  else act.world.tries.note(tries(nick), act.world.now);
  return seconds === 0;
}

/** The password that was tried for `nick` was right. */
export const triedWell = (act: Act, nick: string): void => act.world.tries.remove(tries(nick));

/** It was wrong, or there is no such account: the two are refused alike. */
export function triedWrongly(act: Act, nick: string): Fault {
  act.world.tries.note(triesFrom(act), act.world.now);
  return fault('wrong_password', { nick, seconds: secondsLeft(act, nick) });
}

/** A person's account is `account` from now on. */
export function keepAccount(act: Act, person: Person, account: Account): void {
  act.world.set(person, 'account', account);
  act.world.touch(person);
  act.do({ do: 'keep-account', identity: person.identity, state: { v: 1, ...account } });
}

/** What makes a person an account, and what becomes of it: it is made, changes, and ends. */
import type { Effect } from '../effects.ts';
import type { Account, Person } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { endAll, vanish } from './ending.ts';
import { readAll } from './reads.ts';

/** A person has an account from now on. */
export function register(world: World, person: Person, account: Account): void {
  world.set(world.persons, 'accounts', world.persons.accounts + 1);
  world.set(person, 'account', account);
  readAll(world.journal, person);
}

/** A person's account is `account` from now on. */
export function keepAccount(
  world: World,
  effects: Effect[],
  person: Person,
  account: Account,
): void {
  if (person.account === undefined) register(world, person, account);
  else world.set(person, 'account', account);
  world.touch(person);
  effects.push({ do: 'keep-account', identity: person.identity, state: { v: 3, ...account } });
}

/** An account is no more, nor is its person: they leave their rooms, their roles pass on, and the nick is free. */
export function deleteAccount(world: World, effects: Effect[], person: Person): void {
  world.set(world.persons, 'accounts', world.persons.accounts - 1);
  world.set(person, 'account', undefined);
  effects.push({ do: 'keep-account', identity: person.identity, state: undefined });
  const sessions = person.sessions.values();
  if (person.sessions.size === 0) vanish(world, effects, person);
  else
    endAll({ world, effects }, sessions, 'account deleted', {
      message: 'This account is deleted.',
    });
}

/** Carries out what is ordered from the shell: accounts are added, changed, listed and deleted, and people invited to make their own. */
import { fault } from '../../../grammar/faults.ts';
import { iso } from '../../../grammar/time.ts';
import { unreachable } from '../../../grammar/unreachable.ts';
import type { Effect, OrderId } from '../effects.ts';
import { beginErasing } from '../logs/erasing.ts';
import { keepRegime, livingCodes } from '../moderation/governing.ts';
import { MAX_CODES } from '../moderation/regime.ts';
import type { Account, Person } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { deleteAccount, keepAccount } from './accounts.ts';
import { type Listed, notDone, type Order, type Report } from './orders.ts';

/** A report lists at most this many accounts. */
const MAX_LISTED_ACCOUNTS = 1000;

/** Does what is ordered. */
export function carryOut(world: World, order: Order, id: OrderId): Effect[] {
  const effects: Effect[] = [];
  const report = reportOf(world, effects, order);
  effects.push({ do: 'report', id, report });
  return effects;
}

function reportOf(world: World, effects: Effect[], order: Order): Report {
  switch (order.order) {
    case 'add':
      return add(world, effects, order);
    case 'password':
      return change(world, effects, order.nick, (account) => ({
        ...account,
        secret: order.secret,
      }));
    case 'role':
      return change(world, effects, order.nick, ({ role: _, ...account }) =>
        order.role === 'none' ? account : { ...account, role: order.role },
      );
    case 'delete': {
      const person = accountOf(world, order.nick);
      if (person === undefined) return unknown(order.nick);
      const { nick, identity } = person;
      if (order.texts) beginErasing(world, effects, identity);
      deleteAccount(world, effects, person);
      return { is: 'done', nick };
    }
    case 'invite':
      return invite(world, effects, order);
    case 'list':
      return list(world, order.after);
    default:
      return unreachable(order);
  }
}

/** Nobody has to be there for it: its person is made with it. */
function add(
  world: World,
  effects: Effect[],
  { nick, identity, secret }: Order & { order: 'add' },
): Report {
  const { persons, settings, now } = world;
  const holder = persons.holderOf(nick);
  const like = holder ?? persons.lookAlike(nick);
  if (like) {
    const taken = { nick, ...(holder === undefined && { like: like.nick }) };
    return notDone(fault('nick_taken', { ...taken, ...(like.account && { account: like.nick }) }));
  }
  const { accounts: limit } = settings.limits;
  if (persons.accounts >= limit) return notDone(fault('too_many_accounts', { limit }));
  const person = persons.add({ identity, nick, since: now, named: true });
  world.doze(person);
  keepAccount(world, effects, person, { secret, since: now });
  return { is: 'done', nick };
}

function change(
  world: World,
  effects: Effect[],
  nick: string,
  changed: (account: Account) => Account,
): Report {
  const person = accountOf(world, nick);
  if (person?.account === undefined) return unknown(nick);
  keepAccount(world, effects, person, changed(person.account));
  return { is: 'done', nick: person.nick };
}

function accountOf({ persons }: World, nick: string): Person | undefined {
  const person = persons.byNick(nick);
  return person?.account && person;
}

const unknown = (nick: string): Report => notDone(fault('no_such_account', { nick }));

function list({ persons }: World, after: number): Report {
  const accounts: Listed[] = [];
  let place = 0;
  for (const identity of [...persons.keys()]) {
    if (!persons.isAccount(identity)) continue;
    place += 1;
    if (place <= after) continue;
    if (accounts.length === MAX_LISTED_ACCOUNTS) return { is: 'list', accounts, more: true };
    accounts.push(...listed(persons.get(identity)));
  }
  return { is: 'list', accounts, more: false };
}

function listed(person: Person | undefined): Listed[] {
  if (person?.account === undefined) return [];
  const { since, role } = person.account;
  const { nick, sessions } = person;
  return [{ nick, since: iso(since), ...(role && { role }), devices: sessions.size }];
}

function invite(
  world: World,
  effects: Effect[],
  { secret, uses, for: time }: Order & { order: 'invite' },
): Report {
  const codes = livingCodes(world);
  if (codes.size >= MAX_CODES) return notDone(fault('too_many_codes', { limit: MAX_CODES }));
  const until = world.now + time;
  keepRegime(world, effects, { codes: codes.set(secret, { uses, until }) });
  return { is: 'invited', until: iso(until) };
}

/** Makes orders of requests: passwords are hashed, and what is random is made up, before the rooms decide. */
import { unreachable } from '../../grammar/unreachable.ts';
import type { Passwords } from '../hub/answers.ts';
import type { Identity } from '../rooms/ids.ts';
import type { Order, Report } from '../rooms/orders.ts';
import type { Clerk, Request } from './requests.ts';

/** What a clerk needs. */
export interface Means {
  /** Carries an order out; resolves when it is committed. */
  order(order: Order): Promise<Report>;
  readonly passwords: Passwords;
  /** Who somebody new is. */
  identity(): Identity;
}

/** One who carries out what is asked, one after the other. */
export function clerk(means: Means): Clerk {
  let last: Promise<unknown> = Promise.resolve();
  return (asked) => {
    const report = last.then(async () => means.order(await orderFor(asked, means)));
    last = report.catch(() => {});
    return report;
  };
}

async function orderFor(asked: Request, { passwords, identity }: Means): Promise<Order> {
  switch (asked.ask) {
    case 'add': {
      const { nick, password } = asked;
      return { order: 'add', nick, identity: identity(), secret: await passwords.hash(password) };
    }
    case 'password': {
      const { nick, password } = asked;
      return { order: 'password', nick, secret: await passwords.hash(password) };
    }
    case 'delete':
      return { order: 'delete', nick: asked.nick };
    case 'role':
      return { order: 'role', nick: asked.nick, role: asked.role };
    case 'list':
      return { order: 'list', after: asked.after };
    default:
      return unreachable(asked);
  }
}

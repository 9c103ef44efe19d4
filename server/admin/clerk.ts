/** Makes orders of requests: passwords are hashed, and what is random is made up, before the rooms decide. */
import { fault } from '../../grammar/faults.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type { Passwords } from '../hub/answers.ts';
import type { Reread } from '../rooms/answers.ts';
import type { Order, Report } from '../rooms/people/orders.ts';
import type { Identity } from '../rooms/world/ids.ts';
import type { Figures } from '../watch/figures.ts';
import type { Clerk, Reply, Request } from './requests.ts';

/** The ports of a clerk. */
interface ClerkPorts {
  /** Carries an order out; resolves when it is committed. */
  order(order: Order): Promise<Report>;
  /** Reads the configuration again. */
  reread(): Reread;
  /** How the server does. */
  figures(): Figures;
  readonly passwords: Passwords;
  /** A new identity. */
  identity(): Identity;
  /** A new code, which nobody guesses, and what it is known by. */
  code(): { code: string; hash: string };
}

/** Carries out the requests of the shell, one after the other. */
export function clerk(ports: ClerkPorts): Clerk {
  let last: Promise<unknown> = Promise.resolve();
  return (asked) => {
    const reply = last.then(() => carryOut(asked, ports));
    last = reply.catch(() => {});
    return reply;
  };
}

async function carryOut(asked: Request, ports: ClerkPorts): Promise<Reply> {
  if (asked.ask === 'figures') return { is: 'figures', figures: ports.figures() };
  if (asked.ask === 'rehash') return rehashed(ports.reread());
  if (asked.ask !== 'invite') return ports.order(await orderFor(asked, ports));
  const { code, hash } = ports.code();
  const report = await ports.order({
    order: 'invite',
    secret: hash,
    uses: asked.uses,
    for: asked.for,
  });
  return report.is === 'invited' ? { ...report, code } : report;
}

type Decidable = Exclude<Request, { ask: 'invite' | 'rehash' | 'figures' }>;

const rehashed = (read: Reread): Reply =>
  'mistakes' in read
    ? { is: 'refused', ...fault('bad_configuration', { mistakes: read.mistakes.join(' ') }) }
    : { is: 'rehashed', ...read };

async function orderFor(asked: Decidable, { passwords, identity }: ClerkPorts): Promise<Order> {
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
      return { order: 'delete', nick: asked.nick, texts: asked.texts };
    case 'role':
      return { order: 'role', nick: asked.nick, role: asked.role };
    case 'list':
      return { order: 'list', after: asked.after };
    default:
      return unreachable(asked);
  }
}

/** What the devices of an account do: they log in, make the account when there is none, and say how far they have read. */
import type { Mind, Whims } from './mind.ts';

/** All accounts have the same one. */
export const PASSWORD = 'correct-horse';

const isOut = ({ account, state }: Mind): boolean => account !== undefined && !state.isAccount;
const isIn = ({ account, state }: Mind): boolean =>
  account !== undefined && state.isAccount === true;

export const accounts: Whims = [
  [
    4,
    (mind) =>
      mind.account !== undefined && isOut(mind)
        ? { cmd: 'login', nick: mind.account, password: PASSWORD }
        : undefined,
  ],
  [
    12,
    (mind) => {
      const { account: nick, state } = mind;
      if (nick === undefined || !isOut(mind)) return undefined;
      return state.nick === nick ? { cmd: 'register', password: PASSWORD } : { cmd: 'nick', nick };
    },
  ],
  [
    8,
    (mind) => {
      const { state, privates, chance, cursor } = mind;
      const logs = [...state.rooms, ...privates];
      if (!isIn(mind) || logs.length === 0) return undefined;
      const target = chance.pick(logs);
      const end = cursor(target);
      if (end === undefined || end === 0 || chance.oneIn(3)) return { cmd: 'read', target };
      return { cmd: 'read', target, seq: 1 + chance.below(end) };
    },
  ],
  [3, (mind) => (isIn(mind) ? { cmd: 'unread' } : undefined)],
  [1, (mind) => (isIn(mind) ? { cmd: 'logout' } : undefined)],
  [1, (mind) => (isIn(mind) ? { cmd: 'sessions', end: 'others' } : undefined)],
  [1, (mind) => (isIn(mind) ? { cmd: 'sessions', end: 1 + mind.chance.below(2) } : undefined)],
  [
    1,
    (mind) =>
      isIn(mind)
        ? {
            cmd: 'account',
            delete: true,
            password: PASSWORD,
            ...(mind.chance.oneIn(2) && { texts: true as const }),
          }
        : undefined,
  ],
];

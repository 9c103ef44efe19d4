/** What specs of accounts ask for, and what they read of the effects. */
import type { Effect } from '../../../server/rooms/effects.ts';

/** Makes an account of whoever asks. */
export const register = { cmd: 'register', password: '' } as const;
/** Logs in to an account. */
export const login = (nick: string) => ({ cmd: 'login', nick, password: '' }) as const;
/** An account as it is kept. */
export const account = (n: number) => ({
  identity: `guest:${n}`,
  state: { v: 3 as const, secret: 'password', since: 1 },
});

/** The persons that these effects keep. */
export const personsKept = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.do === 'keep-person' ? [effect.state] : []));

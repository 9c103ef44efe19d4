/** Operators look after the whole server; and when it is locked down, others than accounts do next to nothing. */
import { type Fault, fault } from '../../../grammar/faults.ts';
import type { Act } from '../act.ts';
import type { Person } from '../world/state.ts';
import { keepRegime } from './governing.ts';

/** True for an account that was made one from the shell. */
export const isOperator = ({ account }: Person): boolean => account?.role === 'operator';

/** Why a command is refused whatever it is about. */
export function lockedOut({ world, person, session }: Act): Fault | undefined {
  if (person.account !== undefined) return undefined;
  if (world.regime.lockdown) return fault('locked_down');
  const { mustLogIn: why } = session;
  return why === undefined ? undefined : fault('account_needed', { why });
}

/** Lets only accounts do anything, or everybody again: an act with a number, unless it is so already. */
export function lockDown(act: Act, state: 'on' | 'off'): void {
  const { world, effects } = act;
  const lockdown = state === 'on';
  if (world.regime.lockdown === lockdown) return act.done();
  const place = act.recordIn(world.server, { ev: 'lockdown', state });
  keepRegime(world, effects, { lockdown });
  act.done(place);
}

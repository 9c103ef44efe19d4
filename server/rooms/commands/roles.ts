/** Gives somebody a role in a room, or takes it. */
import { giveTo, type RoleChange } from '../moderation/roles.ts';
import type { Row } from './row.ts';

/** What each of these makes of somebody. */
const changeBy = {
  op: { role: 'op' },
  deop: { role: 'member', from: 'op' },
  voice: { role: 'voice' },
  devoice: { role: 'member', from: 'voice' },
} as const satisfies Record<string, RoleChange>;

const gives: Row<keyof typeof changeBy> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { cmd, nick }, room) => giveTo(act, room, nick, changeBy[cmd]),
};

/** Gives somebody the role that the command names. */
export const role: Row<'role'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { nick, role }, room) => giveTo(act, room, nick, { role }),
};
/** Makes somebody an op. */
export const op: Row<'op'> = gives;
/** Makes an op a member. */
export const deop: Row<'deop'> = gives;
/** Gives somebody voice. */
export const voice: Row<'voice'> = gives;
/** Takes voice from somebody. */
export const devoice: Row<'devoice'> = gives;

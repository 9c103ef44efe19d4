/** Gives somebody a role in a room, or takes it. */
import { giveTo, type RoleChange } from '../moderation/roles.ts';
import type { Row } from './row.ts';

const gives = (given: RoleChange): Row<'op' | 'deop' | 'voice' | 'devoice'> => ({
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { nick }, room) => giveTo(act, room, nick, given),
});

/** Gives the one that it names. */
export const role: Row<'role'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { nick, role }, room) => giveTo(act, room, nick, { role }),
};
/** Makes somebody an op. */
export const op = gives({ role: 'op' });
/** Makes an op a member. */
export const deop = gives({ role: 'member', from: 'op' });
/** Gives somebody voice. */
export const voice = gives({ role: 'voice' });
/** Takes voice from somebody. */
export const devoice = gives({ role: 'member', from: 'voice' });

/** Makes a room one that is read only, or takes that back. */
import { mayDo } from '../moderation/refusing.ts';
import { setTo } from '../moderation/room-changes.ts';
import type { Row } from './row.ts';

export const archive: Row<'archive'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run(act, { off }, room) {
    if (!mayDo(act, { do: 'archive' }, room)) return;
    act.done(setTo(act, room, 'archived', off ? 'off' : 'on'));
  },
};

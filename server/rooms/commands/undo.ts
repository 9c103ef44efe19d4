/** Takes back what staff did. */
import { undoAct, whyNotUndone } from '../moderation/undoing.ts';
import type { Row } from './row.ts';

export const undo: Row<'undo'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { act: seq }, room) => undoAct(act, room, seq),
  answered: { acts: whyNotUndone },
};

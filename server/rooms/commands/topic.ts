/** What a room is about: set by its members, an event of its log. */
import { mayDo } from '../moderation/refusing.ts';
import { roomState } from '../views.ts';
import type { Row } from './row.ts';

/** Without a text it tells the topic, as the state of the room; an empty text clears it. */
export const topic: Row<'topic'> = {
  nature: ({ text }) => (text === undefined ? { asks: 'world' } : { changes: 'refused' }),
  needs: 'membership',
  run(act, { text }, room) {
    if (text === undefined) return act.show(roomState(room));
    if (!mayDo(act, { do: 'topic', text }, room)) return;
    act.done(act.recordIn(room, { ev: 'topic', text }));
  },
};

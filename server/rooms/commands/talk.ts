/** Says something: in a room that one is in, or to whomever one names. */
import type { MessageKind } from '../../../grammar/events.ts';
import { sayInRoom, sayTo } from '../logs/saying.ts';
import type { Row } from './row.ts';

const inRoom = (kind: MessageKind): Row<'say' | 'me'> => ({
  nature: { changes: 'refused' },
  needs: 'membership',
  bots: 'talking',
  run: (act, { text }, room) => sayInRoom(act, room, kind, text),
});

const toAnybody = (kind: MessageKind): Row<'msg' | 'notice'> => ({
  nature: { changes: 'refused' },
  needs: 'nothing',
  bots: 'talking',
  run: (act, { to, text }) => sayTo(act, to, kind, text),
});

/** Says it in the current room. */
export const say = inRoom('say');
/** Tells what somebody does. */
export const me = inRoom('action');
/** Says it to a room or a person. */
export const msg = toAnybody('say');
/** The same of what wants no answer. */
export const notice = toAnybody('notice');

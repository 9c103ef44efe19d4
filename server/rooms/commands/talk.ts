/** Says something: in a room that one is in, or to whomever one names. */
import type { MessageKind } from '../../../grammar/events.ts';
import { sayInRoom, sayTo } from '../logs/saying.ts';
import type { Row } from './row.ts';

/** What kind of message each of these says. */
const kindOf = {
  say: 'say',
  me: 'action',
  msg: 'say',
  notice: 'notice',
} as const satisfies Record<string, MessageKind>;

const inRoom: Row<'say' | 'me'> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  bots: 'talking',
  run: (act, { cmd, text }, room) => sayInRoom(act, room, kindOf[cmd], text),
};

const toAnybody: Row<'msg' | 'notice'> = {
  nature: { changes: 'refused' },
  needs: 'nothing',
  bots: 'talking',
  run: (act, { cmd, to, text }) => sayTo(act, to, kindOf[cmd], text),
};

/** Says something in the current room. */
export const say: Row<'say'> = inRoom;
/** Tells in the current room what somebody does. */
export const me: Row<'me'> = inRoom;
/** Says something to a room or a person. */
export const msg: Row<'msg'> = toAnybody;
/** Says something that wants no answer to a room or a person. */
export const notice: Row<'notice'> = toAnybody;

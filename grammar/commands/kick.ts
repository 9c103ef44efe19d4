/** Puts somebody out of a room. */
import { optional, required } from '../arguments/argument.ts';
import { nick } from '../arguments/nick.ts';
import { room } from '../arguments/room.ts';
import { reason } from '../arguments/text.ts';
import { command } from './command.ts';

export const kick = command('kick', {
  elsewhere: 'boot expel eject',
  arguments: [optional('room', room), required('nick', nick), optional('reason', reason)],
  summary: 'put somebody out of a room',
  about:
    'Puts NICK out of ROOM, or of the current room, and tells REASON to all. It also ends an invitation. Where the room is open they may come again: /ban keeps them out. Ops and owners may do this to those whose role is not above their own.',
  examples: ['/kick bob', '/kick #dev bob mind your manners'],
  faults: ['no_such_nick', 'not_there', 'not_allowed'],
  changes: true,
  tells: '`kicked`',
  ok: '`room` and `seq`',
  played: 'moderation',
  current: { field: 'room', of: 'room', members: true },
});

/** Gives a room another name. */
import { optional, required } from '../arguments/argument.ts';
import { room } from '../arguments/room.ts';
import { command } from './command.ts';

/** Of one room alone it is known that it is the name: no text is taken for this. */
const { takes: _, ...which } = optional('room', room);

export const rename = command('rename', {
  elsewhere: 'retitle move',
  arguments: [which, required('name', { ...room, usage: 'NEW' })],
  summary: 'give a room another name',
  about:
    'ROOM, or the current room, is called NEW from now on, with all that was said in it. Its earlier names lead to it: whoever joins or names one of them gets the room. Owners may do this.',
  examples: ['/rename #kitchen', '/rename@t1 #tea #kitchen'],
  faults: ['not_allowed', 'room_taken', 'being_forgotten', 'too_many_names'],
  changes: true,
  tells: '`renamed`',
  ok: '`room`, as it is called now, and `seq`',
  notes:
    'An event keeps the name that the room had when it happened, in a replay; a page of history and what a search finds have the present one.',
  played: 'governing',
  current: { field: 'room', of: 'room', members: true },
});

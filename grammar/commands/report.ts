/** Tells those who look after a room of a message. */
import { optional, required } from '../arguments/argument.ts';
import { room } from '../arguments/room.ts';
import { seq } from '../arguments/seq.ts';
import { reason } from '../arguments/text.ts';
import { command } from './command.ts';

export const report = command('report', {
  elsewhere: 'flag complain abuse',
  arguments: [
    optional('room', room),
    required('message', seq('the number of the message')),
    optional('reason', reason),
  ],
  summary: 'tell those who look after a room of a message',
  about:
    'Tells ops and owners of ROOM, or of the current room, which message you mean, and REASON: each gets a notice from you in private, which waits for whoever has an account and is away. At most ten are told, owners first, and all of them, and operators, find it in /reports until somebody has seen to it. The text is not repeated, so that it is gone when it is deleted: /history ROOM around=SEQ shows it. You can report once in ten seconds, and ten messages at a time.',
  examples: ['/report 41', '/report #dev 41 this is advertising'],
  faults: ['no_such_message', 'message_deleted', 'looks_after', 'too_soon', 'too_many_reports'],
  changes: true,
  tells: 'the notices',
  ok: '`room`',
  played: 'asking-staff',
  acknowledged: ({ room }) => `Those who look after ${room} are told.`,
  current: { field: 'room', of: 'room', members: true },
});

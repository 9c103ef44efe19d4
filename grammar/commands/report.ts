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
  summary: 'report a message to those who look after a room',
  about:
    'Tells the owners and ops of ROOM, or of the current room, which message you mean, and REASON. Each gets a notice from you in private, owners first, ten people at most. The notice waits for accounts that are offline. All of them, and operators, find the report in /reports until somebody has seen to it. A report does not repeat the text, so that a deleted text is gone: /history ROOM around=SEQ shows it. You can report once in ten seconds, and have ten reports open.',
  examples: ['/report 41', '/report #dev 41 this is advertising'],
  faults: ['no_such_message', 'message_deleted', 'looks_after', 'too_soon', 'too_many_reports'],
  changes: true,
  tells: 'the notices',
  ok: '`room`',
  played: 'asking-staff',
  acknowledged: ({ room }) => `Those who look after ${room} are told.`,
  current: { field: 'room', of: 'room', members: true },
});

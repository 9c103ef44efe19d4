/** Says how far one has read, on all of one's devices. */
import { optional, required } from '../arguments/argument.ts';
import { seq } from '../arguments/seq.ts';
import { target } from '../arguments/target.ts';
import { command } from './command.ts';

export const read = command('read', {
  elsewhere: 'seen ack markread mark-read',
  arguments: [
    required('target', target),
    optional('seq', seq('the last number that you have read; without it, all that there is')),
  ],
  summary: 'say how far you have read',
  about:
    'Marks TARGET as read up to number SEQ, or to its end. From then on /unread counts what comes after that, on all of your devices. The mark never goes back. Only an account keeps it.',
  examples: ['/read #dev', '/read #dev 41', '/read@t1 bob'],
  faults: [
    'no_account',
    'no_such_room',
    'not_in_room',
    'no_such_nick',
    'no_such_log',
    'bad_cursor',
  ],
  changes: true,
  tells: '`read`, to your other sessions',
  ok: '`room` or `log`, and `seq`: where it is now',
  played: 'unread',
  acknowledged: () => 'That is read, on all of your devices.',
});

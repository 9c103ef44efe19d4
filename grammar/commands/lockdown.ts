/** Lets only accounts do anything, or everybody again. */
import { required } from '../arguments/argument.ts';
import { choice } from '../arguments/word.ts';
import { command } from './command.ts';
import { ofServer } from './family.ts';

export const lockdown = command('lockdown', {
  arguments: [required('state', choice('on', 'off'))],
  summary: 'let only accounts do anything (operators)',
  about:
    'With on, guests can do nothing but log in, nobody can make an account, and the server reads lines more slowly. Guests in a room still hear it. It lasts until off, also over a restart. It has a number in /audit *, and /undo * with that number ends it, too.',
  examples: ['/lockdown on', '/lockdown@t1 off'],
  faults: ['operators_only'],
  changes: true,
  reported: 'operated',
  ok: '`room` and `seq`; nothing when it was so already',
  played: 'operators',
  acknowledged: (outcome) => ofServer(outcome) ?? 'It was so already: /stats shows it.',
});

/** Lets only accounts do anything, or everybody again. */
import { required } from '../arguments/argument.ts';
import { choice } from '../arguments/word.ts';
import { command } from './command.ts';

export const lockdown = command('lockdown', {
  arguments: [required('state', choice('on', 'off'))],
  summary: 'let only accounts do anything (operators)',
  about:
    'With on, guests can log in and do nothing else, nobody makes an account, and what people send is read more slowly; who is in a room hears it still. It lasts, over a restart too, until off.',
  examples: ['/lockdown on', '/lockdown@t1 off'],
  faults: ['operators_only'],
  changes: true,
  ok: 'none',
  played: 'operators',
  acknowledged: () => 'So it is: /stats shows it.',
});

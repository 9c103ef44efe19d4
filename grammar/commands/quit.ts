/** Says goodbye. */
import { optional } from '../arguments/argument.ts';
import { reason } from '../arguments/text.ts';
import { command } from './command.ts';

export const quit = command('quit', {
  short: ['q'],
  elsewhere: 'exit bye goodbye signoff disconnect close',
  arguments: [optional('reason', reason)],
  summary: 'say goodbye and leave',
  about:
    'Ends your session and its connection. Everybody in your rooms is told REASON, unless one of them would not let you say it.',
  examples: ['/quit', '/quit see you tomorrow', '/q'],
  ok: 'none; then comes `bye`',
  played: 'goodbye',
});

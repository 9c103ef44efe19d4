/** Shows again what somebody says. */
import { required } from '../arguments/argument.ts';
import { nick } from '../arguments/nick.ts';
import { command } from './command.ts';

export const unignore = command('unignore', {
  elsewhere: 'unblock unhide',
  arguments: [required('nick', nick)],
  summary: 'show again what somebody says',
  about: 'Shows again what NICK says, also what was hidden before: /history has it.',
  examples: ['/unignore bob', '/unignore@t1 bob'],
  faults: ['not_ignored'],
  changes: true,
  tells: '`ignored`, to all of your sessions',
  ok: 'none',
  played: 'ignoring',
});

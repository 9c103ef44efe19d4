/** Rings when somebody says the own nick. */
import { required } from '../arguments/argument.ts';
import { choice } from '../arguments/word.ts';
import { command } from './command.ts';

export const bell = command('bell', {
  elsewhere: 'beep sound highlight',
  arguments: [required('state', choice('on', 'off'))],
  summary: 'ring when somebody says your nick',
  about:
    'Rings the bell of a plain terminal when somebody else says your nick or writes to you in private; /notify chooses otherwise.',
  examples: ['/bell on', '/bell off'],
  changes: true,
  ok: '`bell`',
  notes: 'Only `plain` rings: by a byte BEL behind the lines.',
  played: 'tags-and-order',
  acknowledged: ({ bell }) =>
    bell === 'on' ? 'Your bell rings when you are mentioned.' : 'Your bell does not ring any more.',
});

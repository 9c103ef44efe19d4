/** Says something in the current room. */
import { required } from '../arguments/argument.ts';
import { text } from '../arguments/text.ts';
import { command } from './command.ts';
import { textRefusals } from './family.ts';

export const say = command('say', {
  arguments: [required('text', text)],
  summary: 'say something in the current room',
  about:
    'Says TEXT in the room that you last joined or switched to, like a line without a slash. It is there for texts that begin with a slash or with blanks, and for programs that want an answer to their tag.',
  examples: [
    'good morning',
    '//slashes look like this',
    '/say /join is a command',
    '/say@t1 hello',
  ],
  faults: ['not_allowed', ...textRefusals],
  changes: true,
  tells: '`message`',
  ok: '`room`, `seq`',
  played: 'talk',
  current: { field: 'to', of: 'log', members: true, begins: true, as: 'msg' },
  says: 'say',
});

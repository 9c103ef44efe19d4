/** Changes what one said. */
import { required } from '../arguments/argument.ts';
import { message } from '../arguments/message.ts';
import { text } from '../arguments/text.ts';
import { command } from './command.ts';
import { aboutMessage, textRefusals } from './family.ts';

export const edit = command('edit', {
  elsewhere: 'correct fix amend s',
  arguments: [message, required('text', text)],
  summary: 'change what you said',
  about:
    'Puts TEXT in the place of what you said. The old text is gone for good, and everybody sees that it was edited. PLACE is as in /reply, but ^ is the last message of your own.',
  examples: ['/edit ^ I meant tea', '/edit 41 see you at five', '/edit@t1 #dev:41 done'],
  own: true,
  ...aboutMessage('`edit`', ...textRefusals, 'too_soon'),
});

/** Answers a message. */
import { required } from '../arguments/argument.ts';
import { message } from '../arguments/message.ts';
import { text } from '../arguments/text.ts';
import { command } from './command.ts';
import { aboutMessage, textRefusals } from './family.ts';

export const reply = command('reply', {
  short: ['r'],
  elsewhere: 're answer respond quote thread',
  arguments: [message, required('text', text)],
  summary: 'answer a message',
  about:
    'Says TEXT as the answer to a message. PLACE is its number, as /history shows it: 41 in the current room, #dev:41 in another, @k3f9:41 in a private log. ^ is the last message, also as #dev:^.',
  examples: ['/reply 41 so do I', '/r ^ sure', '/reply #dev:41 done', '/reply@t1 @k3f9:^ psst'],
  reaches: true,
  says: 'say',
  ...aboutMessage('`message` with `of` and `of_from`', ...textRefusals),
});

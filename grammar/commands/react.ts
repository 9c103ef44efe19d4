/** Reacts to a message with an emoji. */
import { required } from '../arguments/argument.ts';
import { emoji } from '../arguments/emoji.ts';
import { message } from '../arguments/message.ts';
import { command } from './command.ts';
import { aboutMessage, textRefusals } from './family.ts';

export const react = command('react', {
  elsewhere: 'reaction like plus',
  arguments: [message, required('emoji', emoji)],
  summary: 'react to a message with an emoji',
  about:
    'Adds EMOJI to a message: an emoji, or a word of at most 64 bytes without blanks. The same one twice counts once. PLACE is as in /reply.',
  examples: ['/react ^ 👍', '/react 41 +1', '/react@t1 #dev:41 🎉'],
  reaches: true,
  ...aboutMessage('`react`', ...textRefusals, 'too_soon'),
});

/** Takes a reaction back. */
import { optional } from '../arguments/argument.ts';
import { emoji } from '../arguments/emoji.ts';
import { message } from '../arguments/message.ts';
import { command } from './command.ts';
import { aboutMessage } from './family.ts';

export const unreact = command('unreact', {
  elsewhere: 'unlike',
  arguments: [message, optional('emoji', emoji)],
  summary: 'take a reaction back',
  about:
    'Takes EMOJI from a message again, or without it all that you have reacted with. PLACE is as in /reply.',
  examples: ['/unreact ^', '/unreact 41 👍', '/unreact@t1 #dev:41 +1'],
  ...aboutMessage('`unreact`', 'muted', 'too_early', 'archived', 'too_soon'),
});

/** Takes a reaction back. */
import { optional } from '../arguments/argument.ts';
import { emoji } from '../arguments/emoji.ts';
import { message } from '../arguments/message.ts';
import { command } from './command.ts';

export const unreact = command('unreact', {
  elsewhere: 'unlike',
  arguments: [message, optional('emoji', emoji)],
  summary: 'take a reaction back',
  about:
    'Takes EMOJI from a message again, or without it all that you have reacted with. PLACE is as in /reply.',
  examples: ['/unreact ^', '/unreact 41 👍', '/unreact@t1 #dev:41 +1'],
  faults: ['not_allowed', 'too_early', 'archived', 'no_such_message', 'message_deleted'],
  changes: true,
  tells: '`unreact`',
  ok: '`room` or `log`, and `seq`',
  played: 'living',
  current: { field: 'target', of: 'log', members: true },
});

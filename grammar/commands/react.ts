/** Reacts to a message with an emoji. */
import { required } from '../arguments/argument.ts';
import { emoji } from '../arguments/emoji.ts';
import { message } from '../arguments/message.ts';
import { command } from './command.ts';

export const react = command('react', {
  elsewhere: 'reaction like plus',
  arguments: [message, required('emoji', emoji)],
  summary: 'react to a message with an emoji',
  about:
    'Adds EMOJI to a message: an emoji, or a word of at most 64 bytes without blanks. The same one twice counts once. PLACE is as in /reply.',
  examples: ['/react ^ 👍', '/react 41 +1', '/react@t1 #dev:41 🎉'],
  faults: [
    'not_allowed',
    'too_early',
    'filtered',
    'archived',
    'no_such_message',
    'message_deleted',
  ],
  changes: true,
  reaches: true,
  tells: '`react`',
  ok: '`room` or `log`, and `seq`',
  played: 'living',
  current: { field: 'target', of: 'log', members: true },
});

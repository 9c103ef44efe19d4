/** Takes back what one said. */
import { optional } from '../arguments/argument.ts';
import { message } from '../arguments/message.ts';
import { reason } from '../arguments/text.ts';
import { command } from './command.ts';
import { aboutMessage } from './family.ts';

export const remove = command('delete', {
  elsewhere: 'del rm remove redact unsend unsay retract',
  arguments: [message, optional('reason', reason)],
  summary: 'take back what you said',
  about:
    'Takes away the text of what you said, for good: from history, from search and from the disk. That something was there, and REASON, stays. PLACE is as in /reply, but ^ is the last message of your own. Ops and owners of a room also delete what others said there.',
  examples: ['/delete ^', '/delete 41 wrong room', '/delete@t1 #dev:41'],
  own: true,
  ...aboutMessage('`delete`'),
});

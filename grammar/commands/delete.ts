/** Takes back what one said. */
import { deleting } from '../arguments/deleting.ts';
import { command } from './command.ts';
import { aboutMessage } from './family.ts';

export const remove = command('delete', {
  elsewhere: 'del rm remove redact unsend unsay retract',
  arguments: [deleting],
  summary: 'take back what you said',
  about:
    'Deletes the text of what you said for good: from history, from search and from the disk. What stays is that something was there, and REASON. PLACE is as in /reply, but ^ is the last message of your own. Ops and owners of a room also delete what others said there: one message, or with from= and since= all that NICK has said since then in ROOM, or in the current room, the newest 200 messages at a time. That is one act with one number, and nobody can take it back.',
  examples: [
    '/delete ^',
    '/delete 41 wrong room',
    '/delete@t1 #dev:41',
    '/delete from=bob since=1h',
    '/delete from=bob since=2h #dev',
  ],
  own: true,
  ...aboutMessage(
    '`delete`; of many, one for each, all but the first `with` its `seq`',
    'no_such_nick',
  ),
});

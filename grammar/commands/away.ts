/** Tells that one is away. */
import { optional } from '../arguments/argument.ts';
import { awayMessage } from '../arguments/text.ts';
import { command } from './command.ts';

export const away = command('away', {
  elsewhere: 'afk brb gone busy',
  arguments: [optional('text', awayMessage)],
  summary: 'tell that you are away',
  about:
    'Tells whoever writes to you in private that you are away, and TEXT. Your rooms are told, too: without TEXT where one of them would not let you say it. /back ends it.',
  examples: ['/away', '/away having lunch'],
  faults: ['too_soon'],
  changes: true,
  tells: '`away`',
  ok: 'none',
  played: 'topic-and-away',
});

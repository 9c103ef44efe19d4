/** Hides what somebody says from oneself, or shows whom one ignores. */
import { optional } from '../arguments/argument.ts';
import { nick } from '../arguments/nick.ts';
import { command } from './command.ts';

export const ignore = command('ignore', {
  elsewhere: 'block squelch hide',
  arguments: [optional('nick', nick)],
  summary: 'hide what somebody says, or show whom you ignore',
  about:
    'Hides what NICK says, does and reacts with, in rooms and in private, now and in what was said before, on all of your devices. Nobody tells them. You still see what they change about a room: its topic, roles and settings. Without NICK it shows whom you ignore. An account keeps the list; a guest has it until the session ends.',
  examples: ['/ignore bob', '/ignore', '/ignore@t1 bob'],
  faults: ['no_such_nick', 'yourself', 'too_many_ignored'],
  changes: true,
  tells: '`ignored`, to all of your sessions when it has changed',
  ok: 'none',
  notes:
    'In the place of what is hidden comes `hidden`, with its `seq`: live, in `history` and after a `/resume`.',
  played: 'ignoring',
});

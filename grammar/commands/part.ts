/** Leaves rooms. */
import { optional } from '../arguments/argument.ts';
import { rooms } from '../arguments/lists.ts';
import { reason } from '../arguments/text.ts';
import { command } from './command.ts';

export const part = command('part', {
  short: ['p'],
  elsewhere: 'leave l wc',
  arguments: [rooms, optional('reason', reason)],
  summary: 'leave rooms',
  about:
    'Leaves the rooms named, or the current one. Whatever begins with # right after the command is a room, so a REASON that begins with # needs a room before it. Where you may not say REASON, it is left out.',
  examples: ['/part', '/part #dev', '/part #dev,#tea lunch', '/p back in an hour'],
  changes: true,
  tells: 'a `parted` for each room',
  ok: '`room`, or `rooms`',
  played: 'rooms',
  current: { field: 'rooms', of: 'room', members: 'leaving' },
});

/** Chooses what one wants to be told of at once. */
import { optional } from '../arguments/argument.ts';
import { options } from '../arguments/options.ts';
import { room } from '../arguments/room.ts';
import { until } from '../arguments/time.ts';
import { choice } from '../arguments/word.ts';
import { levels } from '../preferences.ts';
import { command } from './command.ts';

export const notify = command('notify', {
  elsewhere: 'mute-room notifications dnd',
  arguments: [
    optional('room', room),
    optional('level', choice(...levels)),
    options({ until: until('when it ends') }),
  ],
  summary: 'choose what rings for you',
  about:
    'Chooses for ROOM, or for all rooms that have no choice of their own and for private messages, what rings your bell and what a client draws your attention to: all that is said, mentions of your nick (so it is at first), or none. With until=TIME it is again what it was when the time is over. Without a choice it shows what you have chosen. An account keeps it; a guest has it until the session ends.',
  examples: ['/notify', '/notify none until=2h', '/notify #dev all', '/notify@t1 #builds none'],
  faults: ['no_such_room', 'not_in_room'],
  changes: true,
  tells: '`notify`, to all of your sessions when it has changed',
  ok: 'none',
  played: 'notify',
});

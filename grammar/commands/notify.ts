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
    'Chooses what rings your bell, and what a client draws your attention to: all that is said, mentions of your nick (the default), or none. The choice is for ROOM; without ROOM it is for private messages and for all rooms that have no choice of their own. With until=TIME the earlier choice comes back then. Without a choice it shows what you have chosen. An account keeps it; a guest has it until the session ends.',
  examples: ['/notify', '/notify none until=2h', '/notify #dev all', '/notify@t1 #builds none'],
  faults: ['no_such_room', 'not_in_room'],
  changes: true,
  tells: '`notify`, to all of your sessions when it has changed',
  ok: 'none',
  played: 'notify',
});

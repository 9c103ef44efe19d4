/** Invites somebody into a room. */
import { optional, required } from '../arguments/argument.ts';
import { duration } from '../arguments/duration.ts';
import { nick } from '../arguments/nick.ts';
import { options } from '../arguments/options.ts';
import { room } from '../arguments/room.ts';
import { command } from './command.ts';

export const invite = command('invite', {
  arguments: [
    required('nick', nick),
    optional('room', room),
    options({ for: duration('how long it holds; left out, until they are put out') }),
  ],
  summary: 'invite somebody into a room',
  about:
    'Tells NICK that they are welcome in ROOM, or in the current room. They may then come in for TIME, or until somebody kicks them, even if the room is invite-only, has a key or is full. Members may do this; in a room that is invite-only only ops and owners.',
  examples: ['/invite bob', '/invite@t1 bob #dev', '/invite bob for=1d'],
  faults: ['no_such_nick', 'already_there', 'not_allowed', 'is_banned', 'too_many_tries'],
  changes: true,
  tells: '`invited`, and to whoever is invited `invitation`',
  ok: '`room` and `seq`',
  played: 'moderation',
  current: { field: 'room', of: 'room', members: true },
});

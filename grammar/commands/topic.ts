/** Shows or sets what a room is about. */
import { optional } from '../arguments/argument.ts';
import { room } from '../arguments/room.ts';
import { topic as aTopic } from '../arguments/text.ts';
import { command } from './command.ts';

export const topic = command('topic', {
  elsewhere: 'subject title',
  arguments: [optional('room', room), optional('text', aTopic)],
  summary: 'show or set what a room is about',
  about:
    'Sets the topic of ROOM, or of the current room, to TEXT; a lone - clears it; without TEXT it is shown. A TEXT that begins with # needs the room before it.',
  examples: [
    '/topic',
    '/topic #tea',
    '/topic #tea green, mostly',
    '/topic release on friday',
    '/topic -',
  ],
  faults: ['not_allowed', 'muted', 'filtered', 'archived'],
  changes: true,
  tells: '`topic`; without TEXT, `room`',
  ok: 'with TEXT, `room` and `seq`; else none',
  played: 'topic-and-away',
  current: { field: 'room', of: 'room', members: true },
});

/** Enters rooms. */
import { places } from '../arguments/lists.ts';
import { flag } from '../arguments/word.ts';
import { command } from './command.ts';

export const join = command('join', {
  short: ['j'],
  elsewhere: 'enter cd open create',
  arguments: [places, flag('quiet', 'true to enter without being announced')],
  summary: 'enter rooms, and open those that are new',
  about:
    'Enters all of the rooms, or none if one of them refuses you; the last one becomes your current room. After #dev=120 you also get what came after number 120. With quiet nobody is told, but you are listed in /names all the same.',
  examples: ['/join #dev', '/j #dev,#tea', '/join@t1 #dev=120,#tea', '/join #builds quiet'],
  faults: ['too_many_rooms', 'server_full', 'too_many_made', 'bad_cursor'],
  changes: true,
  tells:
    'for each room that it enters, the events after its cursor, then its `room`; where it enters none, the `room` that is current now',
  ok: '`room`, or `rooms` when it joined several; `cursors` of those that it entered',
  notes:
    'Where the session is in a room already, nothing is replayed: the room last named becomes the current one. With `plain`, a joiner without a cursor is shown the last ten events as `history`.',
  played: 'rooms',
});

/** Enters rooms. */
import { key } from '../arguments/key.ts';
import { places } from '../arguments/lists.ts';
import { options } from '../arguments/options.ts';
import { flag } from '../arguments/word.ts';
import { command } from './command.ts';

export const join = command('join', {
  short: ['j'],
  elsewhere: 'enter cd open create',
  arguments: [places, options({ key }), flag('quiet', 'true to enter without being announced')],
  summary: 'enter rooms, and open those that are new',
  about:
    'Enters all of the rooms, or none if one of them refuses you; the last one becomes your current room. After #dev=120 you also get what came after number 120. A room that has a key wants key=KEY. With quiet nobody is told, but you are listed in /names all the same.',
  examples: [
    '/join #dev',
    '/j #dev,#tea',
    '/join@t1 #dev=120,#tea',
    '/join #club key=teapot',
    '/join #builds quiet',
  ],
  faults: [
    'too_many_rooms',
    'server_full',
    'too_many_made',
    'too_soon',
    'bad_cursor',
    'banned',
    'invite_only',
    'bad_key',
    'room_full',
    'accounts_only',
    'being_forgotten',
  ],
  changes: true,
  tells:
    'for each room that it enters, the events after its cursor, then its `room`, and `welcomed` where that is set; where it enters none, the `room` that is current now',
  ok: '`room`, or `rooms` when it joined several; `cursors` of those that it entered, and for an account of all',
  notes:
    'Where the session is in a room already, nothing is replayed, but to an account what came after its cursor: the room last named becomes the current one. With `plain`, a joiner without a cursor is shown the last ten events as `history`.',
  played: 'rooms',
});

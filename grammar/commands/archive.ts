/** Makes a room one that is read only. */
import { optional } from '../arguments/argument.ts';
import { room } from '../arguments/room.ts';
import { flag } from '../arguments/word.ts';
import { command } from './command.ts';

export const archive = command('archive', {
  elsewhere: 'unarchive readonly',
  arguments: [optional('room', room), flag('off', 'true to take it back')],
  summary: 'make a room read only',
  about:
    'Nothing more is said in ROOM, or in the current room, by anybody; whoever is in it reads it, and may leave it. With off it is as it was. Owners may do this.',
  examples: ['/archive', '/archive #dev', '/archive@t1 #dev off'],
  faults: ['not_allowed'],
  changes: true,
  tells: '`setting` with the name `archived`',
  ok: '`room` and `seq`',
  played: 'governing',
  current: { field: 'room', of: 'room', members: true },
});

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
    'Makes ROOM, or the current room, read only: members can read and leave it, and nobody can say anything. With off it is as before. Owners may do this.',
  examples: ['/archive', '/archive #dev', '/archive@t1 #dev off'],
  faults: ['not_allowed'],
  changes: true,
  tells: '`setting` with the name `archived`',
  ok: '`room` and `seq`',
  played: 'governing',
  current: { field: 'room', of: 'room', members: true },
});

/** Asks to be let into a room. */
import { optional, required } from '../arguments/argument.ts';
import { room } from '../arguments/room.ts';
import { reason } from '../arguments/text.ts';
import { command } from './command.ts';

export const knock = command('knock', {
  elsewhere: 'request',
  arguments: [required('room', room), optional('text', { ...reason, usage: 'TEXT' })],
  summary: 'ask to be let into a room',
  about:
    'Tells the ops and owners who are in ROOM that you would like to come in, and TEXT. It is for rooms that are invite-only, have a key, are full or are for accounts alone. One of the ops or owners may then /invite you. You can knock once a minute. A room hears one knock in five seconds. Nobody who is banned can knock.',
  examples: ['/knock #club', '/knock@t1 #club it is me, ann'],
  faults: ['no_such_room', 'already_there', 'banned', 'not_closed', 'nobody_to_tell', 'too_soon'],
  changes: true,
  ok: '`room`',
  played: 'asking-staff',
  acknowledged: ({ room }) => `Those who look after ${room} know that you would like to come in.`,
});

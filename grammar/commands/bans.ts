/** Lists the bans, mutes and exceptions of a room. */
import { optional } from '../arguments/argument.ts';
import { roomOrServer } from '../arguments/room-or-server.ts';
import { command } from './command.ts';

export const bans = command('bans', {
  elsewhere: 'banlist mutes exceptions',
  arguments: [optional('room', roomOrServer)],
  summary: 'list the bans, mutes and exceptions of a room',
  about:
    'Lists the bans, mutes and exceptions of ROOM, or of the current room: whom they are about, who set them, when, until when and why, and the number of each. Only ops and owners see addresses and networks that were banned as such. Nobody sees where a banned guest comes from. Members list. With * in the place of ROOM operators list those of the whole server.',
  examples: ['/bans', '/bans@t1 #dev', '/bans *'],
  faults: ['not_allowed', 'operators_only', 'banned'],
  tells: '`bans`',
  ok: 'none',
  played: 'bans',
  current: { field: 'room', of: 'room', members: true },
});

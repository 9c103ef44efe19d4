/** Lists the bans, mutes and exceptions of a room. */
import { optional } from '../arguments/argument.ts';
import { roomOrServer } from '../arguments/room-or-server.ts';
import { command } from './command.ts';

export const bans = command('bans', {
  elsewhere: 'banlist mutes exceptions',
  arguments: [optional('room', roomOrServer)],
  summary: 'list the bans, mutes and exceptions of a room',
  about:
    'Lists what is set about people in ROOM, or in the current room: about whom, by whom, when, until when and why, each with its number. Addresses and networks that were banned as such are shown to ops and owners alone; where a banned guest comes from is shown to nobody. Members list. With * in the place of ROOM operators list those of the whole server.',
  examples: ['/bans', '/bans@t1 #dev', '/bans *'],
  faults: ['not_allowed', 'operators_only', 'banned'],
  tells: '`bans`',
  ok: 'none',
  played: 'bans',
  current: { field: 'room', of: 'room', members: true },
});

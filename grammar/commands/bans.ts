/** Lists the bans, mutes and exceptions of a room. */
import { optional } from '../arguments/argument.ts';
import { options } from '../arguments/options.ts';
import { roomOrServer } from '../arguments/room-or-server.ts';
import { seq } from '../arguments/seq.ts';
import { command } from './command.ts';

export const bans = command('bans', {
  elsewhere: 'banlist mutes exceptions',
  arguments: [
    optional('room', roomOrServer),
    options({ after: seq('those with a greater number') }),
  ],
  summary: 'list the bans, mutes and exceptions of a room',
  about:
    'Lists the bans, mutes and exceptions of ROOM, or of the current room: whom they are about, who set them, when, until when and why, and the number of each; the oldest first, and with after=SEQ those with a greater number. Only ops and owners see addresses and networks that were banned as such. Nobody sees where a banned guest comes from. Members list. With * in the place of ROOM operators list those of the whole server.',
  examples: ['/bans', '/bans@t1 #dev after=41', '/bans *'],
  faults: ['not_allowed', 'operators_only', 'banned'],
  tells: '`bans`',
  ok: 'none',
  notes: 'With `more` there are others: go on with `after` the last `seq`.',
  played: 'bans',
  current: { field: 'room', of: 'room', members: true },
});

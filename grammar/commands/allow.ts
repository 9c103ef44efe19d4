/** Lets people off the bans and mutes of a room. */
import { measureArguments } from '../arguments/measure.ts';
import { command } from './command.ts';
import { ofServer } from './family.ts';

export const allow = command('allow', {
  elsewhere: 'exempt except exception whitelist',
  arguments: measureArguments,
  summary: 'make an exception to the bans and mutes of a room',
  about:
    'Makes an exception for WHO: no ban and no mute of ROOM, or of the current room, hits them, for TIME, or until somebody takes the exception back by /disallow. Then a ban that hits them puts them out. WHO, ? and REASON are as in /ban, but the nick of a guest does not mean the address. An exception opens no room that is closed: see /invite. Ops and owners do this; with * in the place of ROOM operators, for the whole server.',
  examples: [
    '/allow ann',
    '/allow #dev ann for=1w sits beside bob',
    '/allow 203.0.113.7',
    '/allow * ann',
  ],
  faults: ['no_such_nick', 'not_allowed', 'operators_only', 'banned', 'too_many_measures'],
  changes: true,
  tells: '`allowed`; with ?, `hits`',
  ok: '`room` and `seq`, which is the number of the exception; with ? none',
  played: 'bans',
  acknowledged: ofServer,
  current: { field: 'room', of: 'room', members: true },
});

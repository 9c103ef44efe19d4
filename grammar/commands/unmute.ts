/** Takes back a mute. */
import { unmuteArguments } from '../arguments/measure.ts';
import { command } from './command.ts';

export const unmute = command('unmute', {
  elsewhere: 'unsilence unquiet ungag',
  arguments: unmuteArguments,
  summary: 'take back a mute',
  about:
    'Takes back the mute of WHO in ROOM, or in the current room: of a nick, an address, a network or a mask as /bans lists it. Ops and owners do this.',
  examples: ['/unmute bob', '/unmute #dev spam*', '/unmute@t1 203.0.113.0/24'],
  faults: ['no_such_measure', 'not_allowed', 'banned'],
  changes: true,
  tells: '`lifted`',
  ok: '`room` and `seq`',
  played: 'bans',
  current: { field: 'room', of: 'room', members: true },
});

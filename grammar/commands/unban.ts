/** Takes back a ban. */
import { liftArguments } from '../arguments/measure.ts';
import { command } from './command.ts';

export const unban = command('unban', {
  elsewhere: 'pardon',
  arguments: liftArguments,
  summary: 'take back a ban',
  about:
    'Takes back the ban of WHO in ROOM, or in the current room: of a nick, an address, a network or a mask as /bans lists it. Ops and owners do this.',
  examples: ['/unban bob', '/unban #dev spam*', '/unban@t1 203.0.113.0/24'],
  faults: ['no_such_measure', 'not_allowed', 'banned'],
  changes: true,
  tells: '`lifted`',
  ok: '`room` and `seq`',
  played: 'bans',
  current: { field: 'room', of: 'room', members: true },
});

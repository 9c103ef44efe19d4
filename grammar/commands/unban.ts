/** Takes back a ban. */
import { liftArguments } from '../arguments/measure.ts';
import { command } from './command.ts';
import { ofServer } from './family.ts';

export const unban = command('unban', {
  elsewhere: 'pardon',
  arguments: liftArguments,
  summary: 'take back a ban',
  about:
    'Takes back the ban of WHO in ROOM, or in the current room: of a nick, an address, a network or a mask as /bans lists it. Ops and owners do this; with * in the place of ROOM operators, for the whole server.',
  examples: ['/unban bob', '/unban #dev spam*', '/unban@t1 203.0.113.0/24', '/unban * bob'],
  faults: ['no_such_measure', 'not_allowed', 'operators_only', 'banned'],
  changes: true,
  tells: '`lifted`',
  ok: '`room` and `seq`',
  played: 'bans',
  acknowledged: ofServer,
  current: { field: 'room', of: 'room', members: true },
});

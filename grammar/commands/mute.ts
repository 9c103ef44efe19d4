/** Keeps people in a room quiet. */
import { muteArguments } from '../arguments/measure.ts';
import { command } from './command.ts';

export const mute = command('mute', {
  elsewhere: 'silence quiet gag',
  arguments: muteArguments,
  summary: 'keep people in a room quiet',
  about:
    'Keeps WHO quiet in ROOM, or in the current room, for TIME, or until somebody takes that back by /unmute. They may be there, but say nothing, edit nothing, react to nothing, and set no topic. WHO, ? and REASON are as in /ban. Ops and owners mute.',
  examples: ['/mute bob for=10m', '/mute #dev bob for=1d mind your manners', '/mute spam* ?'],
  faults: ['no_such_nick', 'not_allowed', 'banned', 'is_staff', 'too_many_measures'],
  changes: true,
  tells: '`muted`; with ?, `hits`',
  ok: '`room` and `seq`, which is the number of the mute; with ? none',
  played: 'bans',
  current: { field: 'room', of: 'room', members: true },
});

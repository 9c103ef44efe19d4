/** Shows the sessions of one's account, and ends them. */
import { ending } from '../arguments/device.ts';
import { command } from './command.ts';

export const sessions = command('sessions', {
  elsewhere: 'devices',
  arguments: [ending],
  summary: 'show where you are logged in, or end it there',
  about:
    'Shows each of your sessions: the number of its device, its address, since when it is there, and when it was last heard. end N ends the one of that device, end others all but this one.',
  examples: ['/sessions', '/sessions end 2', '/sessions@t1 end others'],
  faults: ['no_such_device'],
  changes: true,
  tells: '`sessions`, unless some were ended: those hear `bye`',
  ok: 'none',
  notes: 'A device keeps its number as long as its session lasts.',
  played: 'devices',
  acknowledged: () => 'They are logged out there.',
});

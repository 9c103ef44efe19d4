/** Tells something to everybody who is here. */
import { required } from '../arguments/argument.ts';
import { text } from '../arguments/text.ts';
import { command } from './command.ts';
import { ofServer } from './family.ts';

export const announce = command('announce', {
  elsewhere: 'wall wallops global broadcast',
  arguments: [required('text', text)],
  summary: 'tell everybody something (operators)',
  about:
    'Tells TEXT to everybody who is here, whichever rooms they are in. It has a number in /audit *, and nothing takes it back.',
  examples: ['/announce The server is restarted at noon.'],
  faults: ['operators_only'],
  changes: true,
  reported: 'operated',
  tells: '`announcement`, to everybody',
  ok: '`room` and `seq`',
  played: 'operators',
  acknowledged: ofServer,
});

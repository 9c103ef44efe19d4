/** Tells something to everybody who is here. */
import { required } from '../arguments/argument.ts';
import { text } from '../arguments/text.ts';
import { command } from './command.ts';

export const announce = command('announce', {
  elsewhere: 'wall wallops global broadcast',
  arguments: [required('text', text)],
  summary: 'tell everybody something (operators)',
  about: 'Tells TEXT to everybody who is here, whichever rooms they are in. No log keeps it.',
  examples: ['/announce The server is restarted at noon.'],
  faults: ['operators_only'],
  changes: true,
  tells: '`announcement`, to everybody',
  ok: 'none',
  played: 'operators',
});

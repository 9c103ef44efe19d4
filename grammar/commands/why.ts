/** Says again why something was refused. */
import { command } from './command.ts';

export const why = command('why', {
  arguments: [],
  summary: 'say again what was refused to you last, and why',
  about:
    'Shows the last refusal on this device again: which rule it was, who set it, until when, and what would lift it.',
  examples: ['/why', '/why@t1'],
  tells: '`why`',
  ok: 'none',
  played: 'asking-staff',
});

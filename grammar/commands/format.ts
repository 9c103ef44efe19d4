/** Switches between lines for people and for programs. */
import { required } from '../arguments/argument.ts';
import { choice } from '../arguments/word.ts';
import { command } from './command.ts';

/** The dialects that a connection may turn to. */
export const formats = ['plain', 'json'] as const;

/** Turns to one of them. */
export const format = command('format', {
  arguments: [required('format', choice(...formats))],
  summary: 'switch between lines for people and for programs',
  about:
    'With json you get one JSON object a line from then on, first a welcome. With plain you get text again.',
  examples: ['/format json', '/format plain'],
  tells: '`welcome`, when the connection was `plain` and becomes `json`',
  ok: 'none',
  played: 'greeting',
  ofConnection: true,
  acknowledged: () => 'You read plain text here.',
});

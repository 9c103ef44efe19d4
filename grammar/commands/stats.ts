/** Shows how much there is of everything. */
import { command } from './command.ts';

export const stats = command('stats', {
  elsewhere: 'lusers uptime',
  arguments: [],
  summary: 'show how much there is of everything (operators)',
  about:
    'Shows how many people, sessions, accounts and rooms there are, and what is set for the whole server.',
  examples: ['/stats'],
  faults: ['operators_only'],
  tells: '`stats`',
  ok: 'none',
  played: 'operators',
});

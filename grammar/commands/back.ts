/** Tells that one is back. */
import { command } from './command.ts';

export const back = command('back', {
  elsewhere: 'unaway here unafk',
  arguments: [],
  summary: 'tell that you are back',
  about: 'Ends /away.',
  examples: ['/back'],
  changes: true,
  tells: '`back`',
  ok: 'none',
  played: 'topic-and-away',
});

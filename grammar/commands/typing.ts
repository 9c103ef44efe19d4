/** Shows that one is typing. */
import { optional } from '../arguments/argument.ts';
import { target } from '../arguments/target.ts';
import { command } from './command.ts';

export const typing = command('typing', {
  arguments: [optional('target', target)],
  summary: 'show that you are typing',
  about:
    'Tells a room, or a person with whom you have talked before, that you are writing something. Clients send it while somebody types; it is not kept. Without TARGET it is the current room.',
  examples: ['/typing', '/typing #dev', '/typing ann'],
  faults: ['not_allowed', 'muted', 'too_early', 'archived', 'no_such_nick'],
  reaches: true,
  tells: '`typing`, unless it was told in this log within three seconds',
  ok: 'none',
  notes:
    'A program that sends it by itself shows neither `no_such_log` (nothing was said between the two so far) nor `gone` to the person.',
  played: 'living',
  current: { field: 'target', of: 'log', members: true },
  passing: true,
  acknowledged: () => 'The others see that you are typing.',
});

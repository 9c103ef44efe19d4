/** A barrier: it is answered when all before it is done. */
import { command } from './command.ts';

export const ping = command('ping', {
  arguments: [],
  summary: 'check that the server has done all before this',
  about:
    'The answer comes when everything that you sent before is stored, and handed to everybody who keeps up.',
  examples: ['/ping', '/ping@t1'],
  ok: 'none; it has one also without a tag',
  played: 'tags-and-order',
  acknowledged: () => 'pong',
});

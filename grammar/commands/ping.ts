/** A barrier: it is answered when all before it is done. */
import { command } from './command.ts';

export const ping = command('ping', {
  arguments: [],
  summary: 'check that the server has done all before this',
  about:
    'Is answered when everything that you asked before has been stored and handed to everybody who keeps up.',
  examples: ['/ping', '/ping@t1'],
  ok: 'none; it has one also without a tag',
  played: 'tags-and-order',
  acknowledged: () => 'pong',
});

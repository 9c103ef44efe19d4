/** Puts somebody off the server. */
import { optional, required } from '../arguments/argument.ts';
import { nick } from '../arguments/nick.ts';
import { reason } from '../arguments/text.ts';
import { command } from './command.ts';

export const kill = command('kill', {
  arguments: [required('nick', nick), optional('reason', reason)],
  summary: 'disconnect somebody (operators)',
  about:
    'Ends all sessions of NICK. They, and all who share a room or a private log with them, are told REASON. An account stays, and a guest may come again: /ban * keeps them out.',
  examples: ['/kill bob', '/kill@t1 bob that is enough'],
  faults: ['operators_only', 'no_such_nick'],
  changes: true,
  reported: 'operated',
  tells: '`quit`, and to whoever it is `bye`',
  ok: '`nick`',
  played: 'operators',
  acknowledged: ({ nick }) => `${nick} is put off the server.`,
});

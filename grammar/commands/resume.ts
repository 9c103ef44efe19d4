/** Goes on with a session whose connection was lost. */
import { required } from '../arguments/argument.ts';
import { cursors } from '../arguments/lists.ts';
import { token } from '../arguments/word.ts';
import { command } from './command.ts';

export const resume = command('resume', {
  elsewhere: 'reconnect attach',
  arguments: [required('token', token), cursors],
  summary: 'go on with a session whose connection was lost',
  about:
    'Takes over the session that TOKEN names, with its nick and rooms. Of each room or private log named, everything after SEQ is told again, once and in order. The tagged ok comes last.',
  examples: ['/resume k3yt0k3n', '/resume@t1 k3yt0k3n #dev=41,@k3f9=7'],
  faults: ['no_such_session', 'own_session', 'session_in_use', 'bad_cursor', 'store_unavailable'],
  tells: 'what [Resume](../PROTOCOL.md#resume) says',
  ok: '`nick`, `room`, `rooms`, `logs`; `session`, the token for the next `/resume`',
  played: 'resume',
  ofConnection: true,
  acknowledged: ({ nick, rooms = [], logs = [] }) =>
    `You are ${nick} again${[...rooms, ...logs].length === 0 ? '' : `, in ${[...rooms, ...logs].join(', ')}`}.`,
});

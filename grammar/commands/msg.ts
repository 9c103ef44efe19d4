/** Says something to a room or a person. */
import { required } from '../arguments/argument.ts';
import { recipient } from '../arguments/target.ts';
import { text } from '../arguments/text.ts';
import { command } from './command.ts';

export const msg = command('msg', {
  short: ['m'],
  elsewhere: 'query privmsg private whisper tell pm dm write send t',
  arguments: [required('to', recipient), required('text', text)],
  summary: 'say something to a room or a person',
  about:
    'Says TEXT to a room that you are in, to the person with that nick, or in a private log such as @k3f9. Exactly one blank ends TO; more of them belong to TEXT.',
  examples: ['/msg #dev hello', '/m ann are you there?', '/msg@t7 @k3f9 psst'],
  faults: [
    'not_allowed',
    'muted',
    'too_early',
    'filtered',
    'archived',
    'no_such_room',
    'not_in_room',
    'no_such_nick',
    'no_such_log',
    'not_welcome',
    'too_many_tries',
  ],
  changes: true,
  reaches: true,
  tells: '`message`; `away` behind it when the person is away',
  ok: '`room` or `log`, and `seq`',
  played: 'private',
  says: 'say',
});

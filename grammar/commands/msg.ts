/** Says something to a room or a person. */
import { required } from '../arguments/argument.ts';
import { recipient } from '../arguments/target.ts';
import { text } from '../arguments/text.ts';
import { command } from './command.ts';
import { aboutRecipient } from './family.ts';

export const msg = command('msg', {
  short: ['m'],
  elsewhere: 'query privmsg private whisper tell pm dm write send t',
  arguments: [required('to', recipient), required('text', text)],
  summary: 'say something to a room or a person',
  about:
    'Says TEXT to a room that you are in, to the person with that nick, or in a private log such as @k3f9. Exactly one blank ends TO; more of them belong to TEXT.',
  examples: ['/msg #dev hello', '/m ann are you there?', '/msg@t7 @k3f9 psst'],
  ...aboutRecipient,
  tells: '`message`; `away` behind it when the person is away',
  played: 'private',
  says: 'say',
});

/** Says something that wants no answer. */
import { required } from '../arguments/argument.ts';
import { recipient } from '../arguments/target.ts';
import { text } from '../arguments/text.ts';
import { command } from './command.ts';
import { aboutRecipient } from './family.ts';

export const notice = command('notice', {
  arguments: [required('to', recipient), required('text', text)],
  summary: 'say something that wants no answer',
  about:
    'Like /msg, but marked as a notice: bots answer with notices and never answer one, so that two bots do not talk for ever.',
  examples: ['/notice #builds build 81 is green', '/notice ann your job is done'],
  ...aboutRecipient,
  tells: '`message` of the kind `notice`, and never `away`: nothing answers a notice by itself',
  played: 'talk',
  says: 'notice',
});

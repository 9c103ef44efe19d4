/** Says something that wants no answer. */
import { required } from '../arguments/argument.ts';
import { recipient } from '../arguments/target.ts';
import { text } from '../arguments/text.ts';
import { command } from './command.ts';

export const notice = command('notice', {
  arguments: [required('to', recipient), required('text', text)],
  summary: 'say something that wants no answer',
  about:
    'Like /msg, but marked as a notice: bots answer with notices and never answer one, so that two bots do not talk for ever.',
  examples: ['/notice #builds build 81 is green', '/notice ann your job is done'],
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
  tells: '`message` of the kind `notice`, and never `away`: nothing answers a notice by itself',
  ok: '`room` or `log`, and `seq`',
  played: 'talk',
  says: 'notice',
});

/** Says who may write to one in private. */
import { required } from '../arguments/argument.ts';
import { choice } from '../arguments/word.ts';
import { privacies } from '../preferences.ts';
import { command } from './command.ts';

export const privacy = command('privacy', {
  elsewhere: 'dms',
  arguments: [required('who', choice(...privacies))],
  summary: 'choose who may write to you in private',
  about:
    'Lets all write to you in private, or only accounts, or only those known to you: who is in a room with you, or has an answer of yours from before. Others are refused, and told so. /whoami shows what you have chosen.',
  examples: ['/privacy known', '/privacy accounts', '/privacy@t1 all'],
  changes: true,
  ok: '`privacy`',
  played: 'ignoring',
  acknowledged: ({ privacy = 'all' }) => `${whoWrites[privacy]} may write to you in private.`,
});

const whoWrites: { readonly [Who in (typeof privacies)[number]]: string } = {
  all: 'Everybody',
  accounts: 'Only accounts',
  known: 'Only who shares a room with you, or to whom you have written before,',
};

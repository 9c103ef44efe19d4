/** Shows who somebody is. */
import { required } from '../arguments/argument.ts';
import { nick } from '../arguments/nick.ts';
import { shown } from '../reading/quote.ts';
import { command } from './command.ts';

export const whois = command('whois', {
  elsewhere: 'whowas info user finger profile wi',
  arguments: [required('nick', nick)],
  summary: 'show who somebody is',
  about:
    'Shows in which rooms somebody is, since when they are here, and whether they are away. Of an account that is not logged in it shows when it was here last.',
  examples: ['/whois ann'],
  faults: ['no_such_nick'],
  tells: '`whois`',
  ok: 'none',
  played: 'asking',
  otherwise: ({ word }) =>
    word.startsWith('#')
      ? `For a room type /names ${shown(word)} or /who ${shown(word)}.`
      : undefined,
});

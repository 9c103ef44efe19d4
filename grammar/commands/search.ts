/** Finds what was said. */
import { required } from '../arguments/argument.ts';
import { cursor } from '../arguments/cursor.ts';
import { nick } from '../arguments/nick.ts';
import { options } from '../arguments/options.ts';
import { limit } from '../arguments/seq.ts';
import { target } from '../arguments/target.ts';
import { time } from '../arguments/time.ts';
import { wordsBefore } from '../arguments/words.ts';
import { shown } from '../reading/quote.ts';
import { command } from './command.ts';

/** One search finds at most this many messages. */
const MAX_SEARCH_HITS = 100;

const filters = options({
  in: target,
  from: nick,
  before: time('only what was said before this time'),
  after: time('only what was said from this time on'),
  next: cursor,
  limit: limit('found', MAX_SEARCH_HITS, '20', 'how many messages; 20 when left out'),
});

export const search = command('search', {
  elsewhere: 'find grep lookup fts',
  arguments: [required('words', wordsBefore(filters.literals)), filters],
  summary: 'find what was said',
  about:
    'Finds the messages that hold all of the WORDS, whatever their case and accents, in the rooms that you are in and in your private logs. It shows N of them at most (20, or 1 to 100), newest first, each with the number to look around it. Words between quotes stand next to each other; a * ends the beginning of a word. Options come last. before=2026-11-20 means before that day, after=2h in the last two hours; a TIME is written as in /history. When there is more, the answer ends with the next=CURSOR that goes on.',
  examples: [
    '/search green tea',
    '/search "release notes" in=#dev from=ann',
    '/search deplo* after=7d limit=5',
    '/search tea next=3f9',
    '/search@t1 tea in=ann before=2026-11-20 after=2026-11-13T18:00',
  ],
  faults: ['no_such_room', 'not_in_room', 'no_such_nick', 'no_such_log', 'store_unavailable'],
  tells: '`search`, newest first',
  ok: 'none',
  notes:
    'It gives fewer when a line would grow too long. All WORDS must be there, whatever their case, accents and vowel marks; `"in quotes"` they stand side by side, and `brew*` is the beginning of a word. In scripts without blanks between words, what is looked for is found wherever it stands. With `more` there is a `next`: the same `/search` with it goes on behind the last one, so that nothing is lost and nothing comes twice, whatever was said since. It is opaque, and worth nothing when `welcome.store` is another one.',
  played: 'search',
  meant: ({ word, expected }) =>
    expected.includes('words') ? `Options come last: /search WORDS ${shown(word)}.` : undefined,
  otherwise: ({ expected }) =>
    expected.includes('end') ? 'The words come before the options.' : undefined,
});

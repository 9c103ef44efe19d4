/** Shows what was said in a log. */
import { optional } from '../arguments/argument.ts';
import { options } from '../arguments/options.ts';
import { limit, seq } from '../arguments/seq.ts';
import { target } from '../arguments/target.ts';
import { time } from '../arguments/time.ts';
import { timeForm } from '../time.ts';
import { command } from './command.ts';

/** A page has at most this many events. */
export const MAX_HISTORY_EVENTS = 500;
/** A page without `limit=` has this many events. */
export const DEFAULT_HISTORY_EVENTS = 50;

/** Shows what was said before. */
export const history = command('history', {
  elsewhere: 'log logs scrollback backlog last lastlog playback chathistory',
  arguments: [
    optional('target', target),
    options(
      {
        before: seq('the last events before this number'),
        after: seq('the first events after this number'),
        around: seq(
          'half of the events before this number, then it and the rest; near the end of the log and beyond it, the last ones',
        ),
        since: time('the first events from this time on'),
        limit: limit('number', MAX_HISTORY_EVENTS, '50', 'how many events; 50 when left out'),
      },
      ['before', 'after', 'around', 'since'],
    ),
  ],
  summary: 'show what was said',
  about:
    'Shows the events that a room, or the private log with a person, has kept, oldest first, each with its number. Without options it shows the last ones; with them those before SEQ, after it, on both sides of it, or from TIME on. It shows N at most (50, or 1 to 500). TIME is how long ago, such as 30m, 2h or 7d, or a day or moment such as 2026-11-20 or 2026-11-20T18:00+09:00. Without an offset it is UTC, and in parlance chat your local time. Without TARGET it is the current room.',
  examples: [
    '/history',
    '/history #dev limit=20',
    '/history ann before=41',
    '/history #dev around=41',
    '/history since=2h',
    '/history since=2026-11-20T18:00 limit=100',
    '/history since=2026-11-20T18:00+09:00',
    '/history@t1 #dev after=120 limit=500',
  ],
  faults: ['no_such_nick', 'store_unavailable'],
  tells: '`history`, oldest first',
  ok: 'none',
  notes:
    'At most one of `before`, `after`, `around` and `since`; without one, the last events. It gives fewer when a line would grow too long. With `more` there are further ones in the direction in which it reads: go on with `before` the first `seq`, or with `after` the last.',
  played: 'history',
  current: { field: 'target', of: 'log', members: true },
  meant: ({ word, before, expected }) => {
    const number = expected.includes('limit=') ? numberMeant(word, before) : undefined;
    const meant = number ?? (expected.includes('since=') ? timeMeant(word) : undefined);
    return meant && `Did you mean ${meant}?`;
  },
  misread,
});

/** `/history 10`, `/history #dev 10` and `/history limit 10` mean the same; behind `before` it is a position. */
function numberMeant(word: string, before = ''): string | undefined {
  if (!/^[0-9]{1,15}$/.test(word) || Number(word) === 0) return undefined;
  const isPosition = ['before', 'after', 'around'].includes(before);
  return isPosition
    ? `${before}=${Number(word)}`
    : `limit=${Math.min(Number(word), MAX_HISTORY_EVENTS)}`;
}

/** `/history 2h`, `/history #dev 2h` and `/history since 2h` mean the same. */
const timeMeant = (word: string): string | undefined =>
  timeForm.test(word) ? `since=${word}` : undefined;

/** A number or a time is read as a nick, which it can't be. */
function misread({ target, limit }: { target?: string; limit?: number }): string | undefined {
  if (target === undefined || limit !== undefined) return undefined;
  const number = numberMeant(target);
  const meant = number ?? timeMeant(target);
  const what = number ? 'A number' : 'A time';
  return meant && `${what} alone is no room and no nick. Did you mean ${meant}?`;
}

/** What was said before: a page of a log, for those who may read it. */
import { DEFAULT_HISTORY_EVENTS } from '../../../grammar/commands/history.ts';
import { fault } from '../../../grammar/faults.ts';
import { momentOf } from '../../../grammar/time.ts';
import { pageFor } from '../logs/pages.ts';
import { readableFrom } from '../logs/past.ts';
import { readable, rests } from '../lookup.ts';
import type { QuestionOf } from '../questions.ts';
import type { Row } from './row.ts';

type Range = Pick<QuestionOf<'history'>, 'after' | 'before' | 'keep' | 'since' | 'around'>;

/** Beyond the end of every log. */
const END = Number.MAX_SAFE_INTEGER;

export const history: Row<'history'> = {
  nature: ({ target }) => ({ asks: rests(target) }),
  needs: 'nothing',
  run(act, { target, before, after, around, since, limit = DEFAULT_HISTORY_EVENTS }) {
    const log = readable(act, target);
    if (log === undefined) return;
    if (log === 'nothing') {
      const peer = act.world.persons.byNick(target ?? '');
      return act.show({ ev: 'history', ...(peer && { with: peer.nick }), events: [] });
    }
    const first = readableFrom(act.person, log);
    const part = (of: Range): void => {
      const after = Math.max(of.after, first - 1);
      const before = Math.max(of.before, first);
      act.ask({ ask: 'history', log: log.key, ...of, after, before, limit });
    };
    if (since !== undefined) {
      part({ after: 0, before: END, keep: 'oldest', since: momentOf(since, act.world.now) });
    } else if (around !== undefined) {
      // Near the end, and beyond it, the page is the last one.
      const { seq: end } = log.fold;
      const middle = Math.min(around, end);
      const after = Math.min(middle - Math.floor(limit / 2) - 1, end - limit);
      part({ after: Math.max(0, after), before: END, keep: 'oldest', around: middle });
    } else if (after !== undefined) part({ after, before: END, keep: 'oldest' });
    else part({ after: 0, before: before ?? END, keep: 'newest' });
  },
  answered: {
    history(act, { to: question, records }) {
      if (records === undefined) return act.refuse(fault('store_unavailable'));
      const page = pageFor(act, question, records);
      if (page) act.show(page);
    },
  },
};

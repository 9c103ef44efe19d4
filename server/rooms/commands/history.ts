/** What was said before: a page of a log, for those who may read it. */
import { HISTORY_DEFAULT } from '../../../grammar/commands/history.ts';
import type { EventOf, Logged } from '../../../grammar/events.ts';
import { fault } from '../../../grammar/faults.ts';
import { momentOf } from '../../../grammar/time.ts';
import type { Act } from '../act.ts';
import type { Answer, HistoryQuestion } from '../effects.ts';
import { memberOf, readable, rests } from '../lookup.ts';
import type { Private, Room } from '../state.ts';
import { fitting } from '../views.ts';
import type { Row } from './row.ts';

type Range = Pick<HistoryQuestion, 'after' | 'before' | 'keep' | 'since' | 'around'>;

/** Beyond the end of every log. */
const END = Number.MAX_SAFE_INTEGER;

export const history: Row<'history'> = {
  nature: ({ target }) => ({ asks: rests(target) }),
  needs: 'nothing',
  run(act, { target, before, after, around, since, limit = HISTORY_DEFAULT }) {
    const log = target === undefined ? memberOf(act, undefined) : readable(act, target);
    if (log === undefined) return;
    if (log === 'nothing') {
      const peer = act.world.persons.byNick(target ?? '');
      act.answer({ ev: 'history', ...(peer && { with: peer.nick }), events: [] });
      return act.queried('history');
    }
    const part = (of: Range): void =>
      act.ask({ ask: 'history', log: log.key, ...of, limit, tag: act.tag });
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
};

type Page = Extract<Answer, { ask: 'history' }>;

/** Tells a page that was read, and what comes behind it. */
export function tellPage(act: Act, page: Page): void {
  const { behind } = page.to;
  if (behind === undefined || page.events !== undefined) tellEvents(act, page);
  for (const event of behind ?? []) act.tell(event);
}

function tellEvents(act: Act, { to: question, events: read }: Page): void {
  if (read === undefined) return act.refuse(fault('store_unavailable'));
  const log = readable(act, question.log);
  if (log === undefined || log === 'nothing') return;
  const events = pageOf(read, question);
  const more = events.length < read.length;
  act.answer({ ev: 'history', ...place(act, log), events, ...(more && { more: true }) });
  act.queried('history');
}

function place(act: Act, log: Room | Private): Pick<EventOf<'history'>, 'room' | 'log' | 'with'> {
  if ('name' in log) return { room: log.name };
  const peer = act.world.privates.peer(act.person, log);
  return peer ? { log: log.key, with: peer.nick } : { log: log.key };
}

/** As many events as fit into a page, counted from the newest or the oldest, or from one in the middle; oldest first. */
function pageOf(read: readonly Logged[], question: HistoryQuestion): Logged[] {
  const { limit, keep, around } = question;
  if (keep === 'newest') return fitting(read.toReversed().slice(0, limit)).reverse();
  const page = read.slice(0, limit);
  if (around === undefined) return fitting(page);
  const outward = page.toSorted((a, b) => Math.abs(a.seq - around) - Math.abs(b.seq - around));
  return fitting(outward).sort((a, b) => a.seq - b.seq);
}

/** Finds what was said, in all that the asker may read. */
import type { Event, Message } from '../../../grammar/events.ts';
import { fault } from '../../../grammar/faults.ts';
import { momentOf } from '../../../grammar/time.ts';
import type { Act } from '../act.ts';
import type { Answer } from '../effects.ts';
import { readable, rests } from '../lookup.ts';
import { fitting } from '../views.ts';
import type { Row } from './row.ts';

/** How many messages are found when nobody says. */
const FOUND = 20;

export const search: Row<'search'> = {
  nature: (command) => ({ asks: rests(command.in) }),
  needs: 'nothing',
  run(act, { words, in: target, from, after, before, limit = FOUND }) {
    const { session, world } = act;
    const only = target === undefined ? undefined : readable(act, target);
    if (target !== undefined && only === undefined) return;
    const all = [...session.rooms.keys(), ...(session.privates?.keys() ?? [])];
    const logs = only === undefined ? all : only === 'nothing' ? [] : [only.key];
    act.ask({
      ask: 'search',
      words,
      logs,
      ...(from !== undefined && { from }),
      ...(after !== undefined && { since: momentOf(after, world.now) }),
      ...(before !== undefined && { until: momentOf(before, world.now) }),
      limit,
      connection: session.connections,
      tag: act.tag,
    });
  },
};

type Found = Extract<Answer, { ask: 'search' }>;

/** Tells what was found. One reads on `before` the last: so what was said at the same time is told with it. */
export function tellFound(act: Act, { to: { words, limit }, events: found }: Found): void {
  if (found === undefined) return act.refuse(fault('store_unavailable'));
  const end = found.findIndex(({ at }, n) => n >= limit && at !== found[limit - 1]?.at);
  const events = endingWithTime(fitting(end < 0 ? found : found.slice(0, end)), found);
  const event: Event & { ev: 'search' } = { ev: 'search', words, events };
  const mayBeMore = end < 0 && found.length > limit;
  if (events.length < found.length || mayBeMore) event.more = true;
  act.answer(event);
  act.queried('search');
}

/** A page that was cut in the middle of a time ends before it. */
function endingWithTime(page: Message[], found: readonly Message[]): Message[] {
  const next = found[page.length]?.at;
  const whole = page.filter(({ at }) => at !== next);
  return whole.length > 0 ? whole : page;
}

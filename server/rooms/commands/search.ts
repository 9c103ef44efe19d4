/** Finds what was said, in all that the asker may read. */
import { fault } from '../../../grammar/faults.ts';
import { momentOf } from '../../../grammar/time.ts';
import { pageOfHits } from '../logs/pages.ts';
import { hiddenFrom } from '../logs/past.ts';
import { readable, rests } from '../lookup.ts';
import type { Row } from './row.ts';

/** A search without `limit=` finds this many messages. */
const DEFAULT_SEARCH_HITS = 20;

export const search: Row<'search'> = {
  nature: (command) => ({ asks: rests(command.in) }),
  needs: 'nothing',
  run(act, { words, in: target, from, after, before, next, limit = DEFAULT_SEARCH_HITS }) {
    const { person, world } = act;
    const only = target === undefined ? undefined : readable(act, target);
    if (target !== undefined && only === undefined) return;
    const all = [...person.rooms.values(), ...(person.privates?.values() ?? [])];
    const logs = only === undefined ? all : only === 'nothing' ? [] : [only];
    act.ask({
      ask: 'search',
      words,
      logs: logs.map(({ key }) => key),
      behind: logs.flatMap((log) => hiddenFrom(person, log)),
      besides: [...person.ignored.keys()],
      ...(from !== undefined && { from }),
      ...(after !== undefined && { since: momentOf(after, world.now) }),
      ...(before !== undefined && { until: momentOf(before, world.now) }),
      ...(next !== undefined && { next }),
      limit,
    });
  },
  answered: {
    search(act, { to: { words, limit }, hits: found }) {
      if (found === undefined) return act.refuse(fault('store_unavailable'));
      act.show({ ev: 'search', words, ...pageOfHits(act, found, limit) });
    },
  },
};

/** Finds what was said, in all that the asker may read. */

import type { Message } from '../../../grammar/events.ts';
import { fault } from '../../../grammar/faults.ts';
import { type LogKey, privateKey, roomKey } from '../../../grammar/names.ts';
import { momentOf } from '../../../grammar/time.ts';
import type { Act } from '../act.ts';
import type { AnswerTo } from '../effects.ts';
import type { Seq } from '../ids.ts';
import { readable, rests } from '../lookup.ts';
import { readableFrom } from '../past.ts';
import type { Person, Private, Room } from '../state.ts';
import { fitting } from '../views.ts';
import type { Row } from './row.ts';

/** A search without `limit=` finds this many messages. */
const SEARCH_DEFAULT = 20;

export const search: Row<'search'> = {
  nature: (command) => ({ asks: rests(command.in) }),
  needs: 'nothing',
  run(act, { words, in: target, from, after, before, next, limit = SEARCH_DEFAULT }) {
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
  answered: { search: tellFound },
};

/** Where the part of a log ends that somebody may not read. */
function hiddenFrom(person: Person, log: Room | Private): [LogKey, Seq][] {
  const first = 'name' in log ? readableFrom(person, log) : 1;
  return first > 1 ? [[log.key, first - 1]] : [];
}

/** Tells what was found. One goes on with the cursor of the last. */
function tellFound(act: Act, { to: { words, limit }, hits: found }: AnswerTo<'search'>): void {
  if (found === undefined) return act.refuse(fault('store_unavailable'));
  const hits = found.filter(({ message }) => isReadable(act, message));
  const events = fitting(hits.slice(0, limit).map(({ message }) => message));
  const last = events.length < hits.length ? hits[events.length - 1] : undefined;
  act.answer({ ev: 'search', words, events, ...(last && { more: true, next: last.cursor }) });
  act.queried();
}

/** It may be so no more since it was looked for. */
function isReadable({ person }: Act, message: Message): boolean {
  if (!('room' in message)) return person.privates?.has(privateKey(message.log)) === true;
  const room = person.rooms.get(roomKey(message.room));
  return room !== undefined && message.seq >= readableFrom(person, room);
}

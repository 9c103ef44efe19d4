/** Somebody is typing: told live, never kept, and not more often than it is of use. */
import { fault } from '../../../grammar/faults.ts';
import type { Act } from '../act.ts';
import { readable } from '../lookup.ts';
import { mayDo } from '../moderation/refusing.ts';
import { mayWriteTo } from '../people/writing.ts';
import type { Person, Private, Room } from '../world/state.ts';
import type { Row } from './row.ts';

/** One log is told of a typing person at most once in this interval. */
const TYPING_INTERVAL_MS = 3000;

export const typing: Row<'typing'> = {
  nature: { asks: 'world' },
  needs: 'nothing',
  bots: 'talking',
  run(act, { target }) {
    const log = readable(act, target);
    if (log === undefined) return;
    // Before anything was said in private, the other person is not told; and a person who is gone can't be.
    if (log === 'nothing') return act.refuse(fault('no_such_log', { nick: target ?? '' }));
    const peer = 'pair' in log ? act.world.privates.peer(act.person, log) : act.person;
    if (peer === undefined) return act.refuse(fault('gone', { log: log.key }));
    if (!mayWriteTo(act, peer)) return;
    if ('name' in log && !mayDo(act, { do: 'say' }, log)) return;
    if (isDue(act, log)) tell(act, log, peer);
    act.ok();
  },
};

/** True when this log was not told of late. Forgets the logs that were told longer ago. */
function isDue({ session, world }: Act, { key }: Room | Private): boolean {
  if (session.typed === undefined) world.set(session, 'typed', world.table());
  for (const [log, at] of session.typed?.entries() ?? []) {
    if (world.now - at >= TYPING_INTERVAL_MS) session.typed?.remove(log);
  }
  return !session.typed?.has(key);
}

function tell(act: Act, log: Room | Private, peer: Person): void {
  const { session, person, world, at } = act;
  session.typed?.put(log.key, world.now);
  const { nick, identity: author } = person;
  const where = 'name' in log ? { room: log.name } : { to: peer.nick, log: log.key };
  act.do({ do: 'announce', logs: [log.key], event: { ev: 'typing', ...where, nick, at }, author });
}

/** Keeps how far an account has read a log, and tells its other devices. */
import { fault } from '../../../grammar/faults.ts';
import { placeFor } from '../logs/pages.ts';
import { readable } from '../lookup.ts';
import { readPlace, readTo } from '../people/reads.ts';
import { placeOf } from '../world/state.ts';
import type { Row } from './row.ts';

export const read: Row<'read'> = {
  nature: { changes: 'refused' },
  needs: 'account',
  run(act, { target, seq }) {
    const { person, world } = act;
    const log = readable(act, target);
    if (log === undefined) return;
    if (log === 'nothing' || !('name' in log || person.privates?.has(log.key))) {
      return act.refuse(fault('no_such_log', { nick: target }));
    }
    const { seq: end } = log.fold;
    const place = placeFor(act, log);
    if (seq !== undefined && seq > end) {
      return act.refuse(fault('bad_cursor', { target, seq, end }));
    }
    const before = readPlace(person, log);
    const now = Math.max(before, seq ?? end);
    if (now > before) {
      readTo(world.journal, person, log.key, now);
      world.touch(person);
      act.tellOthers({ ev: 'read', ...place, seq: now }, log.key);
    }
    act.done({ ...placeOf(log), seq: now });
  },
};

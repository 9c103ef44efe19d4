/** How far private logs have arrived at a device, and what came while the device was not there. */
import type { Act } from '../act.ts';
import { mayHear } from './bots.ts';
import { readPlace } from './reads.ts';

/** Of one private log, at most this many events are replayed; the rest is in its history. */
const MAX_UNHEARD_EVENTS = 100;

/** Replays each private log from where the account has read, or this session has heard it as somebody else. */
export function tellUnheard(act: Act): void {
  const { person } = act;
  for (const log of person.privates?.values() ?? []) {
    if (!mayHear(act.session, log.key)) continue;
    const read = act.session.arrived?.get(log.key) ?? readPlace(person, log);
    const { seq: end } = log.fold;
    const from = Math.max(read, end - MAX_UNHEARD_EVENTS);
    if (from > read) act.tell({ ev: 'lagged', log: log.key, from: read + 1, to: from });
    if (from < end) act.replay(log, from);
  }
}

/** A client sends nothing before it has read the answer to its `/resume`. So with its next line the replay has arrived. */
export function arrive({ world, session }: Act): void {
  const { arriving, person } = session;
  world.set(session, 'arriving', undefined);
  for (const [key, seq] of arriving ?? []) {
    const log = person.privates?.get(key);
    if (log) world.privates.arrive(session, key, Math.min(seq, log.fold.seq));
  }
}

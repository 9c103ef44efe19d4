/** What came in the private logs of an account while a device of its was not there, for when it logs in. */
import type { Act } from './act.ts';
import { mayHear } from './bots.ts';
import { readPlace } from './reads.ts';

/** Of one private log, at most this many events are replayed; the rest is in its history. */
const MAX_UNHEARD_EVENTS = 100;

/** Replays each private log from where the account has read. */
export function tellUnheard(act: Act): void {
  const { person } = act;
  for (const log of person.privates?.values() ?? []) {
    if (!mayHear(act.session, log.key)) continue;
    const read = readPlace(person, log);
    const { seq: end } = log.fold;
    const from = Math.max(read, end - MAX_UNHEARD_EVENTS);
    if (from > read) act.tell({ ev: 'lagged', log: log.key, from: read + 1, to: from });
    if (from < end) act.replay(log, from);
  }
}

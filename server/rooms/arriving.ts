/** Notes how far private logs have arrived at a resumed session. */
import type { Act } from './act.ts';

/** A client sends nothing before it has read the answer to its `/resume`. So with its next line the replay has arrived. */
export function arrive({ world, session }: Act): void {
  const { arriving, person } = session;
  world.set(session, 'arriving', undefined);
  for (const [key, seq] of arriving ?? []) {
    const log = person.privates?.get(key);
    if (log) world.privates.arrive(session, key, Math.min(seq, log.fold.seq));
  }
}

/** What a session that was resumed is known to have heard. */
import type { Act } from './act.ts';

/** A client says nothing before it has read the answer to its `/resume`: what was replayed has arrived. */
export function arrive({ world, session }: Act): void {
  const { arriving, person } = session;
  world.set(session, 'arriving', undefined);
  for (const [key, seq] of arriving ?? []) {
    const log = person.privates?.get(key);
    if (log) world.privates.arrive(session, key, Math.min(seq, log.fold.seq));
  }
}

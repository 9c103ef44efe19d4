/** Which logs a session hears, and that it hears one from now on. */
import type { Effect } from '../effects.ts';
import type { SessionId } from '../world/ids.ts';
import { type Private, type Room, type Session, targetOf } from '../world/state.ts';
import { mayHear } from './bots.ts';
import { logsOf } from './reads.ts';

/** The logs of its person that a session may hear. */
export const heardBy = (session: Session): (Room | Private)[] =>
  logsOf(session.person).filter(({ key }) => mayHear(session, key));

/** A session hears a log from its present end on. */
export const hearing = (who: SessionId, log: Room | Private): Effect => ({
  do: 'enter',
  who,
  log: log.key,
  name: targetOf(log),
  seq: log.fold.seq,
});

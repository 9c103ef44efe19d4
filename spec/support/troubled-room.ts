/**
 * A room on a disk that a spec holds in its hand: ann and bob, two programs, are in #dev and have read all that came of it.
 *
 *     const { log, server, ann, bob } = await openTroubledRoom();
 *     await log.inVain(() => ann.send('/topic #dev tea'));     // decided; its commit is under way, and will fail
 *     await server.read();                                     // all that was sent has been read
 *     log.resume();
 */
import type { Party } from './party.ts';
import { openServer, type TestServer } from './server.ts';
import { TroubledStore } from './troubled-store.ts';

interface TroubledRoom {
  readonly store: TroubledStore;
  readonly server: TestServer;
  readonly ann: Party;
  readonly bob: Party;
}

export async function openTroubledRoom(): Promise<TroubledRoom> {
  const store = new TroubledStore();
  const server = await openServer({}, store);
  const ann = await server.party('ann', 'json');
  const bob = await server.party('bob', 'json');
  for (const each of [ann, bob]) each.send('/join #dev');
  await settled(ann, bob);
  return { store, server, ann, bob };
}

/** What each has sent is done, and all have read what came of it. */
export async function settled(...people: Party[]): Promise<void> {
  for (const each of people) await each.barrier();
  for (const each of people) await each.rest();
}

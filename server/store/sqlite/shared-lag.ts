/** How far the index for search is behind what is stored: told by the thread that writes, and seen by the other one. */
import type { SearchLag } from '../store.ts';

/** How many events the index lacks, at most; and when the first of them was made, in milliseconds since 1970. */
export type SharedLag = BigInt64Array<SharedArrayBuffer>;

const [EVENTS, SINCE] = [0, 1];

/** That of an index that knows all. */
export const sharedLag = (): SharedLag =>
  new BigInt64Array(new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT));

/** How far it is behind at this moment. */
export function lagIn(shared: SharedLag): SearchLag {
  const events = Number(Atomics.load(shared, EVENTS));
  const since = Number(Atomics.load(shared, SINCE));
  return events > 0 ? { events, since } : { events: 0 };
}

/** Tells that it lacks so many events, the first of which is of `since`, at most. */
export function tellLag(shared: SharedLag, events: number, since: number): void {
  Atomics.store(shared, SINCE, BigInt(since));
  Atomics.store(shared, EVENTS, BigInt(events));
}

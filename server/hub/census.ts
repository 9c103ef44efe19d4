/** How much there is of everything at one moment. */
import type { SearchLag } from '../store/store.ts';

/** People, rooms and connections, and what was told to them. */
export interface Census {
  readonly connections: number;
  readonly people: number;
  readonly sessions: number;
  readonly lost: number;
  readonly accounts: number;
  readonly rooms: number;
  /** Messages so far, counted for each session that they were told to. */
  readonly deliveries: number;
  /** What waits to be written to connections. */
  readonly outboxBytes: number;
  /** What the index for search lacks at this moment. */
  readonly searchLag: SearchLag;
}

/** The port of the log: what it takes to remember rooms. Several stores keep it; `spec/store/contract.ts` says how. */
import type { Logged } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';

/** What the log keeps: the event that readers see, and, for nobody's eyes, who made it with which tag. */
export interface Record {
  event: Logged;
  author: string;
  tag?: string;
}

/** What one turn adds to one log. */
export interface Entry {
  log: LogKey;
  /** The last seq that the records build on; 0 for an empty log. */
  after: number;
  /** At least one; their seqs are `after + 1`, `after + 2` and so on. */
  records: Record[];
}

export interface Log {
  /** Names the number space: another id means other logs, and cursors into the old ones are worth nothing. */
  readonly id: string;

  /**
   * Adds a turn, all or nothing. `done` means that it is kept; `conflict` that some log does not end at its `after`.
   * Rejects when the store is unavailable; then nothing of it was added.
   */
  append(batch: Entry[]): Promise<'done' | 'conflict'>;

  /**
   * The records after `after` (exclusive), oldest first, at most `limit`. A log may have forgotten its oldest records:
   * then the first one returned is the oldest that is left. Rejects when the store is unavailable.
   */
  read(log: LogKey, after: number, limit: number): Promise<Record[]>;

  /** Nobody will read or append to this log any more; it may be dropped at leisure. */
  forget(log: LogKey): void;

  close(): Promise<void>;
}

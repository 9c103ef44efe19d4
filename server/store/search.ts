/** What a store can be searched for, and what it finds: words, what is unread, and who was called. */
import type { Logged, Message } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';

/** True for what is found and counted: a message that was not deleted. */
export const isSaid = (event: Logged): event is Message =>
  event.ev === 'message' && event.deleted === undefined;

/** What to look for. A word matches whole words, whatever their case and accents. */
export interface Search {
  /** As they were typed; all have to be there. Quotes make a phrase, and a word or phrase that ends in `*` may go on. */
  words: string;
  /** Only in these. */
  logs: LogKey[];
  /** Of these, only what stands behind a seq. */
  behind?: readonly (readonly [LogKey, number])[];
  /** Nothing of what these authors said. */
  besides?: readonly string[];
  /** Only what was said under this nick, whatever its case. */
  from?: string;
  /** Only what was said in this time, in milliseconds since 1970: `since` inclusive, `until` exclusive. */
  since?: number;
  until?: number;
  /** Only what stands before the hit of this cursor, whatever was said since. */
  next?: string;
  limit: number;
}

/** What to count for somebody. */
export interface UnreadSearch {
  /** The identity of a person. */
  of: string;
  /** Each with the place behind which is counted. */
  logs: readonly (readonly [LogKey, number])[];
  /** Not what these authors have said. */
  besides: readonly string[];
  /** So many of each log are counted, and one more. */
  most: number;
}

/** How many messages that were not deleted there are, and how many of them call somebody. */
export interface Unread {
  unread: number;
  mentions: number;
}

/** Whose mentions to look for. */
export interface MentionSearch {
  /** The identity of a person. */
  of: string;
  /** Only in these, and of some only behind a place. */
  logs: LogKey[];
  behind: readonly (readonly [LogKey, number])[];
  /** Not what these authors have said. */
  besides: readonly string[];
  /** Only what stands before the hit of this cursor, whatever was said since. */
  next?: string;
  limit: number;
}

/** A message that was found, and where to go on behind it: 1 to 12 of 0-9 and a-z, which only the store understands. */
export interface Hit {
  message: Message;
  cursor: string;
}

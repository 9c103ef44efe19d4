/** What a log comes to: the state of a room, or of a private conversation, is the fold of its events. */
import type { Logged } from '../../grammar/events.ts';
import type { Seq } from './ids.ts';

export interface Fold {
  /** The last event applied; 0 before the first. */
  readonly seq: Seq;
  readonly topic: Topic | undefined;
  /** The last event that made an earlier one read otherwise: an older look at the log is worth nothing. */
  readonly amended: Seq;
}

export interface Topic {
  readonly text: string;
  readonly from: string;
  readonly at: string;
}

export const emptyLog: Fold = { seq: 0, topic: undefined, amended: 0 };

/** Never refuses, and reads nothing but its own log's fold. */
export function apply(fold: Fold, event: Logged): Fold {
  const { seq } = event;
  const { topic, amended } = fold;
  switch (event.ev) {
    case 'message':
    case 'react':
    case 'unreact':
      return { seq, topic, amended };
    case 'edit':
    case 'delete':
      return { seq, topic, amended: seq };
    case 'topic': {
      const { text, from, at } = event;
      return { seq, topic: text === '' ? undefined : { text, from, at }, amended };
    }
  }
}

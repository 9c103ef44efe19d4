/** What a log comes to: the state of a room, or of a private conversation, is the fold of its events. */
import type { Logged } from '../../grammar/events.ts';
import type { Seq } from './effects.ts';

export interface Fold {
  /** The last event applied; 0 before the first. */
  readonly seq: Seq;
  readonly topic: Topic | undefined;
}

export interface Topic {
  readonly text: string;
  readonly from: string;
  readonly at: string;
}

export const emptyLog: Fold = { seq: 0, topic: undefined };

/** Never refuses, and reads nothing but its own log's fold. */
export function apply(fold: Fold, event: Logged): Fold {
  switch (event.ev) {
    case 'message':
    case 'edit':
    case 'delete':
    case 'react':
    case 'unreact':
      return { seq: event.seq, topic: fold.topic };
    case 'topic':
      return {
        seq: event.seq,
        topic: event.text === '' ? undefined : { text: event.text, from: event.from, at: event.at },
      };
  }
}

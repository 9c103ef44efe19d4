/** What takes the keys at the moment: the line, a query, a list, or a question. */
import type { CommandOf } from '../../grammar/ast.ts';
import type { Message } from '../../grammar/events.ts';
import { emptyLine, type Line } from '../editor/line.ts';
import type { Scroll } from './place.ts';

export type Mode =
  | { is: 'talking' }
  | { is: 'switching'; query: Line; chosen: number }
  /** A message of the place that is shown, by its `seq`; `sure`: the key that deletes it was pressed once. */
  | { is: 'choosing'; seq: number; sure?: true }
  | { is: 'reacting'; seq: number; query: Line; chosen: number }
  | {
      is: 'searching';
      query: Line;
      chosen: number;
      found?: Findings;
      waiting?: { tag: string; command: Search };
    }
  | { is: 'finding'; query: Line; hit?: number; missed?: true; from: Scroll }
  | { is: 'keys'; top: number }
  | { is: 'asking'; question: 'send as text' | 'send lines' | 'quit' };

/** The mode of one kind. */
export type ModeOf<Is extends Mode['is']> = Extract<Mode, { is: Is }>;

export type Search = CommandOf<'search'>;

/** What was found so far. */
export interface Findings {
  readonly command: Search;
  readonly messages: readonly Message[];
  /** Where it goes on, if there is more. */
  readonly next?: string;
}

export const talking: Mode = { is: 'talking' };
export const emptyQuery = emptyLine;

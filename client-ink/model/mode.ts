/** The modes of the client: which of the line, a query, a list or a question takes the keys. */
import type { CommandOf } from '../../grammar/ast.ts';
import type { EventOf, Message } from '../../grammar/events.ts';
import type { Line } from '../editor/line.ts';
import type { Scroll } from './place.ts';

/** What the keys are for at the moment: the line, or something that has been opened over it. */
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
  | { is: 'recalling'; query: Line; chosen: number }
  | { is: 'finding'; query: Line; hit?: number; missed?: true; from: Scroll }
  | { is: 'keys'; top: number }
  /** `told`: calls that the server knows of. */
  | { is: 'inbox'; chosen: number; told: readonly Message[] }
  /** What the keys are for in the mode that this lies over. */
  | { is: 'fitting'; over: Mode; top: number }
  | { is: 'members'; chosen: number }
  /** Without `settings` they are on their way. */
  | { is: 'settings'; chosen: number; settings?: EventOf<'settings'>['settings'] }
  /** A line is done when the person says so; `from`: a key has begun it there; `waiting`: the server is asked whom it hits. */
  | {
      is: 'confirming';
      line: string;
      from?: { is: 'members'; chosen: number };
      waiting?: string;
    }
  | { is: 'asking'; question: 'send as text' | 'send much' | 'quit' };

/** The mode of one kind. */
export type ModeOf<Is extends Mode['is']> = Extract<Mode, { is: Is }>;

const OVER_MESSAGES = [
  'talking',
  'finding',
  'choosing',
  'reacting',
  'confirming',
  'asking',
] as const satisfies Mode['is'][];

/** True when the middle of the screen shows messages, and no list in their place. */
export const showsMessages = (mode: Mode): mode is ModeOf<(typeof OVER_MESSAGES)[number]> =>
  OVER_MESSAGES.some((each) => each === mode.is);

/** A search as it is sent. */
export type Search = CommandOf<'search'>;

/** What was found so far. */
export interface Findings {
  readonly command: Search;
  readonly messages: readonly Message[];
  /** Where it goes on, if there is more. */
  readonly next?: string;
}

/** A walk through what fits: Tab goes on with it, any other key ends it. */
export interface Completing {
  readonly from: number;
  readonly to: number;
  readonly choices: readonly string[];
  readonly chosen: number;
  /** What stood there before. */
  readonly typed: string;
}

/** The mode in which the keys are for the line. */
export const talking: Mode = { is: 'talking' };

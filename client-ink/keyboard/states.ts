/** The states of the machine that reads sequences, and what a silence makes of each. */
import { unreachable } from '../../grammar/unreachable.ts';
import { type Paste, stalled } from './paste.ts';

/** Every parameter of a sequence stands in `params` with its intermediates, as it came. */
export type Sequence =
  | { is: 'text'; text: string }
  | { is: 'control'; character: string }
  | { is: 'escape' }
  /** A character with an escape before it. */
  | { is: 'alt'; character: string }
  /** `alt`: with another escape before it, as some terminals say that Alt was down. */
  | { is: 'csi' | 'ss3'; alt: boolean; params: string; final: string }
  /** An answer of the terminal that was opened by this character, such as `]` for OSC. */
  | { is: 'string'; opener: string; text: string }
  /** `beyond`: so many more UTF-16 units came and were not kept. */
  | { is: 'paste'; text: string; beyond: number };

/** Where in the grammar the next character stands. */
export type State =
  | { in: 'text' }
  | { in: 'escape'; twice: boolean }
  /** Nothing followed an escape, and it was told; the rest of a sequence may still come. */
  | { in: 'late' }
  | { in: 'csi' | 'ss3'; alt: boolean; params: string }
  /** The three characters of a mouse report in its oldest form. */
  | { in: 'mouse'; left: number }
  /** An answer of the terminal, until its end. */
  | { in: 'string'; opener: string; text: string; ending: boolean }
  | { in: 'paste'; paste: Paste };

/** What a chunk holds, and the state that the next chunk is read in. */
export interface Read {
  sequences: Sequence[];
  state: State;
}

/** Nothing follows an escape for so many milliseconds: it is the key. */
const ESCAPE_WAIT_MS = 100;
/** The rest of a sequence that is cut in two may take so long, as over a slow ssh. */
const SEQUENCE_WAIT_MS = 500;
/** A paste that has no end is over after so much silence. */
const PASTE_WAIT_MS = 2_000;

/** The state before anything has arrived, and between two sequences. */
export const atRest: State = { in: 'text' };

/** For how many milliseconds nothing must come before `waited` is called; undefined: no silence changes anything. */
export function patience(state: State): number | undefined {
  switch (state.in) {
    case 'text':
      return undefined;
    case 'escape':
      return ESCAPE_WAIT_MS;
    case 'late':
      return SEQUENCE_WAIT_MS - ESCAPE_WAIT_MS;
    case 'csi':
    case 'ss3':
    case 'mouse':
    case 'string':
      return SEQUENCE_WAIT_MS;
    case 'paste':
      return state.paste.stalled ? undefined : PASTE_WAIT_MS;
    default:
      return unreachable(state);
  }
}

/** Nothing came for so long: what was begun is a key by itself, or nothing. */
export function waited(state: State): Read {
  switch (state.in) {
    case 'escape':
      return { sequences: escapes(state.twice ? 2 : 1), state: { in: 'late' } };
    case 'csi':
      return { sequences: state.params === '' ? [alt('[')] : [], state: atRest };
    case 'ss3':
      return { sequences: state.params === '' ? [alt('O')] : [], state: atRest };
    case 'string':
      return { sequences: state.text !== '' ? [] : [alt(state.opener)], state: atRest };
    case 'paste':
      return {
        sequences: pasted(state.paste),
        state: { in: 'paste', paste: stalled(state.paste) },
      };
    case 'text':
    case 'late':
    case 'mouse':
      return { sequences: [], state: atRest };
    default:
      return unreachable(state);
  }
}

/** A paste that has ended, as a sequence; nothing when it is empty. */
export const pasted = ({ held, beyond }: Paste): Sequence[] =>
  held === '' ? [] : [{ is: 'paste', text: held, beyond }];

/** A character with an escape before it. */
export const alt = (character: string): Sequence => ({ is: 'alt', character });
/** So many escape keys. */
export const escapes = (count: 0 | 1 | 2): Sequence[] =>
  Array.from({ length: count }, () => ({ is: 'escape' }));

/**
 * What a terminal in raw mode sends, cut into sequences by the grammar of ECMA-48: a machine over characters and
 * silence. It has no clock: whoever drives it says that nothing came for as long as `patience` asks.
 */
import { INTERRUPT, isPasteGoingOn, newPaste, type Paste, pasteOn } from './paste.ts';
import { alt, atRest, escapes, pasted, type Read, type Sequence, type State } from './states.ts';

/** No sequence that means a key is longer; what is, is swallowed. */
const MAX_PARAMS = 64;

/** Reads what has arrived. */
export function read(before: State, chunk: string): Read {
  const sequences: Sequence[] = [];
  let state = resumed(before, chunk);
  let at = 0;
  while (at < chunk.length) {
    const step =
      state.in === 'paste'
        ? inPaste(state.paste, chunk.slice(at))
        : state.in === 'text'
          ? inText(chunk, at)
          : after(state, String.fromCodePoint(chunk.codePointAt(at) ?? 0));
    sequences.push(...step.sequences);
    state = step.state;
    at += step.length;
  }
  return { sequences, state };
}

/** What a silence has left open is decided by how the next piece looks: a person presses one key at a time. */
function resumed(state: State, chunk: string): State {
  if (state.in === 'late') return /^(?:\[.|O[A-DFHMP-S]$)/su.test(chunk) ? afterEscape : atRest;
  return state.in === 'paste' && !isPasteGoingOn(state.paste, chunk) ? atRest : state;
}

interface TextRead extends Read {
  length: number;
}

const afterEscape: State = { in: 'escape', twice: false };

const run = /[^\x00-\x1f\x7f-\x9f]+/y;

function inText(chunk: string, at: number): TextRead {
  run.lastIndex = at;
  const [text] = run.exec(chunk) ?? [];
  if (text !== undefined) {
    return { sequences: [{ is: 'text', text }], state: atRest, length: text.length };
  }
  return after(atRest, chunk[at] ?? '');
}

/** One character more, anywhere but in a paste. */
function after(state: State, character: string): TextRead {
  const [whole, ...others] = sevenBit(character);
  const first = next(state, whole ?? '');
  const last = others.reduce((step, each) => {
    const then = next(step.state, each);
    return { sequences: [...step.sequences, ...then.sequences], state: then.state };
  }, first);
  return { ...last, length: character.length };
}

/** The controls of eight bits that begin or end a sequence, in their seven-bit spelling; others mean nothing. */
function sevenBit(character: string): string[] {
  if (!/[\x80-\x9f]/.test(character)) return [character];
  const known = /[\x8f\x90\x98\x9b-\x9f]/.test(character);
  return known ? ['\x1b', String.fromCharCode(character.charCodeAt(0) - 0x40)] : [''];
}

function next(state: State, character: string): Read {
  if (character === '') return { sequences: [], state };
  if (character === INTERRUPT) {
    const escaped = state.in === 'escape' ? escapes(state.twice ? 2 : 1) : [];
    return { sequences: [...escaped, control(character)], state: atRest };
  }
  switch (state.in) {
    case 'escape':
      return inEscape(state.twice, character);
    case 'csi':
      return inCsi(state, character);
    case 'ss3':
      return inSs3(state, character);
    case 'string':
      return inString(state, character);
    case 'mouse':
      if (character === '\x1b') return { sequences: [], state: afterEscape };
      return {
        sequences: [],
        state: state.left > 1 ? { in: 'mouse', left: state.left - 1 } : atRest,
      };
    default:
      return outside(character);
  }
}

/** A character that belongs to no sequence. */
function outside(character: string): Read {
  if (character === '\x1b') return { sequences: [], state: afterEscape };
  const isControl = character < ' ' || character === '\x7f';
  return {
    sequences: [isControl ? control(character) : { is: 'text', text: character }],
    state: atRest,
  };
}

function inEscape(twice: boolean, character: string): Read {
  switch (character) {
    case '[':
      return { sequences: [], state: { in: 'csi', alt: twice, params: '' } };
    case 'O':
      return { sequences: [], state: { in: 'ss3', alt: twice, params: '' } };
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
      return {
        sequences: [],
        state: { in: 'string', opener: character, text: '', ending: false },
      };
    case '\x1b':
      return { sequences: escapes(twice ? 1 : 0), state: { in: 'escape', twice: true } };
    default:
      return { sequences: [...escapes(twice ? 1 : 0), alt(character)], state: atRest };
  }
}

type Parameters = Extract<State, { params: string }>;

function inCsi(state: Parameters, character: string): Read {
  const { params } = state;
  // The first function keys of a Linux console have a second bracket.
  if (params === '[') return ended(state, character);
  if (params === '' && character === '[')
    return { sequences: [], state: { ...state, params: '[' } };
  if (params === '' && character === 'M') return { sequences: [], state: { in: 'mouse', left: 3 } };
  if (character === '~' && params === '200')
    return { sequences: [], state: { in: 'paste', paste: newPaste } };
  // rxvt ends keys that were pressed with Shift like this; elsewhere it is an intermediate.
  if (character === '$' && /^\d+$/.test(params)) return ended(state, character);
  if (/[ -?]/.test(character)) return longer(state, character);
  return /[@-~]/.test(character) ? ended(state, character) : outside(character);
}

function inSs3(state: Parameters, character: string): Read {
  if (/[\d;]/.test(character)) return longer(state, character);
  if (/[@-~]/.test(character)) return ended(state, character);
  const then = outside(character);
  const isText = character >= ' ' && character !== '\x7f';
  return isText && state.params === ''
    ? { ...then, sequences: [alt('O'), ...then.sequences] }
    : then;
}

const longer = (state: Parameters, character: string): Read => ({
  sequences: [],
  state: { ...state, params: (state.params + character).slice(0, MAX_PARAMS) },
});

const ended = ({ in: is, alt, params }: Parameters, final: string): Read => ({
  sequences: params.length < MAX_PARAMS ? [{ is, alt, params, final }] : [],
  state: atRest,
});

function inString(state: State & { in: 'string' }, character: string): Read {
  if (state.ending) {
    if (character === '\\') return { sequences: [answered(state)], state: atRest };
    return inEscape(false, character);
  }
  switch (character) {
    case '\x07':
      return { sequences: [answered(state)], state: atRest };
    case '\x18':
    case '\x1a':
      return { sequences: [], state: atRest };
    case '\x1b':
      return { sequences: [], state: { ...state, ending: true } };
    default:
      return {
        sequences: [],
        state: { ...state, text: (state.text + character).slice(0, MAX_PARAMS) },
      };
  }
}

const answered = ({ opener, text }: State & { in: 'string' }): Sequence => ({
  is: 'string',
  opener,
  text,
});

/** A paste goes to its end; what was pasted is told as one. */
function inPaste(paste: Paste, chunk: string): TextRead {
  const { interrupts, paste: after, length } = pasteOn(paste, chunk);
  const sequences = Array.from({ length: interrupts }, () => control(INTERRUPT));
  return after.over
    ? { sequences: [...sequences, ...pasted(after)], state: atRest, length }
    : { sequences, state: { in: 'paste', paste: after }, length };
}

const control = (character: string): Sequence => ({ is: 'control', character });

/** What arrives from a terminal in raw mode, made into keys: names such as `ctrl-k`, typed text, and pasted text. */

export type Key =
  /** A key with a name. Modifiers come in this order: ctrl, alt, shift. */
  | { key: string }
  /** Something to put into the line. */
  | { text: string }
  /** The same, from a bracketed paste: it is never a command to the client. */
  | { paste: string };

export interface Decoded {
  keys: Key[];
  /** The beginning of an escape sequence or a paste, to be put before what arrives next. */
  rest: string;
}

const PASTE_BEGINS = '\x1b[200~';
const PASTE_ENDS = '\x1b[201~';
/** No sequence is longer; what is, was none. */
const LONGEST = 32;

const control: Readonly<Record<string, string>> = {
  '\r': 'enter',
  '\n': 'ctrl-j',
  '\t': 'tab',
  '\x7f': 'backspace',
  '\b': 'backspace',
  '\x00': 'ctrl-space',
  '\x1c': 'ctrl-\\',
  '\x1d': 'ctrl-]',
  '\x1e': 'ctrl-^',
  '\x1f': 'ctrl-_',
};

const letters: Readonly<Record<string, string>> = {
  A: 'up',
  B: 'down',
  C: 'right',
  D: 'left',
  E: 'clear',
  F: 'end',
  H: 'home',
  M: 'enter',
  P: 'f1',
  Q: 'f2',
  R: 'f3',
  S: 'f4',
  Z: 'shift-tab',
};

const numbers: Readonly<Record<string, string>> = {
  1: 'home',
  2: 'insert',
  3: 'delete',
  4: 'end',
  5: 'pageup',
  6: 'pagedown',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
  15: 'f5',
  17: 'f6',
  18: 'f7',
  19: 'f8',
  20: 'f9',
  21: 'f10',
  23: 'f11',
  24: 'f12',
};

/** `codepoint;modifiers u` of terminals that tell keys apart which share a byte. */
const codes: Readonly<Record<string, string>> = {
  9: 'tab',
  13: 'enter',
  27: 'escape',
  32: 'space',
  127: 'backspace',
};

/** Every key name that a binding may begin with a modifier; letters and signs stand for themselves. */
export const keyNames: ReadonlySet<string> = new Set([
  ...Object.values(control).filter((name) => !name.startsWith('ctrl-')),
  ...Object.values(letters),
  ...Object.values(numbers),
  'escape',
  'space',
]);

/** Reads what has arrived. */
export function decode(input: string): Decoded {
  const keys: Key[] = [];
  let typed = '';
  const flushTyped = () => {
    if (typed !== '') keys.push({ text: typed });
    typed = '';
  };
  let at = 0;
  while (at < input.length) {
    const character = input[at]!;
    if (character === '\x1b') {
      flushTyped();
      const read = escaped(input.slice(at));
      if (read === undefined) return { keys, rest: input.slice(at) };
      if (read.key !== undefined) keys.push(read.key);
      at += read.length;
    } else if (character < ' ' || character === '\x7f') {
      flushTyped();
      keys.push({ key: controlName(character) });
      at += 1;
    } else {
      typed += character;
      at += 1;
    }
  }
  flushTyped();
  return { keys, rest: '' };
}

/** What a rest means when nothing follows it: mostly the escape key itself. An unfinished paste stays unfinished. */
export function settle(rest: string): Decoded {
  if (rest === '' || rest.startsWith(PASTE_BEGINS)) return { keys: [], rest };
  const after = decode(rest.slice(1));
  return { keys: [{ key: 'escape' }, ...after.keys], rest: after.rest };
}

const controlName = (character: string): string =>
  control[character] ?? `ctrl-${String.fromCharCode(character.charCodeAt(0) + 96)}`;

interface Read {
  key?: Key;
  length: number;
}

/** The key that an escape begins, or nothing while it is not whole. A sequence that means no key is skipped. */
function escaped(input: string): Read | undefined {
  if (input.length === 1) return undefined;
  if (input.startsWith(PASTE_BEGINS)) return paste(input);
  const second = input[1]!;
  if (second === '\x1b') return { key: { key: 'escape' }, length: 1 };
  if (second === '[' || second === 'O') return sequence(input);
  if (second === ']' || second === 'P' || second === '_' || second === '^') return reply(input);
  const whole = String.fromCodePoint(input.codePointAt(1)!);
  if (second < ' ' || second === '\x7f')
    return { key: { key: modified('alt', controlName(second)) }, length: 2 };
  return { key: { key: `alt-${whole === ' ' ? 'space' : whole}` }, length: 1 + whole.length };
}

/** `ctrl` goes before `alt`. */
const modified = (modifier: string, name: string): string =>
  name.startsWith('ctrl-') ? `ctrl-${modifier}-${name.slice(5)}` : `${modifier}-${name}`;

function paste(input: string): Read | undefined {
  const end = input.indexOf(PASTE_ENDS);
  if (end < 0) return undefined;
  const text = input.slice(PASTE_BEGINS.length, end);
  return { key: { paste: text }, length: end + PASTE_ENDS.length };
}

/** An answer of the terminal to a question that nobody asked. */
function reply(input: string): Read | undefined {
  const end = /\x07|\x1b\\/.exec(input);
  if (end) return { length: end.index + end[0].length };
  return input.length > 4096 ? { length: input.length } : undefined;
}

const csi = /^\x1b(?:\[([\d;:<=>?]*)([ -/]*)([@-~])|O(\d*)([A-Za-z]))/;

function sequence(input: string): Read | undefined {
  const found = csi.exec(input);
  if (found === null) {
    if (/^\x1b(?:\[[\d;:<=>? -/]*|O\d*)$/.test(input) && input.length <= LONGEST) return undefined;
    return { key: { key: `alt-${input[1]}` }, length: 2 };
  }
  const length = found[0].length;
  const final = found[3] ?? found[5] ?? '';
  const given = (found[1] ?? found[4] ?? '').split(';');
  const name = baseName(final, given);
  if (name === undefined) return { length };
  const bits = Number(given[final === '~' || final === 'u' ? 1 : given.length - 1]?.split(':')[0]);
  return { key: { key: withModifiers(name, given.length > 1 ? bits : 1) }, length };
}

function baseName(final: string, given: string[]): string | undefined {
  if (final === '~') return numbers[given[0] ?? ''];
  if (final !== 'u') return letters[final];
  const code = given[0]?.split(':')[0] ?? '';
  return codes[code] ?? (Number(code) > 32 ? String.fromCodePoint(Number(code)) : undefined);
}

function withModifiers(name: string, parameter: number): string {
  const bits = (parameter || 1) - 1;
  const shift = bits & 1 && !name.startsWith('shift-') ? 'shift-' : '';
  return `${bits & 4 ? 'ctrl-' : ''}${bits & 10 ? 'alt-' : ''}${shift}${name}`;
}

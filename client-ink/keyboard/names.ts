/** What the sequences of a terminal are called as keys: `ctrl-k`, `alt-1`, `pageup`. */
import { unreachable } from '../../grammar/unreachable.ts';
import { codes, controls, KEYPAD, keypad, letters, numbers, ss3Keypad } from './key-codes.ts';
import type { Sequence } from './states.ts';

/** One thing that a person did with the keyboard. */
export type Key =
  /** A key with a name. Modifiers come in this order: ctrl, alt, shift. */
  | { key: string }
  /** Something to put into the line. */
  | { text: string }
  /** The same, from a bracketed paste: it is never a command to the client. `beyond`: so much of it was not kept. */
  | { paste: string; beyond?: number };

/** Every key name that a binding may begin with a modifier; letters and signs stand for themselves. */
export const keyNames: ReadonlySet<string> = new Set([
  ...Object.values(controls).filter((name) => !name.startsWith('ctrl-')),
  ...Object.values(letters),
  ...Object.values(numbers),
  'space',
]);

/** The key of a sequence; none for what is an answer, a report or unknown. */
export function keyOf(sequence: Sequence): Key | undefined {
  switch (sequence.is) {
    case 'text':
      return { text: sequence.text };
    case 'paste': {
      const { text, beyond } = sequence;
      return beyond > 0 ? { paste: text, beyond } : { paste: text };
    }
    case 'escape':
      return { key: 'escape' };
    case 'control':
      return { key: controlName(sequence.character) };
    case 'alt':
      return { key: altName(sequence.character) };
    case 'csi':
      return csi(sequence.params, sequence.final, sequence.alt ? ALT : 0);
    case 'string':
      return undefined;
    case 'ss3':
      return ss3(sequence.params, sequence.final, sequence.alt ? ALT : 0);
    default:
      return unreachable(sequence);
  }
}

const controlName = (character: string): string =>
  controls[character] ?? `ctrl-${String.fromCharCode(character.charCodeAt(0) + 96)}`;

function altName(character: string): string {
  if (character === ' ') return 'alt-space';
  if (character > ' ' && character !== '\x7f') return `alt-${character}`;
  const name = controlName(character);
  return name.startsWith('ctrl-') ? `ctrl-alt-${name.slice(5)}` : `alt-${name}`;
}

const SHIFT = 1;
const ALT = 2;
const CTRL = 4;
/** Alt, and Meta as xterm and as kitty number it. */
const ALTS = 2 | 8 | 32;
const CAPS = 64;

function csi(params: string, final: string, more: number): Key | undefined {
  switch (final) {
    case 'u':
      return coded(params, more);
    case '~':
      return params.startsWith('27;') ? otherKey(params, more) : numbered(params, more);
    case '$':
      return named(numbers[params], SHIFT | more);
    case '^':
      return named(numbers[params], CTRL | more);
    case '@':
      return named(numbers[params], CTRL | SHIFT | more);
    case 'R':
      // It may say where the cursor is. Nobody here asks for that, and no key has this parameter for no modifiers.
      return params === '1;1' ? undefined : lettered(params, final, more);
    default:
      if (params === '[') return named(linuxName(final), more);
      return lettered(params, final, more);
  }
}

/** `CSI [ A` to `CSI [ E` are F1 to F5 on a Linux console. */
function linuxName(final: string): string | undefined {
  const at = 'ABCDE'.indexOf(final);
  return at < 0 ? undefined : `f${at + 1}`;
}

function ss3(params: string, final: string, more: number): Key | undefined {
  const digit = ss3Keypad[final.charCodeAt(0) - 'j'.charCodeAt(0)];
  if (digit !== undefined) return { text: digit };
  return final === 'M' ? named('enter', more) : lettered(params, final, more);
}

/** `1;MODIFIERS LETTER`, also with the modifiers alone or with neither. */
function lettered(params: string, final: string, more: number): Key | undefined {
  const [, modifiers, event] = /^(?:1?;)?(\d*)(?::([123]))?$/.exec(params) ?? [];
  const shift = final === 'Z' ? SHIFT : 0;
  return modifiers === undefined
    ? undefined
    : pressed(letters[final], bitsOf(modifiers) | more | shift, event);
}

/** `NUMBER;MODIFIERS ~` */
function numbered(params: string, more: number): Key | undefined {
  const [, number, modifiers, event] = /^(\d+)(?:;(\d*)(?::([123]))?)?$/.exec(params) ?? [];
  return number === undefined
    ? undefined
    : pressed(numbers[number], bitsOf(modifiers) | more, event);
}

/** `27;MODIFIERS;CODE ~`, xterm's modifyOtherKeys: the code is of the character with Shift. */
function otherKey(params: string, more: number): Key | undefined {
  const [, modifiers, code] = /^27;(\d*);(\d+)$/.exec(params) ?? [];
  if (code === undefined) return undefined;
  return character(Number(code), Number(code), bitsOf(modifiers) | more, undefined);
}

/** `CODE:WITH-SHIFT:… ; MODIFIERS:EVENT ; TEXT u`, the protocol of kitty. */
function coded(params: string, more: number): Key | undefined {
  const [, code, shifted, modifiers, event, text] =
    /^(\d+)(?::(\d*))?(?::\d*)?(?:;(\d*)(?::([123]))?)?(?:;([\d:]*))?$/.exec(params) ?? [];
  if (code === undefined || event === RELEASED) return undefined;
  const typed = text ? text.split(':').map((each) => printable(Number(each)) ?? '') : undefined;
  const upper = shifted ? Number(shifted) : undefined;
  return character(Number(code), upper, bitsOf(modifiers) | more, typed?.join(''));
}

/** A key that has a code point: with Ctrl or Alt it has a name, otherwise it is text. */
function character(
  code: number,
  shifted: number | undefined,
  bits: number,
  typed: string | undefined,
): Key | undefined {
  const special = codes[code];
  if (special !== undefined) return named(special, bits);
  const sign = keypad[code - KEYPAD] ?? printable(code);
  if (sign === undefined) return undefined;
  const upper = (shifted === undefined ? undefined : printable(shifted)) ?? sign.toUpperCase();
  const isBig = ((bits & SHIFT) !== 0) !== ((bits & CAPS) !== 0 && sign !== sign.toUpperCase());
  const shown = isBig ? upper : sign;
  if ((bits & (CTRL | ALTS)) === 0) return { text: typed || shown };
  if (sign === ' ') return named('space', bits);
  const isLetter = shown.toLowerCase() !== shown.toUpperCase();
  const saysShift = isLetter ? (bits & CTRL) !== 0 : shifted === undefined;
  const name = isLetter && saysShift ? shown.toLowerCase() : shown;
  return named(name, saysShift ? bits : bits & ~SHIFT);
}

/** The character of a code point that is one: no control, no half of a pair, and none for private use. */
function printable(code: number): string | undefined {
  const isOne = code >= 0x20 && code !== 0x7f && code <= 0x10_ffff;
  const isOther =
    (code >= 0x80 && code < 0xa0) ||
    (code >= 0xd800 && code < 0xe000) ||
    (code >= 0xe000 && code < 0xf900);
  return isOne && !isOther ? String.fromCodePoint(code) : undefined;
}

const RELEASED = '3';

const pressed = (
  name: string | undefined,
  bits: number,
  event: string | undefined,
): Key | undefined => (event === RELEASED ? undefined : named(name, bits));

/** The parameter for modifiers is one more than their bits. */
function bitsOf(parameter: string | undefined): number {
  const value = Number(parameter || 1);
  return value >= 1 && value <= 256 ? value - 1 : 0;
}

function named(name: string | undefined, bits: number): Key | undefined {
  if (name === undefined) return undefined;
  const ctrl = bits & CTRL ? 'ctrl-' : '';
  return { key: `${ctrl}${bits & ALTS ? 'alt-' : ''}${bits & SHIFT ? 'shift-' : ''}${name}` };
}

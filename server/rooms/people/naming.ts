/** Makes names without chance: guests' nicks and keys of private logs, each different from those before. */
import type { PrivateKey } from '../../../grammar/names.ts';

/** The numbers of FNV-1a, and a base in which a name is short. */
const [OFFSET, PRIME, BASE] = [0x811c9dc5, 0x01000193, 36];

/** The digits of a guest's number: none looks like another. */
const DIGITS = '23456789abcdefghijkmnpqrstuvwxyz';
/** Guests' nicks are drawn from this many at first, and from ten times as many whenever a draw is taken. */
const FIRST_GUESTS = DIGITS.length ** 2;
const MAX_GUESTS = 2 ** 32;

/** Nicks for a guest, made of a random number; one after the other until one is free. */
export function* guestNicks(draw: number): Generator<string> {
  for (let among = FIRST_GUESTS, turn = 0; ; turn += 1, among = Math.min(among * 10, MAX_GUESTS)) {
    yield `guest-${digitsOf(hash(`${draw}`, turn) % among)}`;
  }
}

/** Names for a private log, made of what never occurs twice: so no name is given again, also after a restart. */
export function* privateNames(origin: string): Generator<PrivateKey> {
  for (let salt = 0; ; salt += 1) {
    const half = (seed: number): string =>
      hash(`${salt} ${origin}`, seed).toString(BASE).padStart(7, '0').slice(-4);
    yield `@${half(0)}${half(1)}` as PrivateKey;
  }
}

function digitsOf(number: number): string {
  const last = DIGITS.charAt(number % DIGITS.length);
  return number < DIGITS.length ? last : digitsOf(Math.floor(number / DIGITS.length)) + last;
}

function hash(text: string, seed: number): number {
  let hash = OFFSET ^ seed;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash >>> 0;
}

/** The port of the directory (who holds which nick) and the one that serves a single process. */
import { randomInt } from 'node:crypto';
import { type NickKey, nickKey } from '../../grammar/names.ts';

export interface Directory {
  /** Claims a guest's nick that nobody holds. */
  guest(): Promise<string>;
  /** True when the nick was free and is held from now on: a nick is claimed, never looked up and then taken. */
  claim(nick: string): Promise<boolean>;
  /** The nick is free again. */
  release(nick: string): void;
}

/** The digits of a guest's number: none looks like another. */
const DIGITS = '23456789abcdefghijkmnpqrstuvwxyz';
const BASE = DIGITS.length;
/** Names are drawn from this many at first, and from ten times as many whenever a draw is taken. */
const GUESTS = BASE ** 2;

export class LocalDirectory implements Directory {
  readonly #held = new Set<NickKey>();

  async guest(): Promise<string> {
    for (let among = GUESTS; ; among = Math.min(among * 10, Number.MAX_SAFE_INTEGER)) {
      const nick = `guest-${digitsOf(randomInt(Math.min(among, 2 ** 48 - 1)))}`;
      if (this.#take(nick)) return nick;
    }
  }

  async claim(nick: string): Promise<boolean> {
    return this.#take(nick);
  }

  release(nick: string): void {
    this.#held.delete(nickKey(nick));
  }

  #take(nick: string): boolean {
    const key = nickKey(nick);
    if (this.#held.has(key)) return false;
    this.#held.add(key);
    return true;
  }
}

function digitsOf(number: number): string {
  const last = DIGITS.charAt(number % BASE);
  return number < BASE ? last : digitsOf(Math.floor(number / BASE)) + last;
}

/** Makes tokens and hashes them: only the connection has one in clear. */
import { createHmac, hash, randomBytes } from 'node:crypto';

/** So many bytes that nobody can guess. */
export type RandomBytes = (count: number) => Buffer;

/** So many are drawn at once: each draw takes two microseconds, and whoever comes needs several. */
const DRAWN_BYTES = 4096;

/** The bytes of this machine. Each is given away once. */
export function drawnAhead(): RandomBytes {
  let drawn = Buffer.alloc(0);
  return (count) => {
    if (drawn.length < count) drawn = randomBytes(Math.max(count, DRAWN_BYTES));
    const given = drawn.subarray(0, count);
    drawn = drawn.subarray(count);
    return given;
  };
}

/** Half of the token of a session: its ticket, or its mark. Nobody guesses it: 128 random bits. */
export const newToken = (random: RandomBytes): string => random(16).toString('base64url');

/** A password for bots: 128 random bits, and known from passwords of people by how it begins. */
export const newBotToken = (random: RandomBytes): string => `plt_${newToken(random)}`;

/** True for what looks like one. */
export const isBotToken = (given: string): boolean => /^plt_[\w-]{22}$/.test(given);

/** What a session is known by in the store. Nobody has to guess it, and no other one ever has it. */
export const newKey = (random: RandomBytes): string => random(9).toString('base64url');

/** What a guest is known by in logs, likewise. */
export const newIdentity = (random: RandomBytes): string => `guest:${newKey(random)}`;

/** A random whole number, less than 2 to the power of 48. */
export const draw = (random: RandomBytes): number => random(6).readUIntBE(0, 6);

/** What inputs, the world and the store know of a ticket or a bot's token. Both are random, so that one round of SHA-256 is enough. */
export const hashOf = (token: string): string => hash('sha256', token, 'base64url');

/**
 * Tells a password from another one that the same session presents, and nobody without the mark of the session's token what it is. What
 * is made of it is stored, so no plain hash would do.
 */
export const fingerprintOf = (password: string, mark: string): string =>
  createHmac('sha256', mark).update(password.normalize('NFC')).digest('base64url');

/** Resume tokens: made here, given to whoever they are for, and otherwise known by their hash alone. */
import { createHash, randomBytes } from 'node:crypto';

/** A token that nobody guesses: 128 random bits. */
export const newToken = (): string => randomBytes(16).toString('base64url');

/** What inputs, the world and the store know of a token. A token is random, so that one round of SHA-256 is enough. */
export const hashOf = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');

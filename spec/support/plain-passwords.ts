/** Passwords for specs that are about something else: hashed at once, and so that anybody can read them. */
import type { Passwords } from '../../server/hub/answers.ts';

const BEGINNING = '$argon2id$plain$';

export const plainPasswords: Passwords = {
  concurrency: 2,
  hash: async (password) => BEGINNING + password,
  check: async (password, secret) => secret === BEGINNING + password,
  isWeak: () => false,
};

/** All attacks, by what they are called in the table that `npm run attack` prints. */
import type { Attack } from './attack.ts';
import { browsing } from './browsing.ts';
import { connecting } from './connecting.ts';
import { encrypting } from './encrypting.ts';
import { introducing } from './introducing.ts';
import { speaking } from './speaking.ts';

export const attacks: Readonly<Record<string, Attack>> = {
  ...connecting,
  ...encrypting,
  ...introducing,
  ...browsing,
  ...speaking,
};

/** Bans, mutes and exceptions: sets them, and takes them back. */
import type { MeasureKind } from '../../../grammar/measures.ts';
import { impose, lift } from '../moderation/moderating.ts';
import type { Row } from './row.ts';

const sets: Row<MeasureKind> = {
  nature: ({ preview }) => (preview ? { asks: 'world' } : { changes: 'refused' }),
  needs: 'membership',
  run: impose,
};

/** What each of these takes back. */
const takenBackBy = {
  unban: 'ban',
  unmute: 'mute',
  disallow: 'allow',
} as const satisfies Record<string, MeasureKind>;

const takesBack: Row<keyof typeof takenBackBy> = {
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { cmd, who }, room) => lift(act, takenBackBy[cmd], who, room),
};

/** Keeps people out of a room. */
export const ban: Row<'ban'> = sets;
/** Keeps people quiet in a room. */
export const mute: Row<'mute'> = sets;
/** Lets people off the bans and mutes of a room. */
export const allow: Row<'allow'> = sets;
/** Takes a ban back. */
export const unban: Row<'unban'> = takesBack;
/** Takes a mute back. */
export const unmute: Row<'unmute'> = takesBack;
/** Takes an exception back. */
export const disallow: Row<'disallow'> = takesBack;

/** Bans, mutes and exceptions: sets them, and takes them back. */
import type { MeasureKind } from '../../../grammar/measures.ts';
import { impose, lift } from '../moderation/moderating.ts';
import type { Row } from './row.ts';

const sets: Row<MeasureKind> = {
  nature: ({ preview }) => (preview ? { asks: 'world' } : { changes: 'refused' }),
  needs: 'membership',
  run: impose,
};

const takesBack = (does: MeasureKind): Row<'unban' | 'unmute' | 'disallow'> => ({
  nature: { changes: 'refused' },
  needs: 'membership',
  run: (act, { who }, room) => lift(act, does, who, room),
});

/** Keeps people out of a room. */
export const ban: Row<'ban'> = sets;
/** Keeps them quiet in it. */
export const mute: Row<'mute'> = sets;
/** Lets them off its bans and mutes. */
export const allow: Row<'allow'> = sets;
/** Takes a ban back. */
export const unban = takesBack('ban');
/** The same of a mute. */
export const unmute = takesBack('mute');
/** The same of an exception. */
export const disallow = takesBack('allow');

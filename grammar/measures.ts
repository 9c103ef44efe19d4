/** What staff sets about people: `ban` keeps out, `mute` keeps quiet, and `allow` lets somebody off both. */
export const measureKinds = ['ban', 'mute', 'allow'] as const;

/** One of these. */
export type MeasureKind = (typeof measureKinds)[number];

/** What one of them is called. */
export const measureNames = {
  ban: 'ban',
  mute: 'mute',
  allow: 'exception',
} as const satisfies Record<MeasureKind, string>;

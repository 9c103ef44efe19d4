/** What somebody wants to be told of at once, in a room or in all of them. */

/** From all that is said, over what calls one, to nothing. */
export const levels = ['all', 'mentions', 'none'] as const;

/** Of what somebody is told at once. */
export type Level = (typeof levels)[number];

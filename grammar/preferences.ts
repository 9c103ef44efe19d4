/** What a person may choose: what they are told of at once, and who may write to them. */

/** From all that is said, over what calls one, to nothing. */
export const levels = ['all', 'mentions', 'none'] as const;

/** Of what somebody is told at once. */
export type Level = (typeof levels)[number];

/** Who may write to somebody in private. */
export const privacies = ['all', 'accounts', 'known'] as const;
/** One of them; `known` are those who share a room with one, or whom one has written to. */
export type Privacy = (typeof privacies)[number];

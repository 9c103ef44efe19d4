/** Who may write to somebody in private. */
export const privacies = ['all', 'accounts', 'known'] as const;
/** One of them; `known` are those who share a room with one, or whom one has written to. */
export type Privacy = (typeof privacies)[number];

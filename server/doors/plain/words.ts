/** Times as plain shows them: its readers are anywhere. */

/** A time to the minute, in UTC: 2026-11-22 12:01. */
export const minute = (at: string): string => at.slice(0, 16).replace('T', ' ');

/** How long a client waits before it dials again: longer each time, and never all of them at once. */

/** The delay before the first try; it doubles with each further one. */
const FIRST_BACKOFF_MS = 200;
const MAX_BACKOFF_MS = 15_000;

/** How long to wait before try number `attempt` (from 1), in milliseconds; half of it is by `chance` (0 to 1). */
export function backoff(attempt: number, chance: number): number {
  const delay = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));
  return delay * (0.5 + chance / 2);
}

/** The keys that move the choice in a list, which are the same in all lists. */
import type { Action } from '../keyboard/actions.ts';

/** By how many rows a key moves the choice, where a page has so many; undefined when it does something else. */
export function rowsMoved(action: Action | undefined, page: number): number | undefined {
  switch (action) {
    case 'up':
    case 'previous-place':
    case 'complete-back':
      return -1;
    case 'down':
    case 'next-place':
    case 'complete':
      return 1;
    case 'page-up':
      return -page;
    case 'page-down':
      return page;
    default:
      return undefined;
  }
}

/** The keys that move the choice in a list, which are the same in all lists. */
import type { Action } from '../keyboard/actions.ts';

/** Which of `length` rows is chosen behind the key, where a page has so many; undefined when the key does something else. */
export function choiceAfter(
  action: Action | undefined,
  chosen: number,
  length: number,
  page: number,
): number | undefined {
  const rows = rowsMoved(action, page);
  return rows === undefined ? undefined : Math.max(0, Math.min(length - 1, chosen + rows));
}

function rowsMoved(action: Action | undefined, page: number): number | undefined {
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

/** The keys that move the choice in a list, which are the same in all lists. */
import type { Action } from '../keyboard/actions.ts';
import type { Model } from './model.ts';

/** Which of `length` rows is chosen behind the key; undefined when the key does something else. */
export function choiceAfter(
  model: Model,
  action: Action | undefined,
  chosen: number,
  length: number,
): number | undefined {
  // A list stands in the place of the messages, and a row of a page stays in view on the next one.
  const rows = rowsMoved(action, Math.max(1, model.viewport.height(model) - 1));
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

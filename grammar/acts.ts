/** Acts of staff: the events of a room that ops and owners answer for. The number of an act is the `seq` of its event. */
import type { Logged } from './events.ts';
import { unreachable } from './unreachable.ts';

/** True for an event that tells of one: of a deletion, when it was somebody else's message, and of many at once the first. */
export function isActOfStaff(event: Logged): boolean {
  switch (event.ev) {
    case 'role':
    case 'setting':
    case 'kicked':
    case 'banned':
    case 'muted':
    case 'allowed':
    case 'lifted':
    case 'renamed':
    case 'lockdown':
    case 'announced':
      return true;
    case 'delete':
      return event.with === undefined && event.from !== event.of_from;
    case 'message':
    case 'topic':
    case 'invited':
    case 'edit':
    case 'react':
    case 'unreact':
      return false;
    default:
      return unreachable(event);
  }
}

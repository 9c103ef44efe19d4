/** How events read for a person who ignores whoever did them. */
import type { Event, Hidden, Logged, Shown } from '../events.ts';

/**
 * An event as it is told to who ignores whoever did it: what they say leaves its place in the log, what they change about a
 * room or about themselves loses their words. Nothing when there is nothing left to tell.
 */
export function veiled(event: Event): Event | undefined {
  switch (event.ev) {
    case 'typing':
    case 'invitation':
      return undefined;
    case 'away':
      return { ...event, text: '' };
    case 'quit':
      return { ...event, reason: '' };
    case 'parted':
      return withoutReason(event);
    default:
      return 'seq' in event && 'from' in event ? veiledInLog(event) : event;
  }
}

/** The same of what a log keeps. */
export function veiledInLog(event: Logged): Shown {
  switch (event.ev) {
    case 'message':
    case 'edit':
    case 'react':
    case 'unreact':
    case 'invited':
      return hidden(event);
    case 'delete':
      return withoutReason(event);
    case 'kicked':
      return withoutReason(event);
    default:
      return event;
  }
}

function hidden(event: Logged): Hidden {
  const { seq, at } = event;
  return 'room' in event
    ? { ev: 'hidden', room: event.room, seq, at }
    : { ev: 'hidden', log: event.log, seq, at };
}

function withoutReason<E extends { reason?: string }>(event: E): E {
  const { reason: _, ...rest } = event;
  return rest as E;
}

/** What a log keeps, as one sentence where it is clear which log that is. */
import type { Logged } from '../events.ts';
import { done, said } from './message.ts';
import { changed, isRoomChange } from './room-change.ts';

/** `<ann> hello`, `* ann set the topic: tea`, `* bob reacted 👍 to ann's 4`. */
export function logged(event: Logged): string {
  if (event.ev === 'message') return said(event);
  return `* ${event.from} ${isRoomChange(event) ? changed(event, 'here') : done(event)}`;
}

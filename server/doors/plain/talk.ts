/** How plain tells what a log keeps: what is said, what becomes of it later, and topics. */
import type { Logged, Message } from '../../../grammar/events.ts';
import {
  answering,
  body,
  done,
  type Happening,
  speaker,
} from '../../../grammar/sentences/message.ts';
import { changed, isRoomChange, type RoomChange } from '../../../grammar/sentences/room-change.ts';
import { line, said } from './line.ts';

/** Something that was said. Further lines of its text are indented. */
const message = (event: Message): string => said(where(event) + before(event), body(event));

/** Behind a `head` that names the log: only in private is there more to say of it. */
export const found = (head: string, event: Message): string =>
  said(head + ('room' in event ? '' : where(event)) + before(event), body(event));

/** Which log: `[#dev] `, or in private who writes to whom. */
function where(event: Exclude<Logged, RoomChange>): string {
  return 'room' in event ? `[${event.room}] ` : `[${event.from} -> ${event.to}] `;
}

/** In private it has been said who says it, unless it is an action or a notice. */
const before = (event: Message): string =>
  'room' in event || event.kind !== 'say' ? speaker(event) : answering(event);

/** What somebody did to an earlier message; only an edit may have several lines. Of many deletions at once the first tells. */
function happening(event: Happening): string {
  if (event.ev === 'delete' && event.with !== undefined) return '';
  const head = `${where(event)}* ${event.from} `;
  return event.ev === 'edit' ? said(head, done(event)) : line(head + done(event));
}

const change = (event: RoomChange): string => line(`* ${event.from} ${changed(event, 'named')}`);

/** An event of a log, told live or repeated by `history`. */
export function logged(event: Logged): string {
  if (event.ev === 'message') return message(event);
  return isRoomChange(event) ? change(event) : happening(event);
}

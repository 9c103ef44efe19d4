/** How plain tells what a log keeps: what is said, what becomes of it later, and topics. */
import type { EventOf, Logged, Message } from '../../../grammar/events.ts';
import { changed, type RoomChange } from '../../../grammar/sentences/room-change.ts';
import { unreachable } from '../../../grammar/unreachable.ts';
import { line, said } from './line.ts';
import { because } from './words.ts';

export const message = (event: Message): string => said(where(event) + speaker(event), body(event));

/** Behind a `head` that names the log: only in private is there more to say of it. */
export const found = (head: string, event: Message): string =>
  said(head + ('room' in event ? '' : where(event)) + speaker(event), body(event));

/** Which log: `[#dev] `, or in private who writes to whom. */
function where(event: Exclude<Logged, RoomChange>): string {
  return 'room' in event ? `[${event.room}] ` : `[${event.from} -> ${event.to}] `;
}

/** Who says it, unless that has been said, and to which message it is a reply. */
function speaker(event: Message): string {
  const { of, of_from } = event;
  const answered =
    of === undefined ? '' : `(re ${of_from === undefined ? of : `${of_from} ${of}`}) `;
  switch (event.kind) {
    case 'say':
      return `${'room' in event ? `<${event.from}> ` : ''}${answered}`;
    case 'action':
      return `* ${event.from} ${answered}`;
    case 'notice':
      return `-${event.from}- ${answered}`;
  }
}

/** The text as it reads now. */
function body({ text, edited, deleted }: Message): string {
  if (deleted !== undefined) return '(deleted)';
  return edited === undefined ? text : `${text} (edited)`;
}

export function edit(event: EventOf<'edit'>): string {
  const { from, of, text } = event;
  const head = `${where(event)}* ${from} edited ${of}`;
  return text === undefined ? line(head) : said(`${head}: `, text);
}

export function remove(event: EventOf<'delete'>): string {
  const { from, of, reason } = event;
  return line(`${where(event)}* ${from} deleted ${of}${because(reason)}`);
}

export function react(event: EventOf<'react'>): string {
  const { from, of, of_from, emoji } = event;
  return line(`${where(event)}* ${from} reacted ${emoji} to ${of_from}'s ${of}`);
}

export function unreact(event: EventOf<'unreact'>): string {
  const { from, of, of_from, emoji = 'all reactions' } = event;
  return line(`${where(event)}* ${from} took back ${emoji} from ${of_from}'s ${of}`);
}

const change = (event: RoomChange): string => line(`* ${event.from} ${changed(event, 'named')}`);

/** An event of a log, told live or repeated by `history`. */
export function logged(event: Logged): string {
  switch (event.ev) {
    case 'message':
      return message(event);
    case 'edit':
      return edit(event);
    case 'delete':
      return remove(event);
    case 'react':
      return react(event);
    case 'unreact':
      return unreact(event);
    case 'topic':
    case 'role':
      return change(event);
    default:
      return unreachable(event);
  }
}

/** What a log keeps, as people read it: messages, what somebody did to one that was said before, and changes of a room. */
import type { EventOf, Logged, Message } from '../events.ts';
import { unreachable } from '../unreachable.ts';
import { because, plural } from './phrases.ts';
import { changed, isRoomChange } from './room-change.ts';

/** Something that happened to a message. */
export type Happening = EventOf<'edit' | 'delete' | 'react' | 'unreact'>;

/** `<ann> (re bob 4) yes`: who said it, how, in answer to what, and the text as it reads now. */
const said = (message: Message): string => speaker(message) + body(message);

/** `<ann> (re bob 4) `: what stands before the text. */
export function speaker(message: Message): string {
  const { from, kind } = message;
  switch (kind) {
    case 'say':
      return `<${from}> ${answering(message)}`;
    case 'action':
      return `* ${from} ${answering(message)}`;
    case 'notice':
      return `-${from}- ${answering(message)}`;
    default:
      return unreachable(kind);
  }
}

/** `(re bob 4) `: which message it answers; empty when it is no reply. */
export const answering = ({ of, of_from }: Message): string =>
  of === undefined ? '' : `(re ${of_from === undefined ? of : `${of_from} ${of}`}) `;

/** The text as it reads now. */
export function body({ text, edited, deleted }: Message): string {
  if (deleted !== undefined) return '(deleted)';
  return edited === undefined ? text : `${text} (edited)`;
}

/** `reacted 👍 to bob's 4`: the words behind the nick of whoever did it. */
export function done(event: Happening): string {
  const { of, of_from } = event;
  switch (event.ev) {
    case 'edit':
      return `edited ${of}${event.text === undefined ? '' : `: ${event.text}`}`;
    case 'delete':
      return event.count === undefined
        ? `deleted ${of}${because(event.reason)}`
        : `deleted ${plural(event.count, 'message')} of ${of_from}`;
    case 'react':
      return `reacted ${event.emoji} to ${of_from}'s ${of}`;
    case 'unreact':
      return `took back ${event.emoji ?? 'all reactions'} from ${of_from}'s ${of}`;
    default:
      return unreachable(event);
  }
}

/** `<ann> hello`, `* ann set the topic: tea`, `* bob reacted 👍 to ann's 4`. */
export function logged(event: Logged): string {
  if (event.ev === 'message') return said(event);
  return `* ${event.from} ${isRoomChange(event) ? changed(event, 'here') : done(event)}`;
}

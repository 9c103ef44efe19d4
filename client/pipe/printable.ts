/** Cleans what `tail` and messages print: it cannot steer a terminal or pass for another line. */
import type { EventOf, Logged } from '../../grammar/events.ts';
import { changed } from '../../grammar/sentences/room-change.ts';
import { showable } from '../../grammar/showable.ts';
import { unreachable } from '../../grammar/unreachable.ts';

/** Text as one line without any control character. Its own line ends are shown as ⏎. */
export const printable = (text: string): string =>
  showable(text)
    .replace(/ ?\n ?/g, ' ⏎ ')
    .replaceAll('\t', ' ');

/** One line for what a room's log holds, without its end: local time, nick and text. */
export function shown(event: Logged): string {
  return printable(`${localTime(event.at)} ${told(event)}`);
}

function told(event: Logged): string {
  switch (event.ev) {
    case 'message':
      return message(event);
    case 'edit': {
      const { from, of, text } = event;
      return `* ${from} edited ${of}${text === undefined ? '' : `: ${text}`}`;
    }
    case 'delete': {
      const { from, of, reason } = event;
      return `* ${from} deleted ${of}${reason === undefined ? '' : `: ${reason}`}`;
    }
    case 'react':
      return `* ${event.from} reacted ${event.emoji} to ${event.of_from}'s ${event.of}`;
    case 'unreact':
      return `* ${event.from} took back ${event.emoji ?? 'all reactions'} from ${event.of_from}'s ${event.of}`;
    case 'topic':
    case 'role':
      return `* ${event.from} ${changed(event, 'here')}`;
    default:
      return unreachable(event);
  }
}

function message({ kind, from, of, of_from, text, edited, deleted }: EventOf<'message'>): string {
  const reply = of === undefined ? '' : `(re ${of_from ?? ''} ${of}) `;
  const now =
    deleted !== undefined ? '(deleted)' : edited !== undefined ? `${text} (edited)` : text;
  switch (kind) {
    case 'say':
      return `<${from}> ${reply}${now}`;
    case 'action':
      return `* ${from} ${reply}${now}`;
    case 'notice':
      return `-${from}- ${reply}${now}`;
  }
}

/** 2026-11-22 13:01:07, in the time zone of whoever reads. */
function localTime(at: string): string {
  const time = new Date(at);
  const date = [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(twoDigits).join('-');
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':');
  return `${date} ${clock}`;
}

const twoDigits = (part: number): string => String(part).padStart(2, '0');

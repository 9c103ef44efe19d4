/** Cleans what `tail` and messages print: it cannot steer a terminal or pass for another line. */
import type { Logged } from '../../grammar/events.ts';
import { logged } from '../../grammar/sentences/message.ts';
import { showable } from '../../grammar/showable.ts';

/** Text as one line without any control character. Its own line ends are shown as ⏎. */
export const printable = (text: string): string =>
  showable(text)
    .replace(/ ?\n ?/g, ' ⏎ ')
    .replaceAll('\t', ' ');

/** One line for what a room's log holds, without its end: local time, nick and text. */
export function shown(event: Logged): string {
  return printable(`${localTime(event.at)} ${logged(event)}`);
}

/** 2026-11-22 13:01:07, in the time zone of whoever reads. */
function localTime(at: string): string {
  const time = new Date(at);
  const date = [time.getFullYear(), time.getMonth() + 1, time.getDate()].map(twoDigits).join('-');
  const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(twoDigits).join(':');
  return `${date} ${clock}`;
}

const twoDigits = (part: number): string => String(part).padStart(2, '0');

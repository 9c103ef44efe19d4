/** The small phrases that sentences are made of. */
import { isServer } from '../names.ts';

/** A reason or an away message after what it explains; none when it was left out or is empty. */
export const because = (reason: string | undefined): string => (reason ? `: ${reason}` : '');

/** A number of things in words: 1 message, 2 messages. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** "1 person" or "7 people". */
export const people = (count: number): string => plural(count, 'person', 'people');

/** `in #tea`, or `on this server`. */
export const placeOf = (room: string): string => (isServer(room) ? 'on this server' : `in ${room}`);

/** A word and what is known of it: bob (owner, away). */
export function noted(word: string, ...notes: (string | false | undefined)[]): string {
  const known = notes.filter(Boolean).join(', ');
  return known === '' ? word : `${word} (${known})`;
}

/** A time to the minute, in UTC: 2026-11-22 12:01. Readers of plain are anywhere. */
export const minute = (at: string): string => at.slice(0, 16).replace('T', ' ');

/** ` until 2026-11-22 14:01 UTC`; nothing for what has no end. */
export const endOf = (until: string | undefined): string =>
  until === undefined ? '' : ` until ${minute(until)} UTC`;

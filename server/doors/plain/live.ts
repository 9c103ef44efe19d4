/** How plain tells what happens while one watches: messages, topics, and people who come and go. */
import type { EventOf, Logged, Message } from '../../../grammar/events.ts';
import { line, said } from './line.ts';

export function message(event: Message): string {
  const where = 'room' in event ? event.room : `${event.from} -> ${event.to}`;
  switch (event.kind) {
    case 'say':
      return said('room' in event ? `[${where}] <${event.from}> ` : `[${where}] `, event.text);
    case 'action':
      return said(`[${where}] * ${event.from} `, event.text);
    case 'notice':
      return said(`[${where}] -${event.from}- `, event.text);
  }
}

export function topic({ from, room, text }: EventOf<'topic'>): string {
  return line(
    text === ''
      ? `* ${from} cleared the topic of ${room}`
      : `* ${from} set the topic of ${room}: ${text}`,
  );
}

export const joined = ({ nick, room }: EventOf<'joined'>): string =>
  line(`* ${nick} joined ${room}`);

export const parted = ({ nick, room, reason }: EventOf<'parted'>): string =>
  line(`* ${nick} left ${room}${because(reason)}`);

export const quit = ({ nick, reason }: EventOf<'quit'>): string =>
  line(`* ${nick} quit${because(reason)}`);

export const nick = ({ from, to }: EventOf<'nick'>): string =>
  line(`* ${from} is now called ${to}`);

export const count = ({ room, count }: EventOf<'count'>): string =>
  line(`* ${room} has ${people(count)} now`);

export const away = ({ nick, text }: EventOf<'away'>): string =>
  line(`* ${nick} is away${because(text)}`);

export const back = ({ nick }: EventOf<'back'>): string => line(`* ${nick} is back`);

/** What a log keeps: the part of this vocabulary that `history` repeats. */
export const logged = (event: Logged): string =>
  event.ev === 'message' ? message(event) : topic(event);

/** A reason or an away message after what it explains; none when it was left out or is empty. */
export const because = (reason: string | undefined): string => (reason ? `: ${reason}` : '');

/** A number of things in words: 1 message, 2 messages. */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

export const people = (count: number): string => plural(count, 'person', 'people');

/** A time to the minute, in UTC: 2026-11-22 12:01. */
export const minute = (at: string): string => at.slice(0, 16).replace('T', ' ');

/** How plain tells who comes, goes and is there while one watches. */
import type { EventOf } from '../../../grammar/events.ts';
import { line } from './line.ts';
import { because, noted, people } from './words.ts';

export const joined = ({ nick, role, room }: EventOf<'joined'>): string =>
  line(`* ${noted(nick, role)} joined ${room}`);

export const parted = ({ nick, room, reason }: EventOf<'parted'>): string =>
  line(`* ${nick} left ${room}${because(reason)}`);

export const quit = ({ nick, reason }: EventOf<'quit'>): string =>
  line(`* ${nick} quit${because(reason)}`);

export const nick = ({ from, to }: EventOf<'nick'>): string =>
  line(`* ${from} is now called ${to}`);

export const inherited = ({ room, nick }: EventOf<'inherited'>): string =>
  line(`* ${nick} owns ${room} now: its last owner is gone`);

export const count = ({ room, count }: EventOf<'count'>): string =>
  line(`* ${room} has ${people(count)} now`);

export const away = ({ nick, text }: EventOf<'away'>): string =>
  line(`* ${nick} is away${because(text)}`);

export const back = ({ nick }: EventOf<'back'>): string => line(`* ${nick} is back`);

export const typing = (event: EventOf<'typing'>): string =>
  line(`* ${event.nick} is typing ${'room' in event ? `in ${event.room}` : `to ${event.to}`}`);

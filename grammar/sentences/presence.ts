/** Who comes, goes and is there, as a sentence each. */
import type { Presence } from '../events.ts';
import { unreachable } from '../unreachable.ts';
import { because, endOf, minute, noted, people } from './phrases.ts';

/** The sentence without its full stop: `bob left #tea: lunch`. */
export function presence(event: Presence): string {
  switch (event.ev) {
    case 'joined':
      return `${noted(event.nick, event.role, event.bot && 'bot', event.away && 'away')} joined ${event.room}`;
    case 'parted':
      return `${event.nick} left ${event.room}${because(event.reason)}`;
    case 'quit':
      return `${event.nick} quit${because(event.reason)}`;
    case 'nick':
      // Only whoever asked for the nick that they have hears of no change.
      return event.from === event.to
        ? `you are called ${event.to} already`
        : `${event.from} is now called ${event.to}`;
    case 'inherited':
      return `${event.nick} owns ${event.room} now: its last owner is gone`;
    case 'invitation':
      return `${event.from} invites you to ${event.room}${endOf(event.until)}: type /join ${event.room}`;
    case 'welcomed':
      return `${event.room} welcomes you: ${event.text}`;
    case 'forgotten':
      return `${event.from} has deleted ${event.room}, with all that was said in it`;
    case 'announcement':
      return `${event.from}, to all: ${event.text.replaceAll('\n', ' ')}`;
    case 'knocked':
      return `${event.nick} asks to be let into ${event.room}${because(event.text)}. /invite ${event.nick} ${event.room} lets them in`;
    case 'count':
      return `${event.room} has ${people(event.count)} now`;
    case 'away':
      return `${event.nick} is away${because(event.text)}`;
    case 'absent':
      return `${event.nick} is not here${seenAt(event.seen)}, and will find it when they log in`;
    case 'back':
      return `${event.nick} is back`;
    case 'typing':
      return `${event.nick} is typing ${'room' in event ? `in ${event.room}` : `to ${event.to}`}`;
    default:
      return unreachable(event);
  }
}

/** Last seen, if that is known, to the minute. */
const seenAt = (seen: string | undefined): string =>
  seen === undefined ? '' : `, last seen ${minute(seen)} UTC`;

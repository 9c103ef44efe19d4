/** What somebody changed about a room, as the words behind their nick: set the topic, made bob an op. */
import type { EventOf, Shown } from '../events.ts';
import { measureNames } from '../measures.ts';
import { isServer } from '../names.ts';
import { asOne } from '../roles.ts';
import { unreachable } from '../unreachable.ts';
import { because, endOf, placeOf } from './phrases.ts';

/** An event that makes a room another one, rather than saying something in it. */
export type RoomChange = EventOf<
  | 'topic'
  | 'role'
  | 'setting'
  | 'kicked'
  | 'invited'
  | 'renamed'
  | 'banned'
  | 'muted'
  | 'allowed'
  | 'lifted'
  | 'lockdown'
  | 'announced'
>;

/** True for an event that changes the room itself: its topic, its settings, or who is what in it. */
export const isRoomChange = (event: Shown): event is RoomChange => changes[event.ev] === true;

const changes: Readonly<Record<string, true>> = {
  topic: true,
  role: true,
  setting: true,
  kicked: true,
  invited: true,
  banned: true,
  muted: true,
  allowed: true,
  lifted: true,
  lockdown: true,
  announced: true,
  renamed: true,
} satisfies Record<RoomChange['ev'], true>;

/** Where it is not clear which room that is, it is `named`. */
export function changed(event: RoomChange, which: 'named' | 'here'): string {
  const room = isServer(event.room) ? 'this server' : event.room;
  const [of, here] = which === 'named' ? [` of ${room}`, ` ${placeOf(event.room)}`] : ['', ''];
  switch (event.ev) {
    case 'topic':
      return event.text === '' ? `cleared the topic${of}` : `set the topic${of}: ${event.text}`;
    case 'role':
      return event.role === 'voice'
        ? `gave ${event.nick} voice${here}`
        : `made ${event.nick} ${asOne[event.role]}${of}`;
    case 'setting':
      return `set ${event.name}${of} to ${event.value}`;
    case 'kicked':
      return `put ${event.nick} out${of}${event.reason === undefined ? '' : `: ${event.reason}`}`;
    case 'renamed':
      return `renamed ${event.was} to ${event.room}`;
    case 'invited':
      return `invited ${event.nick}${which === 'named' ? ` to ${event.room}` : ''}${how(event)}`;
    case 'banned':
      return `banned ${meant(event)}${which === 'named' ? ` from ${room}` : ''}${how(event)}`;
    case 'muted':
      return `muted ${meant(event)}${here}${how(event)}`;
    case 'allowed':
      return `made an exception of ${meant(event)}${here}${how(event)}`;
    case 'lifted':
      return `took back the ${measureNames[event.measure]} of ${meant(event)}${here}`;
    case 'lockdown':
      return `set lockdown${of} to ${event.state}`;
    case 'announced':
      return `told everybody: ${event.text}`;
    default:
      return unreachable(event);
  }
}

/** An address is told to nobody. */
const meant = ({ kind, who }: Pick<EventOf<'banned'>, 'kind' | 'who'>): string =>
  who ?? (kind === 'address' ? 'an address' : 'somebody');

const how = ({ until, reason }: { until?: string; reason?: string }): string =>
  endOf(until) + because(reason);

/** The inbox: what calls the person in all rooms and private conversations and was not read; Enter goes there. */

import type { EventOf, Message } from '../../grammar/events.ts';
import { ask } from './asking.ts';
import { spots } from './elsewhere.ts';
import { at, type Said } from './entry.ts';
import { choiceAfter } from './list-keys.ts';
import { type ModeOf, talking } from './mode.ts';
import { type Model, only, type Update } from './model.ts';
import type { Place } from './place.ts';
import { logPlace } from './place-list.ts';
import { show } from './places.ts';
import type { Pressed } from './pressed.ts';
import { goTo } from './searching.ts';

type Inbox = ModeOf<'inbox'>;

/** Opens it. An account asks the server, too: it knows of calls that the client does not hold. */
export function beginInbox(model: Model): Update {
  const opened: Model = { ...model, mode: { is: 'inbox', chosen: 0, told: [] } };
  if (!model.isAccount || model.connection.is !== 'up') return only(opened);
  return ask(opened, model.shown, { cmd: 'mentions' });
}

/** What the server has told of calls goes into the inbox, as long as that is open. */
export const withCalls = (model: Model, { events }: EventOf<'mentions'>): Model =>
  model.mode.is === 'inbox' ? { ...model, mode: { ...model.mode, told: events } } : model;

/** A message that calls the person; and where it is held: the id of the place, and its server if that is another one. */
interface Call {
  readonly message: Message;
  readonly place?: number;
  readonly server?: string;
}

/** What calls the person and was not read, the newest first. */
export function callsIn(model: Model, { told }: Inbox): Call[] {
  const held = spots(model).flatMap(({ place, server }) =>
    heldCalls(place, model.nick).map(
      (message): Call => ({ message, place: place.id, ...(server !== undefined && { server }) }),
    ),
  );
  const known = new Set(held.flatMap(({ message, server }) => (server ? [] : [idOf(message)])));
  const others = told
    .filter(
      (message) => !known.has(idOf(message)) && isUnread(logPlace(model, logOf(message)), message),
    )
    .map((message): Call => ({ message }));
  return [...held, ...others].sort((one, other) => timeOf(other) - timeOf(one));
}

const timeOf = ({ message }: Call): number => Date.parse(message.at);

/** Goes to a call, of whichever server it is. Of a log that is gone no number leads to it: its place is shown. */
function goToCall(model: Model, { message, place, server }: Call): Update {
  if (place === undefined) return goTo(model, message);
  const { seq } = message;
  if (server !== undefined)
    return { model, effects: [{ do: 'go', server, place, ...(seq > 0 && { seq }) }] };
  return seq > 0 ? goTo(model, message) : only(show(model, place));
}

const logOf = (message: Message): string => ('room' in message ? message.room : message.log);

const idOf = (message: Message): string => `${logOf(message)} ${message.seq}`;

const isUnread = (place: Place | undefined, { seq }: Message): boolean =>
  place !== undefined && place.mentions > 0 && place.readTo !== undefined && seq > place.readTo;

/** As many as are counted, from the newest on. */
function heldCalls(place: Place, nick: string): Message[] {
  const found: Message[] = [];
  const { entries, mentions, readTo = 0 } = place;
  for (let index = entries.length - 1; index >= 0 && found.length < mentions; index -= 1) {
    const entry = at(entries, index);
    if (entry?.kind !== 'said' || (entry.seq === 0 && !place.gone)) continue;
    if (entry.seq > 0 && entry.seq <= readTo) break;
    if (isCall(place, entry)) found.push(messageOf(place, entry, nick));
  }
  return found;
}

const isCall = ({ kind }: Place, { mention, mine, deleted }: Said): boolean =>
  deleted === undefined && !mine && (kind === 'private' || mention === true);

function messageOf(place: Place, { seq, from, how, text, at }: Said, nick: string): Message {
  const said = {
    ev: 'message',
    seq,
    from,
    kind: how,
    text,
    at: new Date(at).toISOString(),
  } as const;
  return place.kind === 'room'
    ? { ...said, room: place.name }
    : { ...said, to: nick, log: place.log ?? '' };
}

/** A key while the inbox is open. */
export function inInbox(model: Model, mode: Inbox, { action, otherwise }: Pressed): Update {
  const calls = callsIn(model, mode);
  const calm: Model = { ...model, mode: talking };
  const chosen = choiceAfter(model, action, mode.chosen, calls.length);
  if (chosen !== undefined) return only({ ...model, mode: { ...mode, chosen } });
  switch (action) {
    case 'send': {
      const call = calls[Math.min(mode.chosen, calls.length - 1)];
      return call === undefined ? only(calm) : goToCall(calm, call);
    }
    case 'cancel':
    case 'interrupt':
    case 'inbox':
      return only(calm);
    default:
      return otherwise(calm);
  }
}

/** What a typed line is about: the window that it is typed in, whatever the server's current room is by now. */

import { whyOwn } from '../../client/own.ts';
import type { Command } from '../../grammar/ast.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import { isPrivateName, isRoomName } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { targetOf } from './history.ts';
import { logPlace, type Model } from './model.ts';
import type { Place } from './place.ts';

/** The command with the window's log where it names none; or why it can't be given here. */
export function address(command: Command, place: Place): Command | Fault {
  switch (command.cmd) {
    case 'say': {
      const to = targetOf(place) ?? place.name;
      return notHere(place) ?? left(place) ?? { ...command, cmd: 'msg', to };
    }
    case 'reply':
    case 'edit':
    case 'delete':
    case 'react':
    case 'unreact':
    case 'history':
    case 'typing': {
      if (command.target !== undefined) return command;
      const target = targetOf(place);
      const nothing = fault('no_such_message', { target: place.name });
      return notHere(place) ?? (target === undefined ? nothing : { ...command, target });
    }
    case 'part': {
      if (command.rooms !== undefined) return command;
      return noRoom(command, place) ?? notHere(place) ?? { ...command, rooms: [place.name] };
    }
    case 'me':
    case 'topic': {
      if (command.room !== undefined) return command;
      return noRoom(command, place) ?? notHere(place) ?? { ...command, room: place.name };
    }
    case 'names':
    case 'room':
      if (command.room !== undefined) return command;
      return noRoom(command, place) ?? { ...command, cmd: 'names', room: place.name };
    case 'format':
    case 'resume':
      return refusal(whyOwn(command.cmd));
    case 'nick':
    case 'join':
    case 'msg':
    case 'notice':
    case 'rooms':
    case 'who':
    case 'whois':
    case 'whoami':
    case 'away':
    case 'back':
    case 'bell':
    case 'search':
    case 'ping':
    case 'help':
    case 'motd':
    case 'quit':
      return command;
    default:
      return unreachable(command);
  }
}

/** Nothing is said any more to somebody who is gone: whoever has the nick now is somebody else. */
const left = ({ gone, name }: Place): Fault | undefined =>
  gone &&
  refusal(
    `The ${name} of this conversation is gone. /msg ${name} is for whoever has the nick now.`,
  );

const refusal = (message: string): Fault => fault('bad_command', { message });

const noRoom = ({ cmd }: Command, { kind, name }: Place): Fault | undefined =>
  kind === 'room' ? undefined : refusal(`Name a room after /${cmd}: ${name} is none.`);

function notHere({ kind, joined, name }: Place): Fault | undefined {
  if (kind === 'server') return fault('no_current_room');
  return joined ? undefined : fault('not_in_room', { room: name });
}

/** The room, person or log that a command names. */
export const targetIn = (command: Command): string | undefined =>
  'to' in command ? command.to : 'target' in command ? command.target : undefined;

/**
 * Why something can't be said to whom its command names. A nick is somebody's now, and may be another's when there is a
 * connection again.
 */
export function unsayable(model: Model, command: Command): Fault | undefined {
  const to = targetIn(command);
  if (to === undefined || isRoomName(to) || !saysSomething(command)) return undefined;
  if (isPrivateName(to)) {
    const place = logPlace(model, to);
    return place && left(place);
  }
  if (model.connection.is === 'up') return undefined;
  return refusal(`Without a connection nobody knows who is called ${to}. Send it again later.`);
}

const saysSomething = ({ cmd }: Command): boolean =>
  cmd === 'msg' || cmd === 'notice' || cmd === 'reply' || cmd === 'react';

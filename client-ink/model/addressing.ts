/** What a typed line is about: the window that it is typed in, whatever the server's current room is by now. */

import { isOwn, whyOwn } from '../../client/own.ts';
import { type Command, definitionOf } from '../../grammar/ast.ts';
import type { Current } from '../../grammar/commands/command.ts';
import { about, currentIn } from '../../grammar/current.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import { isPrivateName, isRoomName } from '../../grammar/names.ts';
import { targetOf } from './history.ts';
import { logPlace, type Model } from './model.ts';
import type { Place } from './place.ts';

/** The command with the window's log where it names none; or why it can't be given here. */
export function address(command: Command, place: Place): Command | Fault {
  if (isOwn(command.cmd)) return refusal(whyOwn(command.cmd));
  const current = currentIn(command);
  if (current === undefined) return command;
  const wrong = misplaced(command, current, place);
  if (wrong) return wrong;
  // A conversation that is begun has no log yet: what is said goes to the person.
  const log = targetOf(place) ?? (current.begins ? place.name : undefined);
  return log === undefined ? fault('no_such_message', { target: place.name }) : about(command, log);
}

function misplaced(command: Command, current: Current, place: Place): Fault | undefined {
  return (
    (current.of === 'room' ? noRoom(command, place) : undefined) ??
    (current.members ? notHere(place) : undefined) ??
    (current.begins ? left(place) : undefined)
  );
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
  if (to === undefined || isRoomName(to) || !definitionOf(command).reaches) return undefined;
  if (isPrivateName(to)) {
    const place = logPlace(model, to);
    return place && left(place);
  }
  if (model.connection.is === 'up') return undefined;
  return refusal(`Without a connection nobody knows who is called ${to}. Send it again later.`);
}

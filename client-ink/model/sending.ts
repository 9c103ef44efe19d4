/** From a typed line to what is sent: commands, and what is shown of them until the server answers. */
import { type Command, commands } from '../../grammar/ast.ts';
import type { MessageKind } from '../../grammar/events.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import { isRoomName } from '../../grammar/names.ts';
import { isFault } from '../../grammar/parse.ts';
import { sent } from '../editor/editor.ts';
import { understand } from '../editor/understand.ts';
import { ask } from './asking.ts';
import { jumpTo } from './jumping.ts';
import {
  changePlace,
  type Effect,
  logPlace,
  type Model,
  only,
  privatePlace,
  roomPlace,
  type Step,
  shownPlace,
} from './model.ts';
import { atEnd } from './moving.ts';
import type { Pending, Place } from './place.ts';

/** Sends the line of the place that is shown. What can't be sent stays in the line. */
export function sendLine(model: Model): Step {
  const place = shownPlace(model);
  const { text } = place.editor.line;
  if (text.trim() === '') return only(model);
  const command = meant(model, place, text);
  if (isFault(command)) return only({ ...model, flash: command.message });
  if (model.connection.is === 'over' && command.cmd !== 'quit') {
    return only({ ...model, flash: `This can't be sent any more: ${model.connection.reason}` });
  }
  const emptied = changePlace(model, place.id, (it) => ({
    ...(showsInPlace(command) ? it : atEnd(it)),
    editor: sent(it.editor),
  }));
  return perform(emptied, place, command, text);
}

/** Does what a line says, in the place that is shown; or says what is wrong with it. */
export function enter(model: Model, text: string): Step {
  const place = shownPlace(model);
  const command = meant(model, place, text);
  if (isFault(command)) return only({ ...model, flash: command.message });
  return perform(model, place, command, text);
}

/** What a line says when it is typed in this place. */
function meant(model: Model, place: Place, text: string): Command | Fault {
  const command = understand(text);
  if (isFault(command)) return command;
  if (command.tag !== undefined && model.asked.has(command.tag)) {
    const message = `The tag ${command.tag} is still waiting for its answer.`;
    return fault('bad_command', { message });
  }
  return address(command, place);
}

/** It shows at the message itself, so that the view stays there. */
const showsInPlace = ({ cmd }: Command): boolean =>
  cmd === 'edit' || cmd === 'delete' || cmd === 'react' || cmd === 'unreact';

/** Whoever asks what was said around a message is taken there. */
function perform(model: Model, place: Place, command: Command, line: string): Step {
  if (command.cmd === 'history' && command.around !== undefined) {
    const there = placeOf(model, command.target ?? place.name);
    if (there !== undefined) return jumpTo(model, there.id, command.around);
  }
  return deliver(model, place, command, line);
}

/**
 * A bare line is said in the place that is shown, whatever the server's current room is by now, and a message without a
 * place is one of those that are shown. Commands of the connection itself belong to the link.
 */
function address(command: Command, place: Place): Command | Fault {
  switch (command.cmd) {
    case 'say':
      return notHere(place) ?? { ...command, cmd: 'msg', to: place.name };
    case 'reply':
    case 'edit':
    case 'delete':
    case 'react':
    case 'unreact':
    case 'history':
    case 'typing': {
      if (command.target !== undefined) return command;
      const target = place.kind === 'private' ? place.log : place.name;
      const nothing = fault('no_such_message', { target: place.name });
      return notHere(place) ?? (target === undefined ? nothing : { ...command, target });
    }
    case 'format':
    case 'resume':
      return fault('bad_command', { message: `The client itself takes care of /${command.cmd}.` });
    default:
      return isAstray(command, place)
        ? fault('bad_command', {
            message: `Name a room after /${command.cmd}: ${place.name} is none.`,
          })
        : command;
  }
}

function notHere({ kind, joined, name }: Place): Fault | undefined {
  if (kind === 'server') return fault('no_current_room');
  return joined ? undefined : fault('not_in_room', { room: name });
}

/** A text that would go to the server's current room, while the person looks at something else. */
const isAstray = (command: Command, place: Place): boolean =>
  place.kind !== 'room' &&
  'room' in commands[command.cmd].entries &&
  'text' in command &&
  !('room' in command);

function deliver(model: Model, place: Place, command: Command, line: string): Step {
  const arrived = arrive(model, place, command);
  const step = ask(arrived.model, place.id, command, line);
  const { tag } = step.effects.find((effect) => effect.do === 'send')!.command;
  const saying = sayingOf(command, place);
  const shown = saying
    ? pend(step.model, place, saying.to, { ...saying.said, tag: tag!, command, state: 'sending' })
    : step.model;
  const leaving: Effect[] = command.cmd === 'quit' ? [{ do: 'quit' }] : [];
  return { model: shown, effects: [...arrived.effects, ...step.effects, ...leaving] };
}

/** The room that is shown becomes the server's current one before a command that may be about it. */
function arrive(model: Model, place: Place, command: Command): Step {
  const needless = command.cmd === 'room' || command.cmd === 'join' || isAddressed(command);
  const { log } = place;
  if (place.kind !== 'room' || !place.joined || needless || model.current === log)
    return only(model);
  return ask({ ...model, current: log }, place.id, { cmd: 'room', room: place.name });
}

const isAddressed = (command: Command): boolean =>
  command.cmd === 'msg' || ('target' in command && command.target !== undefined);

interface Saying {
  to: string;
  said: { text: string; how: MessageKind };
}

/** What a command will be seen to have said, and where. */
function sayingOf(command: Command, place: Place): Saying | undefined {
  switch (command.cmd) {
    case 'msg':
      return { to: command.to, said: { text: command.text, how: 'say' } };
    case 'notice':
      return { to: command.to, said: { text: command.text, how: 'notice' } };
    case 'reply':
      return { to: command.target ?? place.name, said: { text: command.text, how: 'say' } };
    case 'me':
      return { to: command.room ?? place.name, said: { text: command.text, how: 'action' } };
    default:
      return undefined;
  }
}

/** Shows what is being said where it is said; what begins a conversation, where it was typed. */
function pend(model: Model, from: Place, to: string, pending: Pending): Model {
  const known = placeOf(model, to);
  const shown = known === undefined ? { ...pending, to } : pending;
  const { id } = known ?? from;
  return changePlace(model, id, (it) => ({ ...it, pending: [...it.pending, shown] }));
}

/** The place of a room, a person, or a log. */
const placeOf = (model: Model, target: string): Place | undefined =>
  isRoomName(target)
    ? roomPlace(model, target)
    : (privatePlace(model, target) ?? logPlace(model, target));

/** The first line of the place that is shown of which nobody knows whether it arrived. */
export const perhapsSent = (model: Model): Pending | undefined =>
  shownPlace(model).pending.find(({ state }) => state === 'perhaps');

/** The person decided: once more, as something new. */
export function sendAgain(model: Model): Step {
  const place = shownPlace(model);
  const pending = perhapsSent(model);
  if (pending === undefined) return only(model);
  const { tag: _, ...command } = pending.command;
  const without = dropPending(model, place.id, pending.tag);
  return deliver(without, place, command as Command, pending.text);
}

/** The person decided: it has arrived, or does not matter any more. It goes back into the line if that is empty. */
export function dropPerhaps(model: Model): Step {
  const pending = perhapsSent(model);
  return only(pending ? dropPending(model, model.shown, pending.tag) : model);
}

export const dropPending = (model: Model, place: number, tag: string): Model =>
  changePlace(model, place, (it) => ({
    ...it,
    pending: it.pending.filter((each) => each.tag !== tag),
  }));

/** Wherever it is shown. */
export function pendingPlace(model: Model, tag: string): Place | undefined {
  return model.places.find(({ pending }) => pending.some((each) => each.tag === tag));
}

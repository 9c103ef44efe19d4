/** From a typed line to what is sent: commands with tags, and what is shown of them until the server answers. */
import { type Command, commands } from '../../grammar/ast.ts';
import type { MessageKind } from '../../grammar/events.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import { isRoomName } from '../../grammar/names.ts';
import { isFault } from '../../grammar/parse.ts';
import { sent } from '../editor/editor.ts';
import { understand } from '../editor/understand.ts';
import {
  changePlace,
  type Effect,
  type Model,
  only,
  privatePlace,
  roomPlace,
  type Step,
  shownPlace,
} from './model.ts';
import type { Pending, Place } from './place.ts';

/** Asks something under a tag of ours. `line` is what the person typed for it. */
export function ask(model: Model, place: number, command: Command, line?: string): Step {
  const tags = model.tags + 1;
  const tag = command.tag ?? `${model.prefix}.${tags}`;
  const tagged = { ...command, tag };
  const asked = new Map(model.asked);
  asked.set(tag, { place, command: tagged, ...(line !== undefined && { line }) });
  return { model: { ...model, tags, asked }, effects: [{ do: 'send', command: tagged }] };
}

/** Sends the line of the place that is shown. What can't be sent stays in the line. */
export function sendLine(model: Model): Step {
  const place = shownPlace(model);
  const { text } = place.editor.line;
  if (text.trim() === '') return only(model);
  const command = understand(text);
  if (isFault(command)) return only({ ...model, flash: command.message });
  const addressed = address(command, place);
  if (isFault(addressed)) return only({ ...model, flash: addressed.message });
  if (command.tag !== undefined && model.asked.has(command.tag)) {
    return only({ ...model, flash: `The tag ${command.tag} is still waiting for its answer.` });
  }
  const emptied = changePlace(model, place.id, (it) => ({
    ...it,
    editor: sent(it.editor),
    scroll: { to: 'end' },
    unread: 0,
    mentions: 0,
  }));
  return deliver(emptied, place, addressed, text);
}

/**
 * A bare line is said in the place that is shown, whatever the server's current room is by now. Commands of the
 * connection itself belong to the link.
 */
function address(command: Command, place: Place): Command | Fault {
  switch (command.cmd) {
    case 'say':
      if (place.kind === 'server') return fault('no_current_room');
      if (place.kind === 'room' && !place.joined) return fault('not_in_room', { room: place.name });
      return { ...command, cmd: 'msg', to: place.name };
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
  const needless = command.cmd === 'msg' || command.cmd === 'room' || command.cmd === 'join';
  const { log } = place;
  if (place.kind !== 'room' || !place.joined || needless || model.current === log)
    return only(model);
  return ask({ ...model, current: log }, place.id, { cmd: 'room', room: place.name });
}

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
    case 'me':
      return { to: command.room ?? place.name, said: { text: command.text, how: 'action' } };
    default:
      return undefined;
  }
}

/** Shows what is being said where it is said; what begins a conversation, where it was typed. */
function pend(model: Model, from: Place, to: string, pending: Pending): Model {
  const known = isRoomName(to) ? roomPlace(model, to) : targetOf(model, to);
  const shown = known === undefined ? { ...pending, to } : pending;
  const { id } = known ?? from;
  return changePlace(model, id, (it) => ({ ...it, pending: [...it.pending, shown] }));
}

const targetOf = (model: Model, to: string): Place | undefined =>
  privatePlace(model, to) ?? model.places.find(({ log }) => log === to.toLowerCase());

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

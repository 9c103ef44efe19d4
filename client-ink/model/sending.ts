/** Sends a typed line, shows it as pending, and takes it off the pending ones when the server has answered. */
import type { Command, CommandOf } from '../../grammar/ast.ts';
import type { EventOf, MessageKind } from '../../grammar/events.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import { isFault } from '../../grammar/language.ts';
import { isRoomName } from '../../grammar/names.ts';
import { restored, sent } from '../editor/editor.ts';
import { openPart, understand } from '../editor/understand.ts';
import { language } from '../language.ts';
import { resolved, stillAbout, withoutBegun } from './about.ts';
import { ask } from './asking.ts';
import { askWhoHasIt, contentWith, sawNobody } from './ghost.ts';
import { isJump, withoutPage } from './history.ts';
import { talking } from './mode.ts';
import {
  type Asked,
  changePlace,
  logPlace,
  type Model,
  type ModelEffect,
  noted,
  only,
  placeById,
  privatePlace,
  roomPlace,
  shownPlace,
  type Update,
} from './model.ts';
import { type Pending, type Place, withoutMark } from './place.ts';
import { atEnd, closeShown } from './places.ts';
import { address, departedFrom, targetIn, unsayable } from './private.ts';
import { jumpTo } from './view.ts';

/** With the bell of the terminal on or off. The server is not asked: this bell is the client's. */
export function withBell(model: Model, place: number, { state: bell }: CommandOf<'bell'>): Model {
  const words = bell === 'on' ? 'rings when you are called' : 'is off';
  return noted({ ...model, bell }, place, 'answer', `The bell ${words}.`);
}

/** Sends the line of the place that is shown. What can't be sent stays in the line. */
export function sendLine(model: Model): Update {
  const place = shownPlace(model);
  const { text } = place.editor.line;
  if (text.trim() === '') return only(model);
  const read = meant(model, place, text);
  const command = isFault(read) ? read : resolved(place, read);
  if (isFault(command)) return only({ ...model, flash: command.message });
  if (model.connection.is === 'over' && command.cmd !== 'quit') {
    return only({ ...model, flash: `This can't be sent any more: ${model.connection.reason}` });
  }
  const emptied = changePlace(model, place.id, (it) => ({
    ...withoutBegun(showsInPlace(command) ? it : atEnd(it)),
    editor: sent(it.editor),
  }));
  return perform(emptied, place, command, text);
}

/** Does what a line says, in the place that is shown; or says what is wrong with it. */
export function submit(model: Model, text: string): Update {
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
  const meant = address(command, place);
  return isFault(meant) ? meant : (unsayable(model, meant) ?? meant);
}

/** It shows at the message itself, so that the view stays there. */
const showsInPlace = (command: Command): boolean =>
  language.isLiving(command) && language.definitionOf(command).says === undefined;

/** Whoever asks what was said around a message is taken there; the bell is the client's own. */
function perform(model: Model, place: Place, command: Command, line: string): Update {
  if (command.cmd === 'bell') return only(withBell(model, place.id, command));
  if (command.cmd === 'history' && command.around !== undefined) {
    const there = placeOf(model, command.target ?? place.name);
    if (there !== undefined) return jumpTo(model, there.id, command.around);
  }
  return deliver(model, place, command, line);
}

function deliver(model: Model, place: Place, command: Command, line: string): Update {
  const asked = ask(model, place.id, command, openPart(line) ?? line);
  const saying = sayingOf(command, place);
  const shown = saying
    ? pend(asked.model, place, saying.to, {
        ...saying.said,
        tag: asked.tag,
        command,
        state: 'sending',
      })
    : asked.model;
  const leaving: ModelEffect[] = command.cmd === 'quit' ? [{ do: 'quit' }] : [];
  return { model: shown, effects: [...asked.effects, ...leaving] };
}

interface Saying {
  to: string;
  said: { text: string; how: MessageKind };
}

/** What a command will be seen to have said, and where. */
function sayingOf(command: Command, place: Place): Saying | undefined {
  const { says: how } = language.definitionOf(command);
  if (how === undefined || !('text' in command) || command.text === undefined) return undefined;
  const room = 'room' in command ? command.room : undefined;
  return { to: targetIn(command) ?? room ?? place.name, said: { text: command.text, how } };
}

/**
 * Shows what is being said where it is said; what begins a conversation, where it was typed. Whoever says something has
 * seen what was said there before.
 */
function pend(model: Model, from: Place, to: string, pending: Pending): Model {
  const known = placeOf(model, to);
  const shown = known === undefined ? { ...pending, to } : pending;
  const { id } = known ?? from;
  return changePlace(model, id, (it) => ({
    ...(id === model.shown ? withoutMark(it) : it),
    pending: [...it.pending, shown],
  }));
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
export function sendAgain(model: Model): Update {
  const place = shownPlace(model);
  const pending = perhapsSent(model);
  if (pending === undefined) return only(model);
  const why = unsayable(model, pending.command);
  if (why !== undefined) return only({ ...model, flash: why.message });
  const { tag: _, ...command } = pending.command;
  const without = dropPending(model, place.id, pending.tag);
  return deliver(without, place, command as Command, pending.text);
}

/** The person decided: it has arrived, or does not matter any more. It goes back into the line if that is empty. */
export function dropPerhaps(model: Model): Update {
  const pending = perhapsSent(model);
  return only(pending ? dropPending(model, model.shown, pending.tag) : model);
}

const dropPending = (model: Model, place: number, tag: string): Model =>
  changePlace(model, place, (it) => ({
    ...it,
    pending: it.pending.filter((each) => each.tag !== tag),
  }));

/** Wherever it is shown. */
export function pendingPlace(model: Model, tag: string): Place | undefined {
  return model.places.find(({ pending }) => pending.some((each) => each.tag === tag));
}

/** The server has answered a command: it is taken off what is waited for, and a refusal is told where it was typed. */
export function answered(model: Model, event: EventOf<'ok'> | EventOf<'error'>): Update {
  const asked = event.re === undefined ? undefined : model.asked.get(event.re);
  if (event.re === undefined || asked === undefined) {
    if (event.ev === 'ok') return only(model);
    const told = noted(model, model.shown, 'error', event.message);
    return event.code === 'nick_taken' ? askWhoHasIt(told) : only(told);
  }
  const rest = new Map(model.asked);
  rest.delete(event.re);
  const place = pendingPlace(model, event.re);
  const answered = place ? dropPending(model, place.id, event.re) : model;
  const without = { ...answered, asked: rest };
  if (event.ev === 'ok') return withAccount(confirmed(without, event, asked), asked);
  if (asked.line === undefined && asked.command.cmd === 'nick') return askWhoHasIt(without);
  if (asked.line === undefined && asked.command.cmd === 'whois') return sawNobody(without);
  const told = event.code === 'gone' ? departedFrom(without, asked.command) : without;
  return only(refused(told, event, asked));
}

/** Who logs in has chosen before what is told at once. */
function withAccount(model: Model, { command }: Asked): Update {
  switch (command.cmd) {
    case 'login':
    case 'register':
      return ask({ ...model, isAccount: true }, 0, { cmd: 'notify' });
    case 'logout':
      return only({ ...model, isAccount: false, logsIn: false });
    default:
      return only(model);
  }
}

/** A command that shows in no other way is said to be done. */
function confirmed(model: Model, event: EventOf<'ok'>, asked: Asked): Model {
  const { room, rooms, seq, nick } = event;
  const { cmd } = asked.command;
  const lists = asked.answered || cmd === 'search' || cmd === 'ignore' || cmd === 'unignore';
  const shows = lists || (room ?? rooms ?? seq ?? nick) !== undefined;
  if (asked.line === undefined) return model;
  if (asked.command.cmd === 'nick') return contentWith(model);
  const became = nick && language.definitionOf(asked.command).acknowledged?.(event);
  if (became) return noted(model, typedIn(model, asked), 'answer', became);
  if (shows) return model;
  return noted(model, typedIn(model, asked), 'answer', `Done: ${asked.line}`);
}

/** What was typed comes back to where it was typed, with the reason. */
function refused(model: Model, event: EventOf<'error'>, asked: Asked): Model {
  const { line } = asked;
  if (line === undefined) return refusedOurs(model, event, asked);
  const back = changePlace(calledBack(model, asked), asked.place, (place) =>
    stillAbout({ ...place, editor: restored(place.editor, line) }, asked.command),
  );
  const told = noted(back, typedIn(back, asked), 'error', event.message);
  const isHidden = back.mode.is === 'members' || back.mode.is === 'settings';
  return isHidden ? { ...told, flash: event.message } : told;
}

/** What the client asked by itself: what waits for the answer waits no more. */
function refusedOurs(model: Model, { code, message }: EventOf<'error'>, asked: Asked): Model {
  const { command, place } = asked;
  const { mode } = model;
  switch (command.cmd) {
    case 'ban':
    case 'mute':
      return mode.is === 'confirming'
        ? { ...model, mode: mode.from ?? talking, flash: message }
        : model;
    case 'read':
      return code === 'no_account' ? { ...model, isAccount: false } : model;
    case 'history': {
      const next = changePlace(model, place, (it) => withoutPage(it, command));
      const sought = placeById(model, place)?.seeking !== undefined;
      return sought && isJump(command) ? { ...next, flash: message } : next;
    }
    case 'search': {
      if (mode.is !== 'searching') return model;
      const { waiting: _, ...rest } = mode;
      return { ...model, mode: rest, flash: message };
    }
    default:
      return model;
  }
}

/** Whoever was taken to a conversation that now never begins goes back to where the line was typed. */
function calledBack(model: Model, asked: Asked): Model {
  const { id, kind, log, entries, pending, editor } = shownPlace(model);
  const begun = log !== undefined || entries.length > 0 || pending.length > 0;
  const stays = kind !== 'private' || id === asked.place || begun || editor.line.text !== '';
  return stays ? model : closeShown(model);
}

/** Where a line was typed, or what is shown by now. */
const typedIn = (model: Model, { place }: Asked): number =>
  placeById(model, place) ? place : model.shown;

/** Sends a typed line, and shows what it says as pending until the server has answered. */
import type { Command, CommandOf } from '../../grammar/ast.ts';
import type { MessageKind } from '../../grammar/events.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import { isFault } from '../../grammar/language.ts';
import { isRoomName } from '../../grammar/names.ts';
import { byteLength, limits } from '../../grammar/text.ts';
import { putAway } from '../editor/editor.ts';
import { inPieces } from '../editor/limit.ts';
import type { Line } from '../editor/line.ts';
import { openPart, saying, saysText, understand } from '../editor/understand.ts';
import { meantBy } from '../language/aliases.ts';
import { clientsIn } from '../language/commands/index.ts';
import { language } from '../language/language.ts';
import { resolved, withoutBegun } from './about.ts';
import { ask } from './asking.ts';
import { doneByItself } from './by-itself.ts';
import { type Model, type ModelEffect, only, type Update } from './model.ts';
import { withoutThoseOut } from './parting.ts';
import { type Pending, type Place, withoutMark } from './place.ts';
import { changePlace, logPlace, noted, privatePlace, roomPlace, shownPlace } from './place-list.ts';
import { atEnd } from './places.ts';
import { addressed, targetIn, unsayable } from './private.ts';
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
  const said = meant(model, place, text);
  const command = isFault(said) ? said : resolved(place, said);
  if (isFault(command)) return only({ ...model, flash: command.message });
  return perform(emptied(model, place, showsInPlace(command)), place, command, text);
}

const emptied = (model: Model, { id }: Place, stays: boolean): Model =>
  changePlace(model, id, (it) => ({
    ...withoutBegun(stays ? it : atEnd(it)),
    editor: putAway(it.editor, model.aliases),
  }));

/** The pieces of a long line, which are asked for at each drawing. */
const cut = new WeakMap<Line, readonly string[]>();

/** The messages that the line is sent as: one, or several when it is said and is too long for one. */
export function messagesIn(model: Model): readonly string[] {
  const { line } = shownPlace(model).editor;
  if (!isLongTalk(line)) return [line.text];
  const messages = cut.get(line) ?? texts(inPieces(saidBy(line)));
  cut.set(line, messages);
  return messages;
}

const isLongTalk = ({ text }: Line): boolean =>
  byteLength(text, limits.text) > limits.text && saysText(text);

/** True when the line is said, and does nothing else. */
export const isTalk = (model: Model): boolean => saysText(shownPlace(model).editor.line.text);

/** Two slashes stand for one that is said. */
const saidBy = ({ text }: Line): string => text.replace(/^\/\//, '/');

/** Blank ones are no messages. */
const texts = (pieces: readonly string[]): string[] => pieces.filter((text) => text.trim() !== '');

/** So many messages are sent at once. */
const MAX_MESSAGES_AT_ONCE = 50;

/** Sends the line as one message, or as several when it is too long for one. */
export function sendWhole(model: Model): Update {
  const { line } = shownPlace(model).editor;
  return isLongTalk(line) ? sendEach(model, messagesIn(model)) : sendLine(model);
}

/** Sends each line that was pasted as a message of its own; none is a command. */
export const sendEachLine = (model: Model): Update =>
  sendEach(model, texts(shownPlace(model).editor.line.text.split('\n')));

/** Says each text, whatever it begins with. */
function sendEach(model: Model, given: readonly string[]): Update {
  const place = shownPlace(model);
  if (given.length > MAX_MESSAGES_AT_ONCE) {
    return only({ ...model, flash: `At most ${MAX_MESSAGES_AT_ONCE} messages are sent at once.` });
  }
  const commands = given.map((text) => inPlace(model, place, saying(text)));
  const wrong = commands.find(isFault);
  if (wrong !== undefined) return only({ ...model, flash: wrong.message });
  return commands.reduce<Update>(
    (update, command, index) => {
      const line = (given[index] ?? '').replace(/^\//, '//');
      const next = perform(update.model, place, command as Command, line);
      return { model: next.model, effects: [...update.effects, ...next.effects] };
    },
    only(emptied(model, place, false)),
  );
}

/** Does what a line says, in the place that is shown; or says what is wrong with it. */
export function submit(model: Model, text: string): Update {
  const place = shownPlace(model);
  const command = meant(model, place, text);
  if (isFault(command)) return only({ ...model, flash: command.message });
  return perform(model, place, command, text);
}

/** What a line says, with its alias in words. */
export function read({ aliases }: Model, text: string): Command | Fault {
  const line = meantBy(aliases, text);
  return typeof line === 'string' ? understand(line) : line;
}

/** What a line says when it is typed in this place. */
const meant = (model: Model, place: Place, text: string): Command | Fault =>
  inPlace(model, place, read(model, text));

/** What a command is when it is given in this place. */
function inPlace(model: Model, place: Place, command: Command | Fault): Command | Fault {
  if (isFault(command) || clientsIn(command)) return command;
  if (command.tag !== undefined && model.asked.has(command.tag)) {
    const message = `The tag ${command.tag} is still waiting for its answer.`;
    return fault('bad_command', { message });
  }
  const meant = addressed(command, place);
  return isFault(meant) ? meant : (unsayable(model, meant) ?? meant);
}

/** True for a command that shows at the message it is about, so that the view stays there. */
const showsInPlace = (command: Command): boolean =>
  language.isLiving(command) && language.definitionOf(command).says === undefined;

/** Whoever asks what was said around a message is taken there; the bell is the client's own. */
function perform(model: Model, place: Place, command: Command, line: string): Update {
  const done = doneByItself(model, place.id, command);
  if (done !== undefined) return done;
  if (command.cmd === 'bell') return only(withBell(model, place.id, command));
  if (command.cmd === 'part') return part(model, place, command, line);
  if (command.cmd === 'history' && command.around !== undefined) {
    const there = placeOf(model, command.target ?? place.name);
    if (there !== undefined) return jumpTo(model, there.id, command.around);
  }
  return deliver(model, place, command, line);
}

/** Leaves rooms. Those that one is out of already are only on the list, and are taken off it. */
export function part(model: Model, place: Place, command: CommandOf<'part'>, line: string): Update {
  const { rooms = [place.name] } = command;
  const { model: without, others } = withoutThoseOut(model, place.id, rooms);
  if (others.length === 0) return only(without);
  return deliver(without, place, { ...command, rooms: others }, line);
}

function deliver(model: Model, place: Place, command: Command, line: string): Update {
  const asked = ask(model, place.id, command, openPart(line, model.aliases));
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

/** The person has decided to send a message once more, as a new one. */
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

/** The person has decided to give a message up: it has arrived, or does not matter any more. */
export function dropPerhaps(model: Model): Update {
  const pending = perhapsSent(model);
  return only(pending ? dropPending(model, model.shown, pending.tag) : model);
}

/** A message with this tag does not wait in the place any more. */
export const dropPending = (model: Model, place: number, tag: string): Model =>
  changePlace(model, place, (it) => ({
    ...it,
    pending: it.pending.filter((each) => each.tag !== tag),
  }));

/** The place that shows the pending message with this tag. */
export function pendingPlace(model: Model, tag: string): Place | undefined {
  return model.places.find(({ pending }) => pending.some((each) => each.tag === tag));
}

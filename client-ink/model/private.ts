/** Decides whom a typed line is for. A private window belongs to one log, and so to one person. */
import { isOwn, whyOwn } from '../../client/own.ts';
import type { Command } from '../../grammar/ast.ts';
import type { Current } from '../../grammar/commands/command.ts';
import type { EventOf, Message } from '../../grammar/events.ts';
import { type Fault, fault } from '../../grammar/faults.ts';
import { isPrivateName, isRoomName, type LogKey, logKey, nickKey } from '../../grammar/names.ts';
import { language } from '../language/language.ts';
import { ask } from './asking.ts';
import { targetOf } from './history.ts';
import { isSame } from './log.ts';
import { type Model, only, type Update } from './model.ts';
import { isAtEnd, type Place, withEntry, withoutLog } from './place.ts';
import { addPlace, isWith, logPlace, privatePlace, withPlace } from './place-list.ts';

/** The command with the window's log where it names none; or why it can't be given here. */
export function addressed(command: Command, place: Place): Command | Fault {
  if (isOwn(language, command)) return refusal(whyOwn(command.cmd));
  const current = language.currentIn(command);
  if (current === undefined) return command;
  const wrong = misplaced(command, current, place);
  if (wrong) return wrong;
  // A conversation that is begun has no log yet: what is said goes to the person.
  const log = targetOf(place) ?? (current.begins ? place.name : undefined);
  return log === undefined
    ? fault('no_such_message', { target: place.name })
    : language.about(command, log);
}

function misplaced(command: Command, current: Current, place: Place): Fault | undefined {
  return (
    (current.of === 'room' ? noRoom(command, place) : undefined) ??
    // A room that one is out of is still on the list, and leaving it takes it off.
    (current.members === true ? notHere(place) : undefined) ??
    (current.begins ? left(place) : undefined)
  );
}

/** Why nothing can be said to somebody who is gone: whoever has the nick now is another person. */
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
 * Why something can't be said: nobody hears it any more, others would read a password, or nobody knows to whom. A nick is
 * somebody's now, and may be another's when there is a connection again.
 */
export function unsayable(model: Model, command: Command): Fault | undefined {
  if (model.connection.is === 'over' && command.cmd !== 'quit')
    return refusal(`This can't be sent any more: ${model.connection.reason}`);
  if (model.exposed !== undefined && holdsSecret(command)) return refusal(model.exposed);
  const to = targetIn(command);
  if (to === undefined || isRoomName(to) || !language.definitionOf(command).reaches)
    return undefined;
  if (isPrivateName(to)) {
    const place = logPlace(model, to);
    return place && left(place);
  }
  if (model.connection.is === 'up') return undefined;
  return refusal(`Without a connection nobody knows who is called ${to}. Send it again later.`);
}

/** True for a command with a password or a token in it. */
export const holdsSecret = (command: Command): boolean =>
  language.definitionOf(command).secrets.some(({ field }) => field in command);

/** A model, and the place in it that something is about. */
export interface InPlace {
  model: Model;
  place: Place;
}

/** Said between two people, as its log tells it. */
type Whisper = Extract<Message, { log: string }>;

/** The place of what was said in private, made if need be. It is called as its person is now. */
export function between(model: Model, event: Whisper): InPlace {
  const known = logPlace(model, event.log);
  if (known === undefined) return begun(model, peerOf(event, model.nick), logKey(event.log));
  if (event.seq <= known.newest) return { model, place: known };
  const name = isSame(known.name, event.to) ? event.to : peerOf(event, model.nick);
  const speaks = isSame(event.from, name);
  const place = speaks ? present({ ...known, name }) : { ...known, name };
  return { model: withPlace(model, place), place };
}

const peerOf = ({ from, to }: Whisper, nick: string): string => (isSame(from, nick) ? to : from);

/**
 * A log that was not heard of before. It becomes that of the conversation that was opened with this person, or goes on,
 * below a line, in the window of somebody who is gone; but nothing that was meant for them may come to be about it.
 */
function begun(model: Model, peer: string, log: LogKey): InPlace {
  const key = nickKey(peer);
  const opened = privatePlace(model, peer);
  if (opened !== undefined && opened.log === undefined) {
    const place = { ...opened, log };
    return { model: withPlace(model, place), place };
  }
  const former = model.places.filter((place) => isWith(place, key));
  const free = former.findLast((place) => place.gone && isFree(model, place));
  if (free === undefined) {
    const { model: longer, place } = addPlace(model, 'private', peer, log);
    if (former.length === 0) return { model: longer, place };
    const divided = divide(longer, place, peer);
    return { model: withPlace(longer, divided), place: divided };
  }
  const place = divide(model, { ...present(withoutLog(free)), name: peer, log }, peer);
  return { model: withPlace(model, place), place };
}

const divide = ({ now }: Model, place: Place, peer: string): Place =>
  withEntry(place, {
    kind: 'divider',
    at: now,
    text: `a new conversation: this ${peer} is not the one before`,
  });

/** Nothing that was typed or chosen here, or is on its way, is meant for the log that it has. */
function isFree({ shown, mode, asked }: Model, { id, ...place }: Place): boolean {
  const looksOn = mode.is === 'talking' && isAtEnd({ id, ...place });
  return (
    (id !== shown || looksOn) &&
    place.editor.line.text === '' &&
    place.pending.every(({ to }) => to !== undefined) &&
    [...asked.values()].every((each) => each.place !== id || !language.isLiving(each.command))
  );
}

/** The place of a private conversation whose person is here. */
function present(place: Place): Place {
  const { gone: _, ...here } = place;
  return here;
}

/** The place of a private conversation whose person has gone. */
export function departed(place: Place): Place {
  const { away: _, ...rest } = place;
  return { ...rest, gone: true, typing: [] };
}

/** The server has said that the other person of the log is gone: the place shows it. */
export function departedFrom(model: Model, command: Command): Model {
  const log = targetIn(command);
  const place = log === undefined ? undefined : logPlace(model, log);
  return place?.kind === 'private' ? withPlace(model, departed(place)) : model;
}

/** A page of a private log tells what its person is called, or that they are gone. */
export function knownBy(place: Place, { with: peer }: EventOf<'history'>): Place {
  if (place.kind !== 'private') return place;
  return peer === undefined ? departed(place) : present({ ...place, name: peer });
}

/**
 * Asks, after a lost connection, whether the persons of private conversations are still here, and what they are called
 * now.
 */
export function askWhoIsThere(model: Model): Update {
  return model.places.reduce<Update>((update, { id, kind, log, gone, newest }) => {
    if (kind !== 'private' || log === undefined || gone) return update;
    const question = { cmd: 'history', target: log, after: newest, limit: 1 } as const;
    const { model: asked, effects } = ask(update.model, id, question);
    return { model: asked, effects: [...update.effects, ...effects] };
  }, only(model));
}

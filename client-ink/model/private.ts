/** Private conversations: each belongs to one log, and so to one person, whatever that person and others are called. */
import { type Command, isLiving } from '../../grammar/ast.ts';
import type { EventOf, Message } from '../../grammar/events.ts';
import { type LogKey, logKey, nickKey } from '../../grammar/names.ts';
import { targetIn } from './addressing.ts';
import { ask } from './asking.ts';
import {
  addPlace,
  isWith,
  logPlace,
  type Model,
  only,
  privatePlace,
  type Step,
  withPlace,
} from './model.ts';
import { isAtEnd, type Place, withEntry, withoutLog } from './place.ts';
import { isSame } from './record.ts';

export interface Found {
  model: Model;
  place: Place;
}

/** Said between two people, as its log tells it. */
export type Whisper = Extract<Message, { log: string }>;

/** The place of what was said in private, made if need be. It is called as its person is now. */
export function between(model: Model, event: Whisper): Found {
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
function begun(model: Model, peer: string, log: LogKey): Found {
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
    [...asked.values()].every((each) => each.place !== id || !isLiving(each.command))
  );
}

/** The person is here. */
export function present(place: Place): Place {
  const { gone: _, ...here } = place;
  return here;
}

/** The person is not here any more. */
export function departed(place: Place): Place {
  const { away: _, ...rest } = place;
  return { ...rest, gone: true, typing: [] };
}

/** Whoever shares the log that a command was about is gone, as the server says. */
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

/** Who came to be called otherwise, or went, while there was no connection, is asked for. */
export function askWhoIsThere(model: Model): Step {
  return model.places.reduce<Step>((step, { id, kind, log, gone, newest }) => {
    if (kind !== 'private' || log === undefined || gone) return step;
    const question = { cmd: 'history', target: log, after: newest, limit: 1 } as const;
    const { model: asked, effects } = ask(step.model, id, question);
    return { model: asked, effects: [...step.effects, ...effects] };
  }, only(model));
}

/**
 * The nick that the person asked for, while somebody else has it. It is often a ghost: one's own session before, whose
 * connection was lost. It is taken as soon as it is free.
 */
import type { EventOf } from '../../grammar/events.ts';
import { ask } from './asking.ts';
import { isSame } from './log.ts';
import { type Model, only, type Update } from './model.ts';
import { noted } from './place-list.ts';

/** The client asks for the wanted nick again at this interval. */
const GHOST_INTERVAL_MS = 15_000;

const isMissing = ({ wanted, nick }: Model): boolean =>
  wanted !== undefined && !isSame(wanted.nick, nick);

/** True while the model wants to be told the time. */
export const isWaitingForNick = (model: Model): boolean =>
  isMissing(model) && model.wanted?.dueAt !== undefined;

/** The nick was refused: who has it decides what to wait for. */
export function askWhoHasIt(model: Model): Update {
  const { wanted, asked } = model;
  const isAsked = [...asked.values()].some(
    ({ line, command }) => line === undefined && command.cmd === 'whois',
  );
  return wanted === undefined || isAsked
    ? only(model)
    : ask(model, 0, { cmd: 'whois', nick: wanted.nick });
}

/** Nobody has the nick any more. The client asks for it now, and again later. */
export const sawNobody = (model: Model): Update =>
  isMissing(model) && !isWaitingForNick(model) ? take(model) : only(model);

/** Who has the nick: a ghost has no connection, and is looked after; somebody who is here may keep it. */
export function sawHolder(model: Model, { nick, connected }: EventOf<'whois'>): Model {
  const { wanted } = model;
  if (wanted === undefined || !isSame(wanted.nick, nick) || !isMissing(model)) return model;
  if (connected) {
    const words = `${nick} is somebody who is here. You are ${model.nick} until they go.`;
    return noted({ ...model, wanted: { nick } }, 0, 'info', words);
  }
  const known = wanted.dueAt !== undefined;
  const next = { ...model, wanted: { nick, dueAt: model.now + GHOST_INTERVAL_MS } };
  const words = waitingFor(nick, model.nick);
  return known ? next : noted({ ...next, flash: words }, 0, 'info', words);
}

const waitingFor = (nick: string, meanwhile: string): string =>
  `${nick} has lost the connection, perhaps you yourself a moment ago. You are ${meanwhile} until it is free.`;

/** Notes the nick that the person has now. A flash that names the one before disappears. */
export function calledNow(model: Model, nick: string): Model {
  const { flash, ...rest } = model;
  const { wanted } = model;
  const isOld = wanted !== undefined && flash === waitingFor(wanted.nick, model.nick);
  return isOld ? { ...rest, nick } : { ...model, nick };
}

/** Somebody gave up a nick: if it is the one that was asked for, it is taken. */
export const freed = (model: Model, nick: string): Update =>
  isMissing(model) && model.wanted !== undefined && isSame(model.wanted.nick, nick)
    ? take(model)
    : only(model);

/** The time has come to ask for it again. */
export const dueForNick = (model: Model): Update =>
  isWaitingForNick(model) && (model.wanted?.dueAt ?? 0) <= model.now && model.connection.is === 'up'
    ? take(model)
    : only(model);

function take(model: Model): Update {
  const { wanted } = model;
  if (wanted === undefined) return only(model);
  const next = { ...model, wanted: { ...wanted, dueAt: model.now + GHOST_INTERVAL_MS } };
  return ask(next, 0, { cmd: 'nick', nick: wanted.nick });
}

/** The person chose another nick. */
export function contentWith(model: Model): Model {
  const { wanted: _, ...rest } = model;
  return rest;
}

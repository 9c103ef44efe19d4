/** The rooms of the server, so that Tab knows them: asked for quietly on connecting, and again when the list is old. */
import type { EventOf } from '../../grammar/events.ts';
import { ask } from './asking.ts';
import { type Model, only, type Step } from './model.ts';

/** A list is old after so many milliseconds. */
const LIST_AGE_MS = 5_000;
/** So many rooms are remembered, the fullest first. */
const MAX_HEARD = 2_000;

export const askRooms = (model: Model): Step =>
  ask({ ...model, roomsAskedAt: model.now }, 0, { cmd: 'rooms' });

/** Asks again, unless that was done a moment ago. */
export function refreshRooms(model: Model): Step {
  const isOld = model.now - model.roomsAskedAt >= LIST_AGE_MS;
  return isOld && model.connection.is === 'up' ? askRooms(model) : only(model);
}

/** A list of all rooms takes the place of the one before; one of some is put before it. */
export function withRooms(model: Model, { re, rooms }: EventOf<'rooms'>): Model {
  const asked = re === undefined ? undefined : model.asked.get(re);
  const isWhole = asked?.command.cmd === 'rooms' && asked.command.matching === undefined;
  const names = rooms.map(({ room }) => room);
  const heard = isWhole ? names : [...new Set([...names, ...model.heard])];
  return { ...model, heard: heard.slice(0, MAX_HEARD) };
}

/** Nobody typed for it, so it is not shown. */
export function isQuiet(model: Model, { re }: EventOf<'rooms' | 'whois'>): boolean {
  const asked = re === undefined ? undefined : model.asked.get(re);
  return asked !== undefined && asked.line === undefined;
}

/** Which cursors a `/resume` names, when there are more than it may. */
import { LIST_LIMIT } from '../grammar/ast.ts';
import { isPrivateKey, type LogKey, type RoomKey } from '../grammar/names.ts';

/**
 * Those of the rooms that one is in or enters, and of as many private logs as may be named besides: of the others the server
 * tells again what it does not know to have arrived, and what is known already is dropped.
 */
export function resumable(
  rooms: readonly RoomKey[],
  cursors: ReadonlyMap<LogKey, number>,
): Record<string, number> {
  const isIn = new Set<LogKey>(rooms.slice(0, LIST_LIMIT));
  const named = [...cursors].filter(([log]) => isIn.has(log));
  const spare = Math.max(0, LIST_LIMIT - named.length);
  const privates = [...cursors].filter(([log]) => isPrivateKey(log));
  return Object.fromEntries([...named, ...privates.slice(Math.max(0, privates.length - spare))]);
}

/** A room such as #dev. */
import * as v from 'valibot';
import { type Fault, fault } from '../faults.ts';
import { MAX_ROOM_LENGTH, roomProblem } from '../names.ts';
import { quoted } from '../reading/quote.ts';
import { terminal } from '../reading/rule.ts';
import { argumentType } from './argument.ts';
import { sigiled } from './ends.ts';

/** The sign for a room. */
export const roomSign = terminal({
  name: 'room',
  word: 'room',
  say: 'a room such as #dev',
  sample: '#dev',
  match: (line, from) => sigiled(line, from, '#'),
});

/** The schema of a room's name; `checkRoom` tells whether it can be one. */
export const Room = v.pipe(v.string(), v.description('a room such as #dev'));

/** What may stand in a room's name, for the reference. */
export const roomForm = `\`#\` and 1 to ${MAX_ROOM_LENGTH} code points, see [Names](../PROTOCOL.md#names-and-texts)`;

/** The fault of what can be no room's name; nothing when it can be one. */
export function checkRoom(name: string): Fault | undefined {
  const problem = roomProblem(name);
  return problem === undefined ? undefined : fault('bad_room', { room: quoted(name), problem });
}

/** The argument type ROOM. */
export const room = argumentType<string>({
  schema: Room,
  meaning: `a room such as #dev: ${roomForm}`,
  usage: 'ROOM',
  signs: [roomSign],
  faults: ['bad_room'],
  check: checkRoom,
});

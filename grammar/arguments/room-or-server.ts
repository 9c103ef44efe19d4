/** Where operators act as ops do in a room: a room, or * for the whole server. */
import * as v from 'valibot';
import { isServer, SERVER } from '../names.ts';
import { terminal } from '../reading/rule.ts';
import { argumentType } from './argument.ts';
import { word } from './ends.ts';
import { checkRoom, roomForm, roomSign } from './room.ts';

const serverSign = terminal({
  name: 'everywhere',
  word: 'server',
  say: '* for the whole server',
  sample: SERVER,
  match: (line, from) => (line.slice(from, word(line, from)) === SERVER ? from + 1 : -1),
});

/** The argument type ROOM|*. */
export const roomOrServer = argumentType<string>({
  schema: v.pipe(v.string(), v.description('a room such as #dev, or * for the whole server')),
  meaning: `a room such as #dev (${roomForm}), or \`*\`, as operators may name the whole server`,
  usage: 'ROOM|*',
  signs: [roomSign, serverSign],
  faults: ['bad_room'],
  check: (name) => (isServer(name) ? undefined : checkRoom(name)),
});

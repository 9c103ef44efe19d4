/** Whom a message can go to, or whose history can be read: a room, a person or a private log. */
import * as v from 'valibot';
import { type Fault, fault } from '../faults.ts';
import { isPrivateName, isRoomName, privateProblem } from '../names.ts';
import { quoted } from '../reading/quote.ts';
import { terminal } from '../reading/rule.ts';
import { argumentType } from './argument.ts';
import { sigiled } from './ends.ts';
import { checkNick, nickSign } from './nick.ts';
import { checkRoom, roomSign } from './room.ts';

/** The sign for a private log. */
export const logSign = terminal({
  name: 'log',
  word: 'log',
  say: 'a private log such as @k3f9',
  sample: '@k3f9',
  match: (line, from) => sigiled(line, from, '@'),
});

/** What has a number space of its own: a room or a private log. */
export function checkLog(name: string): Fault | undefined {
  if (isRoomName(name)) return checkRoom(name);
  const problem = isPrivateName(name) ? privateProblem(name) : "starts with @, a room's with #";
  return problem === undefined ? undefined : fault('bad_target', { target: quoted(name), problem });
}

/** The argument type TARGET: a room, a nick or a private log. */
export const target = argumentType<string>({
  schema: v.pipe(
    v.string(),
    v.description('a room such as #dev, a nick, or a private log such as @k3f9'),
  ),
  usage: 'TARGET',
  signs: [roomSign, nickSign, logSign],
  faults: ['bad_room', 'bad_nick', 'bad_target'],
  check: (name) => (isRoomName(name) || isPrivateName(name) ? checkLog(name) : checkNick(name)),
});

/** One that something is said to. */
export const recipient = { ...target, usage: 'TO' };

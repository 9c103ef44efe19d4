/** What the token of a bot is for: rooms such as `#a,#b`, and a name of its own. */
import * as v from 'valibot';
import { fault } from '../faults.ts';
import { terminal } from '../reading/rule.ts';
import { argumentType } from './argument.ts';
import { word } from './ends.ts';
import { checkRoom, Room } from './room.ts';

/** One token is for at most this many rooms. */
const MAX_ROOMS_OF_TOKEN = 20;

/** Rooms, each once, behind `rooms=`. */
export const roomList = argumentType<string[]>({
  schema: v.pipe(
    v.array(Room),
    v.minLength(1),
    v.maxLength(MAX_ROOMS_OF_TOKEN),
    v.description(`a list of 1 to ${MAX_ROOMS_OF_TOKEN} rooms such as ["#dev"]`),
  ),
  usage: 'ROOM[,ROOM…]',
  signs: [
    terminal({
      name: 'rooms',
      word: 'room',
      say: 'rooms such as #dev,#tea',
      sample: '#dev,#tea',
      match: (line, from) => (/^#[^\s,]/.test(line.slice(from, from + 2)) ? word(line, from) : -1),
    }),
  ],
  faults: ['bad_room', 'bad_command'],
  // Behind a comma there may be more to come.
  read: (typed) => typed.split(',').filter((name) => name !== ''),
  print: (rooms) => rooms.join(),
  check: (rooms) =>
    rooms.length > MAX_ROOMS_OF_TOKEN
      ? fault('bad_command', { message: `A token is for at most ${MAX_ROOMS_OF_TOKEN} rooms.` })
      : rooms.map(checkRoom).find((wrong) => wrong !== undefined),
});

const MAX_NAME_LENGTH = 32;

/** What a token is called by its owner. */
export const tokenName = argumentType<string>({
  schema: v.pipe(v.string(), v.description('what the token is called')),
  meaning: `what it is called: 1 to ${MAX_NAME_LENGTH} of A–Z a–z 0–9 _ . -`,
  usage: 'NAME',
  signs: [
    terminal({
      name: 'called',
      word: 'name',
      say: 'what the token is called, such as builds',
      sample: 'builds',
      match: word,
    }),
  ],
  faults: ['bad_command'],
  check: (given) =>
    /^[\w.-]{1,32}$/.test(given)
      ? undefined
      : fault('bad_command', {
          message: `A token is called by 1 to ${MAX_NAME_LENGTH} of A–Z a–z 0–9 _ . and -`,
        }),
});

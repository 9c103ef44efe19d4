/** What people do about a room and those in it: most of it is refused to most of them. */
import { aboutSomebody, inSomeRoom, type Whims } from './mind.ts';

export const order: Whims = [
  [
    6,
    aboutSomebody((where, { chance }) => ({
      cmd: 'role',
      ...where,
      role: chance.pick(['owner', 'op', 'voice', 'member']),
    })),
  ],
  [6, aboutSomebody((where) => ({ cmd: 'kick', ...where }))],
  [6, aboutSomebody((where) => ({ cmd: 'invite', ...where }))],
  [3, aboutSomebody(({ room, nick: who }) => ({ cmd: 'ban', room, who }))],
  [3, aboutSomebody(({ room, nick: who }) => ({ cmd: 'mute', room, who }))],
  [2, aboutSomebody(({ room, nick: who }) => ({ cmd: 'unban', room, who }))],
  [
    4,
    aboutSomebody(({ room, nick: who }, { chance }) => ({
      cmd: 'allow',
      room,
      who,
      ...(chance.oneIn(2) && { for: '20s' }),
    })),
  ],
  [2, aboutSomebody(({ room, nick: who }) => ({ cmd: 'disallow', room, who }))],
  [2, aboutSomebody(({ room, nick: who }) => ({ cmd: 'unmute', room, who }))],
  [
    14,
    ({ acts, chance }) => {
      const here = acts.filter(({ target }) => target.startsWith('#'));
      if (here.length === 0) return undefined;
      const { target: room, seq: act } = chance.pick(here);
      return { cmd: 'undo', room, act };
    },
  ],
  [2, inSomeRoom((room) => ({ cmd: 'audit', room }))],
  [
    2,
    inSomeRoom((room, { chance }) => ({
      cmd: 'set',
      room,
      name: 'history',
      value: chance.pick(['joined', 'none', 'off', 'off']),
    })),
  ],
  [
    6,
    inSomeRoom((room, { chance }, tag) => ({
      cmd: 'set',
      room,
      name: 'welcome',
      value: chance.pick([`hello ${tag}`, 'off']),
    })),
  ],
  [
    6,
    inSomeRoom((room, { chance }) => ({
      cmd: 'set',
      room,
      name: chance.pick(['topic-lock', 'moderated'] as const),
      value: chance.pick(['on', 'off', 'off']),
    })),
  ],
];

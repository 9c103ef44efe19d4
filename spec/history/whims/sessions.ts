/** What people change about themselves. */
import { inSomeRoom, somebody, type Whims } from './mind.ts';

export const sessions: Whims = [
  [
    2,
    ({ name, account }, tag) =>
      account === undefined ? { cmd: 'nick', nick: `${name}-${tag.split('.')[1]}` } : undefined,
  ],
  [2, (_, tag) => ({ cmd: 'away', text: `after ${tag}` })],
  [2, () => ({ cmd: 'back' })],
  [3, inSomeRoom((room) => ({ cmd: 'room', room }))],
  [1, () => ({ cmd: 'whoami' })],
  [1, somebody((nick) => ({ cmd: 'ignore', nick }))],
  [2, somebody((nick) => ({ cmd: 'unignore', nick }))],
];

/** What people ask. */
import { inSomeRoom, type Whims } from './mind.ts';

export const questions: Whims = [
  [8, () => ({ cmd: 'whoami' })],
  [8, inSomeRoom((room) => ({ cmd: 'names', room }))],
  [
    3,
    inSomeRoom((_, { chance }) => ({
      cmd: 'search',
      words: chance.pick(['tea', 'long', 'größer']),
    })),
  ],
  [9, inSomeRoom((target, { chance }) => ({ cmd: 'history', target, limit: 1 + chance.below(8) }))],
];

/** What simulated lives have found, shrunk: each of these failed once, and is lived again. */
import { expect } from 'chai';
import type { Decision } from './decisions.ts';
import { playAgain, stories } from './play.ts';

const lives: readonly { was: string; seed: number; steps: readonly Decision[] }[] = [
  {
    was: 'a client that enters a room again from a cursor, loses its connection before it is told so, and skips what was said',
    seed: 13,
    steps: [
      { do: 'flow', rounds: 6 },
      { do: 'ask', who: 2, command: { cmd: 'part', tag: 'cy.1', rooms: ['#dev'] } },
      { do: 'flow', rounds: 3 },
      { do: 'ask', who: 0, command: { cmd: 'msg', tag: 'ann.1', to: '#dev', text: '‹ann.1›' } },
      { do: 'flow', rounds: 3 },
      {
        do: 'ask',
        who: 2,
        command: { cmd: 'join', tag: 'cy.2', rooms: ['#dev'], cursors: { '#dev': 0 } },
      },
      { do: 'cut', who: 2, how: 'in order', bytes: 1000 },
    ],
  },
  {
    was: 'a client that never hears that it has left a room, and reads it on from where it was when it enters again',
    seed: 4,
    steps: [
      { do: 'flow', rounds: 6 },
      { do: 'kill', unsynced: 0 },
      { do: 'ask', who: 2, command: { cmd: 'part', tag: 'cy.2', rooms: ['#dev'] } },
      { do: 'flow', rounds: 4 },
      { do: 'turn' },
      { do: 'turn' },
      { do: 'flow', rounds: 1 },
      { do: 'ask', who: 0, command: { cmd: 'msg', tag: 'ann.5', to: '#dev', text: '‹ann.5›' } },
      { do: 'dial', who: 2 },
      { do: 'ask', who: 2, command: { cmd: 'join', tag: 'cy.12', rooms: ['#dev'] } },
    ],
  },
  {
    was: 'a client that takes its own late /resume for somebody else’s, and gives up',
    seed: 18,
    steps: [
      { do: 'flow', rounds: 2 },
      { do: 'doom', acts: 8, unsynced: 1 },
      { do: 'flow', rounds: 2 },
      { do: 'boot' },
      { do: 'disk', place: 0, ends: 'well' },
      { do: 'doom', acts: 9 },
      { do: 'carry', who: 3, age: 0, way: 'down', bytes: 100_000 },
      { do: 'dial', who: 2 },
      { do: 'flow', rounds: 3 },
      { do: 'flow', rounds: 3 },
      { do: 'flow', rounds: 1 },
      { do: 'dial', who: 3 },
      { do: 'carry', who: 3, age: 0, way: 'up', bytes: 100_000 },
      { do: 'pass', ms: 1000 },
      { do: 'turn' },
      { do: 'carry', who: 3, age: 0, way: 'down', bytes: 100_000 },
    ],
  },
];

describe('a simulated life that failed once', () => {
  for (const { was, seed, steps } of lives) {
    it(`is right now: ${was} (seed ${seed})`, async () => {
      expect(stories(await playAgain(steps), 3)).to.deep.equal([]);
    });
  }
});

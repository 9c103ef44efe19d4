/** What simulated lives have found, shrunk: each of these failed once, and is lived again. */
import { expect } from 'chai';
import type { Decision } from './decisions.ts';
import { fourGuests, twoAccounts } from './fate.ts';
import type { Resident } from './person.ts';
import { playAgain, stories } from './play.ts';

interface Mended {
  readonly was: string;
  readonly seed: number;
  /** Four guests, where it is not said. */
  readonly people?: readonly Resident[];
  readonly steps: readonly Decision[];
}

const lives: readonly Mended[] = [
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
  {
    was: 'a client that hears a room by another device of its account before its own /join is done, and skips what it lacks',
    seed: 12,
    people: twoAccounts,
    steps: [
      { do: 'flow', rounds: 6 },
      { do: 'flow', rounds: 4 },
      { do: 'ask', who: 3, command: { cmd: 'nick', nick: 'lou', tag: 'louphone.3' } },
      { do: 'replace', who: 0 },
      { do: 'dial', who: 0 },
      {
        do: 'ask',
        who: 3,
        command: { cmd: 'register', password: 'correct-horse', tag: 'louphone.4' },
      },
      {
        do: 'ask',
        who: 0,
        command: { cmd: 'topic', room: '#dev', text: 'about kimdesk2.4', tag: 'kimdesk2.4' },
      },
      { do: 'carry', who: 0, age: 0, way: 'up', bytes: 100_000 },
      { do: 'turn' },
      { do: 'turn' },
      {
        do: 'ask',
        who: 4,
        command: { cmd: 'msg', to: '#dev', text: '‹ann.10› größer als 日本 🙂', tag: 'ann.10' },
      },
      {
        do: 'ask',
        who: 2,
        command: { cmd: 'login', nick: 'lou', password: 'correct-horse', tag: 'loudesk.9' },
      },
      { do: 'kill', unsynced: 0 },
      { do: 'boot' },
      { do: 'disk', place: 0, ends: 'well' },
      { do: 'dial', who: 5 },
      { do: 'flow', rounds: 3 },
      { do: 'carry', who: 4, age: 0, way: 'up', bytes: 100_000 },
      { do: 'turn' },
      { do: 'cut', who: 2, how: 'in order', bytes: 100_000 },
      { do: 'turn' },
      { do: 'disk', place: 0, ends: 'refused' },
      { do: 'flow', rounds: 4 },
      { do: 'doom', acts: 8, unsynced: 1 },
      { do: 'flow', rounds: 4 },
      { do: 'flow', rounds: 4 },
      { do: 'cut', who: 3, how: 'reset', bytes: 100_000 },
      { do: 'ask', who: 2, command: { cmd: 'sessions', end: 'others', tag: 'loudesk.12' } },
    ],
  },
  {
    was: 'a client that says of a message that it was not sent, when it logged in behind it',
    seed: 14,
    people: twoAccounts,
    steps: [
      { do: 'ask', who: 2, command: { cmd: 'nick', nick: 'lou', tag: 'loudesk.2' } },
      { do: 'flow', rounds: 1 },
      { do: 'flow', rounds: 2 },
      { do: 'carry', who: 2, age: 0, way: 'up', bytes: 100_000 },
      { do: 'turn' },
      {
        do: 'ask',
        who: 2,
        command: { cmd: 'register', password: 'correct-horse', tag: 'loudesk.6' },
      },
      { do: 'turn' },
      { do: 'flow', rounds: 2 },
      { do: 'flow', rounds: 2 },
      {
        do: 'ask',
        who: 3,
        command: { cmd: 'msg', to: 'ann', text: '‹louphone.9›', tag: 'louphone.9' },
      },
      {
        do: 'ask',
        who: 3,
        command: { cmd: 'login', nick: 'lou', password: 'correct-horse', tag: 'louphone.10' },
      },
      { do: 'flow', rounds: 1 },
      {
        do: 'move',
        who: 3,
        late: { cmd: 'msg', tag: 'louphone.11', to: '#dev', text: '‹louphone.11› late' },
      },
    ],
  },
  {
    was: 'a device that enters a room in which its account is by another one, and is never told where it began',
    seed: 59,
    people: twoAccounts,
    steps: [
      { do: 'flow', rounds: 6 },
      { do: 'ask', who: 2, command: { cmd: 'nick', nick: 'lou', tag: 'loudesk.1' } },
      {
        do: 'ask',
        who: 2,
        command: { cmd: 'register', password: 'correct-horse', tag: 'loudesk.2' },
      },
      {
        do: 'ask',
        who: 3,
        command: { cmd: 'part', rooms: ['#tea'], reason: 'for a while', tag: 'louphone.3' },
      },
      { do: 'flow', rounds: 2 },
      { do: 'flow', rounds: 2 },
      {
        do: 'ask',
        who: 3,
        command: { cmd: 'login', nick: 'lou', password: 'correct-horse', tag: 'louphone.5' },
      },
      { do: 'doom', acts: 3 },
      { do: 'flow', rounds: 3 },
      { do: 'ask', who: 3, command: { cmd: 'join', rooms: ['#tea'], tag: 'louphone.8' } },
      { do: 'flow', rounds: 4 },
      { do: 'dial', who: 3 },
      {
        do: 'ask',
        who: 3,
        command: { cmd: 'msg', to: '#tea', text: '‹louphone.9› tea?', tag: 'louphone.9' },
      },
    ],
  },
  {
    was: 'a session that has logged out, and forgets with a restart what it was answered before',
    seed: 45,
    people: twoAccounts,
    steps: [
      { do: 'flow', rounds: 6 },
      { do: 'ask', who: 0, command: { cmd: 'nick', tag: 'kimdesk.1', nick: 'kim' } },
      {
        do: 'ask',
        who: 0,
        command: { cmd: 'register', tag: 'kimdesk.2', password: 'correct-horse' },
      },
      {
        do: 'ask',
        who: 0,
        command: { cmd: 'msg', tag: 'kimdesk.3', to: '#dev', text: '‹kimdesk.3›' },
      },
      { do: 'flow', rounds: 6 },
      { do: 'ask', who: 0, command: { cmd: 'logout', tag: 'kimdesk.4' } },
      {
        do: 'ask',
        who: 0,
        command: { cmd: 'msg', tag: 'kimdesk.5', to: 'ann', text: '‹kimdesk.5›' },
      },
      { do: 'flow', rounds: 6 },
      { do: 'kill' },
      { do: 'flow', rounds: 6 },
      {
        do: 'repeat',
        who: 0,
        command: { cmd: 'msg', tag: 'kimdesk.3', to: '#dev', text: '‹kimdesk.3›' },
      },
    ],
  },
];

describe('a simulated life that failed once', () => {
  for (const { was, seed, people = fourGuests, steps } of lives) {
    const settled = people.map((each): Decision => ({ do: 'settle', ...each }));
    it(`is right now: ${was} (seed ${seed})`, async () => {
      expect(stories(await playAgain([...settled, ...steps]), 3)).to.deep.equal([]);
    });
  }
});

/** What peers cost before their bytes are lines is done a little at a time, so that others are heard between. */
import { expect } from 'chai';
import type { Task } from '../../server/net/fair-queue.ts';
import { Turnstile } from '../../server/net/turnstile.ts';
import { HandClock } from '../support/hand-clock.ts';
import { looked } from '../support/server.ts';

describe('those who are let in a few at a time', () => {
  let clock: HandClock;
  let turnstile: Turnstile;
  let done: string[];

  beforeEach(() => {
    clock = new HandClock();
    turnstile = new Turnstile(clock);
    done = [];
  });

  /** Somebody of an address, whose turn takes so many milliseconds. */
  const peer = (address: string, name: string, took: number): Task => ({
    address,
    take() {
      done.push(name);
      clock.pass(took);
    },
  });

  it('have a millisecond of each turn of the event loop together', async () => {
    for (const name of 'abcde') turnstile.queue(peer(name, name, 0.5));
    const turns: string[][] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      await looked();
      turns.push(done.splice(0));
    }
    expect(turns).to.deep.equal([['a', 'b'], ['c', 'd'], ['e']]);
  });

  it('come one of each address, whoever of one has come first', async () => {
    for (const name of ['a1', 'a2', 'a3']) turnstile.queue(peer('a', name, 2));
    turnstile.queue(peer('b', 'b1', 2));
    for (let turn = 0; turn < 4; turn += 1) await looked();
    expect(done).to.deep.equal(['a1', 'b1', 'a2', 'a3']);
  });

  it('come once in a turn, though they ask for more and there is time', async () => {
    const greedy: Task = {
      address: 'a',
      take() {
        done.push('a');
        if (done.length < 3) turnstile.queue(greedy);
      },
    };
    turnstile.queue(greedy);
    turnstile.queue(greedy);
    for (let turn = 1; turn <= 3; turn += 1) {
      await looked();
      expect(done).to.have.length(turn);
    }
  });
});

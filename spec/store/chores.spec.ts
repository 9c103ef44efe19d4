/** Work that can wait: it is done to the end, at the earliest time that somebody wants, and again when it failed. */
import { expect } from 'chai';
import { Chores } from '../../server/store/sqlite/chores.ts';
import { HandClock } from '../support/hand-clock.ts';

describe('work that can wait', () => {
  let clock: HandClock;
  let chores: Chores;
  /** When something was done, in milliseconds. */
  let done: number[];
  const trouble: unknown[] = [];

  beforeEach(() => {
    trouble.length = 0;
    done = [];
    clock = new HandClock();
    chores = new Chores(clock, (error) => trouble.push(error));
  });

  it('is done step by step until there is no more, and rests after each for four times as long as that took', () => {
    chores.plan(() => {
      clock.pass(10);
      done.push(clock.now());
      return done.length < 3;
    }, 0);
    clock.pass(1000);
    expect(done).to.deep.equal([10, 61, 112]);
  });

  it('is not put off by who wants it later, and is done early for who wants it soon', () => {
    const work = () => {
      done.push(clock.now());
      return false;
    };
    chores.plan(work, 600_000);
    chores.plan(work, 1);
    chores.plan(work, 600_000);
    clock.pass(1_000_000);
    expect(done).to.deep.equal([1]);
  });

  it('is not done after the end, however late it is planned', () => {
    const work = () => {
      done.push(clock.now());
      return false;
    };
    chores.plan(work, 600_000);
    chores.stop();
    chores.plan(work, 600_000);
    expect(clock.waiting).to.equal(0);
    clock.pass(1_000_000);
    expect(done).to.deep.equal([]);
  });

  it('is tried again when it failed, and told', () => {
    chores.plan(() => {
      done.push(clock.now());
      if (done.length === 1) throw new Error('no room');
      return false;
    }, 0);
    clock.pass(10_000);
    expect(done).to.deep.equal([0, 2000]);
    expect(trouble.map(String)).to.deep.equal(['Error: no room']);
  });
});

/** A busy server with a slow store waits a little for those who are about to answer, and commits all of them together. */
import { expect } from 'chai';
import { GroupCommit } from '../../server/hub/group-commit.ts';
import { HandClock } from '../support/hand-clock.ts';

describe('a turn', () => {
  let clock: HandClock;
  let over: number;
  let group: GroupCommit;

  beforeEach(() => {
    clock = new HandClock();
    over = 0;
    group = new GroupCommit(clock, () => {
      over += 1;
      group.end();
    });
  });

  it('behind a busy one waits for as many as that had', () => {
    group.begin(80, 3);
    expect(group.delays(24)).to.equal(true);
    expect(group.delays(79)).to.equal(true);
    expect(group.delays(80)).to.equal(false);
    group.end();
    clock.pass(1000);
    expect(over).to.equal(0);
  });

  it('waits no longer when a moment has brought nobody', () => {
    group.begin(80, 3);
    group.delays(24);
    clock.pass(0.5);
    group.delays(30);
    clock.pass(0.5);
    expect(over).to.equal(0);
    clock.pass(1);
    expect(over).to.equal(1);
    expect(clock.waiting).to.equal(0);
  });

  it('waits for a few commits at most, however many still come', () => {
    for (const [took, longest] of [
      [2, 6],
      [500, 10],
    ] as const) {
      over = 0;
      group.begin(1000, took);
      let waited = 0;
      for (; over === 0; waited += 0.5) {
        group.delays(100 + waited);
        clock.pass(0.5);
      }
      expect(waited).to.equal(longest);
    }
  });

  it('waits for nobody behind a small one, a quick one, or long after the last', () => {
    group.begin(80, 0.5);
    expect(group.delays(1)).to.equal(false);
    group.begin(15, 3);
    expect(group.delays(1)).to.equal(false);
    group.begin(80, 3);
    clock.pass(9);
    expect(group.delays(1)).to.equal(false);
    expect(clock.waiting).to.equal(0);
  });
});

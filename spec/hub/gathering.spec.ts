/** A busy server with a slow store waits a little for those who are about to answer, and commits all of them together. */
import { expect } from 'chai';
import { Gathering } from '../../server/hub/gathering.ts';
import { HandClock } from '../support/hand-clock.ts';

describe('a turn', () => {
  let clock: HandClock;
  let over: number;
  let gathering: Gathering;

  beforeEach(() => {
    clock = new HandClock();
    over = 0;
    gathering = new Gathering(clock, () => {
      over += 1;
      gathering.end();
    });
  });

  it('behind a busy one waits for as many as that had', () => {
    gathering.begin(80, 3);
    expect(gathering.waits(24)).to.equal(true);
    expect(gathering.waits(79)).to.equal(true);
    expect(gathering.waits(80)).to.equal(false);
    gathering.end();
    clock.pass(1000);
    expect(over).to.equal(0);
  });

  it('waits no longer when a moment has brought nobody', () => {
    gathering.begin(80, 3);
    gathering.waits(24);
    clock.pass(0.5);
    gathering.waits(30);
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
      gathering.begin(1000, took);
      let waited = 0;
      for (; over === 0; waited += 0.5) {
        gathering.waits(100 + waited);
        clock.pass(0.5);
      }
      expect(waited).to.equal(longest);
    }
  });

  it('waits for nobody behind a small one, a quick one, or long after the last', () => {
    gathering.begin(80, 0.5);
    expect(gathering.waits(1)).to.equal(false);
    gathering.begin(15, 3);
    expect(gathering.waits(1)).to.equal(false);
    gathering.begin(80, 3);
    clock.pass(9);
    expect(gathering.waits(1)).to.equal(false);
    expect(clock.waiting).to.equal(0);
  });
});

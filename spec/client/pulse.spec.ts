/** How a client measures its lag, and finds out that its connection is dead. */
import { mock } from 'node:test';
import { expect } from 'chai';
import { Pulse } from '../../client/pulse.ts';

describe('the heartbeat of a connection', () => {
  let clock: number;
  let told: (string | number)[];
  let pulse: Pulse;

  beforeEach(() => {
    clock = 0;
    told = [];
    mock.timers.enable({ apis: ['setTimeout'] });
    pulse = new Pulse({
      ask: (tag) => told.push(tag),
      sign: () => told.push('sign'),
      tell: (ms) => told.push(ms),
      dead: () => told.push('dead'),
      now: () => clock,
    });
  });

  /** Time passes, with all that is due in it. */
  const pass = (seconds: number): void => {
    for (let tenth = 0; tenth < seconds * 10; tenth += 1) {
      clock += 100;
      mock.timers.tick(100);
    }
  };

  it('measures the lag at once, and again every few seconds', () => {
    pulse.start();
    pass(0.3);
    expect(pulse.answered('pulse-1')).to.equal(true);
    pass(8);
    expect(told).to.deep.equal(['pulse-1', 300, 'pulse-2']);
  });

  it('tells how long there has been no answer, and finds a silent connection dead within 20 s', () => {
    pulse.start();
    pulse.answered('pulse-1');
    pass(19);
    expect(told).to.deep.equal(['pulse-1', 0, 'pulse-2', 2000, 4000, 6000, 'dead']);
  });

  it('lets a connection live that says other things', () => {
    pulse.start();
    for (let second = 0; second < 30; second += 1) {
      pass(1);
      pulse.alive();
    }
    expect(told).to.not.include('dead');
  });

  it('gives a connection time to speak after this machine slept', () => {
    pulse.start();
    clock += 3_600_000;
    mock.timers.tick(2_000);
    expect(told).to.not.include('dead');
    pass(10);
    expect(told).to.include('dead');
  });

  it('leaves the answers to others alone', () => {
    pulse.start();
    expect(pulse.answered('mine')).to.equal(false);
    expect(pulse.answered(undefined)).to.equal(false);
  });

  it('asks nothing more once it is stopped', () => {
    pulse.start();
    pulse.stop();
    pass(30);
    expect(told).to.deep.equal(['pulse-1']);
  });

  it('gives a sign of life, and expects none, while nothing is heard on purpose', () => {
    pulse.start();
    pulse.rest();
    pass(61);
    pulse.start();
    pass(1);
    expect(told).to.deep.equal(['pulse-1', 'sign', 'sign', 'pulse-2']);
  });
});

/** A server that is asked to stop does so within a bounded time, whatever hangs. */
import { expect } from 'chai';
import { STOP_LIMIT_MS, stopInTime } from '../server/process/stopping.ts';
import type { Running } from '../server/serve.ts';
import { HandClock } from './support/hand-clock.ts';

describe('a server that is asked to stop', () => {
  let clock: HandClock;
  let told: string[];
  let reached: (what: string) => void;
  let done: () => void;
  let stopping: ReturnType<typeof stopInTime>;

  beforeEach(async () => {
    clock = new HandClock();
    told = [];
    const closing = new Promise<void>((resolve) => {
      done = resolve;
    });
    const running: Running = {
      places: [],
      isNew: true,
      clerk: () => new Promise(() => {}),
      census: () => {
        throw new Error('nobody asks');
      },
      figures: () => {
        throw new Error('nobody asks');
      },
      reread: () => ({ changed: [], restart: [] }),
      broken: new Promise(() => {}),
      close(awaits = () => {}) {
        reached = awaits;
        return closing;
      },
    };
    stopping = stopInTime(Promise.resolve(running), clock, (sentence) => told.push(sentence));
    await Promise.resolve();
  });

  it('says nothing and ends with 0 when all goes well', async () => {
    reached('the store to close');
    done();
    expect(await stopping).to.equal(0);
    clock.pass(STOP_LIMIT_MS);
    expect(told).to.deep.equal([]);
  });

  it('says what it waits for, and is given up after ten seconds', async () => {
    reached('connections to close');
    clock.pass(2000);
    expect(told).to.deep.equal(['stopping; still waiting for connections to close']);
    reached('the store to close');
    clock.pass(STOP_LIMIT_MS - 2000);
    expect(await stopping).to.equal('late');
    expect(told.at(-1)).to.contain('waited 10 s for the store to close');
  });

  it('does not wait longer for a server that is still starting', async () => {
    const never = new Promise<Running>(() => {});
    const ended = stopInTime(never, clock, (sentence) => told.push(sentence));
    clock.pass(STOP_LIMIT_MS);
    expect(await ended).to.equal('late');
    expect(told.at(-1)).to.contain('its start');
  });
});

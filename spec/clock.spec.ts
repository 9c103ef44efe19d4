/** The clock of the machine. */
import { expect } from 'chai';
import { machineClock } from '../server/clock.ts';

describe('an alarm of the machine’s clock', () => {
  /** So many timers keep this process alive. */
  const timers = (): number =>
    process.getActiveResourcesInfo().filter((what) => what === 'Timeout').length;

  it('keeps no process alive that has nothing else to do', () => {
    const before = timers();
    const alarm = machineClock.after(600_000, () => {});
    const after = timers();
    alarm.cancel();
    expect(after).to.equal(before);
  });
});

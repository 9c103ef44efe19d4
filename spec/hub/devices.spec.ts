/** What the devices of one person may do together. */
import { expect } from 'chai';
import { Devices } from '../../server/hub/devices.ts';
import { Allowance } from '../../server/net/allowance.ts';
import type { Person } from '../../server/rooms/state.ts';
import { Crowd } from '../rooms/crowd.ts';

const rates = {
  commands: { perSecond: 10, burst: 10 },
  bytes: { perSecond: 1000, burst: 1000 },
};

/** Ann, who has an account and is here so many times. */
function ann(devices: number): Person {
  const crowd = new Crowd({ sessionsOfAccount: 100 });
  const first = crowd.come('ann');
  crowd.command(first, { cmd: 'register', password: '' });
  for (let n = 1; n < devices; n += 1) {
    const other = crowd.come(`x${n}`);
    crowd.command(other, { cmd: 'login', nick: 'ann', password: '' });
  }
  return crowd.world.persons.byNick('ann') as Person;
}

describe('somebody who is here on many devices', () => {
  it('may do together as much as four of them, at once as much as two, from wherever they come', () => {
    const devices = new Devices(rates);
    const person = ann(20);
    const waits = Array.from({ length: 20 }, () => {
      const allowance = new Allowance(rates, Allowance.ofAddress(rates));
      allowance.belongTo(devices.allowanceOf(person));
      return allowance.spend(10, 0);
    });
    expect(waits.slice(0, 4)).to.deep.equal([0, 0, 250, 500]);
    expect(waits.at(-1)).to.equal(4500);
  });

  it('shares with nobody while they have one, or where nothing is limited', () => {
    expect(new Devices(rates).allowanceOf(ann(1))).to.equal(undefined);
    expect(new Devices(undefined).allowanceOf(ann(2))).to.equal(undefined);
  });
});

/** What the devices of one person may do together. */
import { expect } from 'chai';
import { Devices } from '../../server/hub/devices.ts';
import { Allowance } from '../../server/net/allowance.ts';
import type { Person } from '../../server/rooms/world/state.ts';
import { Crowd } from '../rooms/crowd.ts';
import type { Party } from '../support/party.ts';
import { openServer, type TestServer } from '../support/server.ts';

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
      return allowance.spend('commands', 10, 0);
    });
    expect(waits.slice(0, 4)).to.deep.equal([0, 0, 250, 500]);
    expect(waits.at(-1)).to.equal(4500);
  });

  /** What the third device of ann is told when the first two have done all that two may do at once. */
  async function thirdOf(server: TestServer): Promise<string | undefined> {
    await server.clerk({ ask: 'add', nick: 'ann', password: 'correct-horse-battery' });
    const devices: Party[] = [];
    for (let n = 1; n <= 3; n += 1) {
      const device = await server.connect(`d${n}`);
      device.write(`PROXY TCP4 10.0.0.${n} 127.0.0.1 1 2\r\n`);
      device.send('{"cmd":"login","tag":"l","nick":"ann","password":"correct-horse-battery"}');
      await device.until(/"re":"l"/);
      devices.push(device);
    }
    server.clock.pass(100_000);
    for (const device of devices.slice(0, 2)) {
      for (let n = 0; n < 10; n += 1) device.send(`/ping@p${n}`);
      await device.until(/"re":"p9"/);
    }
    for (let n = 0; n < 5; n += 1) devices[2]?.send(`/ping@p${n}`);
    return (await devices[2]?.until(/"slowed"|"re":"p4"/))?.at(-1);
  }
  const limited = { limits: true, proxyFrom: '127.0.0.1' };

  it('is read more slowly on each when the others have done much, though they come from elsewhere', async () => {
    const server = await openServer({ ...limited, rate: '1' });
    expect(await thirdOf(server)).to.match(/"ev":"slowed"/);
  });

  it('is read by the rate that the configuration says now', async () => {
    const server = await openServer(limited);
    server.configuration.text = 'rate = 1';
    await server.clerk({ ask: 'rehash' });
    expect(await thirdOf(server)).to.match(/"ev":"slowed"/);
  });

  it('shares with nobody while they have one, or where nothing is limited', () => {
    expect(new Devices(rates).allowanceOf(ann(1))).to.equal(undefined);
    expect(new Devices(undefined).allowanceOf(ann(2))).to.equal(undefined);
  });
});

/** What those of one address share, and who is their neighbour. */
import { expect } from 'chai';
import { Allowance } from '../../server/net/allowance.ts';
import { countedAddress, Neighbourhood } from '../../server/net/neighbours.ts';

const rates = {
  commands: { perSecond: 10, burst: 10 },
  bytes: { perSecond: 1000, burst: 1000 },
};
const limits = { connections: 20, newcomers: { perSecond: 1, burst: 20 } };

function admitted(there: Neighbourhood, address: string, now = 0): Allowance {
  const entered = there.admit(address, now);
  if ('refused' in entered || entered.allowance === undefined) throw new Error('not let in');
  return entered.allowance;
}

describe('the connections of an address', () => {
  it('may do together as much as eight of them, at once as much as two, and nobody else waits for that', () => {
    const there = new Neighbourhood(limits, rates);
    const crowd = Array.from({ length: 20 }, () => admitted(there, '10.0.0.1'));
    const waits = crowd.map((each) => each.spend('commands', 8, 0));
    expect(waits.slice(0, 4)).to.deep.equal([0, 0, 50, 150]);
    expect(waits.at(-1)).to.equal(1750);
    expect(admitted(there, '10.0.0.2').spend('commands', 8, 0)).to.equal(0);
    expect(crowd.map((each) => each.spend('bytes', 1000, 0)).slice(0, 3)).to.deep.equal([
      0, 0, 125,
    ]);
  });

  it('pay for what their lines cost before they go on', () => {
    const one = new Allowance(rates);
    expect(one.spend('commands', 1, 0)).to.equal(0);
    one.charge(100, 0);
    expect(one.spend('commands', 1, 0)).to.equal(9200);
  });

  it('know what the lines of others have cost while they wait for theirs', () => {
    const there = new Neighbourhood(limits, rates);
    const [one, other] = [admitted(there, '10.0.0.1'), admitted(there, '10.0.0.1')];
    const stranger = admitted(there, '10.0.0.2');
    one.charge(80, 0);
    expect([one, other, stranger].map(({ charged }) => charged)).to.deep.equal([1000, 1000, 0]);
  });

  it('owe what they owe, though they come anew', () => {
    const there = new Neighbourhood(limits, rates);
    admitted(there, '10.0.0.1').spend('commands', 120, 0);
    there.leave('10.0.0.1');
    expect(admitted(there, '10.0.0.1', 1000).spend('commands', 1, 1000)).to.be.above(0);
    there.leave('10.0.0.1');
    expect(admitted(there, '10.0.0.1', 1_000_000).spend('commands', 1, 1_000_000)).to.equal(0);
  });

  it('are told when they may come again, when very many have just come and gone', () => {
    const there = new Neighbourhood(limits, undefined);
    for (let n = 0; n < 20; n += 1) {
      there.admit('10.0.0.1', 0);
      there.leave('10.0.0.1');
    }
    expect(there.admit('10.0.0.1', 0)).to.deep.equal({
      refused: 'Too many connections came from your address. Try again in a second.',
    });
    expect(there.admit('10.0.0.2', 0)).not.to.have.property('refused');
    expect(there.admit('10.0.0.1', 1000)).not.to.have.property('refused');
  });

  it('are turned away without a word when very many come in vain, and told again after a while', () => {
    const there = new Neighbourhood({ ...limits, connections: 0 }, undefined);
    const refused =
      'There are 0 connections from your address, the most there can be. Try again when one of them has ended.';
    for (let n = 0; n < 32; n += 1) {
      expect(there.admit('10.0.0.1', 0)).to.deep.equal({ refused });
    }
    for (let n = 0; n < 1000; n += 1) {
      expect(there.admit('10.0.0.1', 0)).to.deep.equal({ refused: undefined });
    }
    expect(there.admit('10.0.0.2', 0)).to.deep.equal({ refused });
    expect(there.admit('10.0.0.1', 100)).to.deep.equal({ refused });
  });
});

describe('an address', () => {
  it('is a network of IPv6, of which one person has all addresses', () => {
    const [one, other] = [
      countedAddress('2001:db8:1:2::7'),
      countedAddress('2001:db8:1:2:aaaa:bbbb:cccc:dddd'),
    ];
    expect(one).to.equal('2001:db8:1:2::/64').and.to.equal(other);
    expect(countedAddress('2001:db8:1:3::7')).not.to.equal(one);
    for (const zone of ['eth0', 'br-lan', 'eth0.10'])
      expect(countedAddress(`fe80::1%${zone}`)).to.equal('fe80:0:0:0::/64');
    expect(countedAddress('::1')).to.equal('0:0:0:0::/64');
  });

  it('of IPv4 is itself, however it is written', () => {
    expect(countedAddress('10.0.0.1')).to.equal('10.0.0.1');
    expect(countedAddress('::ffff:10.0.0.1')).to.equal('10.0.0.1');
    expect(countedAddress('0:0:0:0:0:ffff:a00:1')).to.equal('10.0.0.1');
  });
});

/** Whom a ban and its like hit. */
import { expect } from 'chai';
import { isHit, isSameWhom, type Whom, whomOf } from '../../../server/rooms/moderation/whom.ts';
import type { Person } from '../../../server/rooms/world/state.ts';
import { Crowd } from '../crowd.ts';

const SET = 5_000_000;

/** A guest who comes from an address, and an account when `since` is told. */
function somebody(nick: string, address: string, since?: number): Person {
  const crowd = new Crowd();
  const session = crowd.come(nick, 'json', address);
  const { person } = crowd.world.sessions.get(session)!;
  if (since !== undefined) crowd.world.set(person, 'account', { secret: '', since });
  return person;
}

describe('whoever is named by a WHO', () => {
  it('is hit by a network in which an address of theirs is', () => {
    const { network } = whomOf('203.0.113.0/24') as Whom & { kind: 'address' };
    const whom: Whom = { kind: 'address', network };
    expect(isHit(somebody('ann', '203.0.113.7'), whom, SET)).to.equal(true);
    expect(isHit(somebody('ann', '203.0.114.7'), whom, SET)).to.equal(false);
    expect(isHit(somebody('ann', ''), whom, SET)).to.equal(false);
    const six = whomOf('2001:db8:1:2::7') as Whom;
    expect(isHit(somebody('ann', '2001:db8:1:2::/64'), six, SET)).to.equal(true);
    expect(isHit(somebody('ann', '2001:db8:1:3::/64'), six, SET)).to.equal(false);
  });

  it('is hit by a mask that means their nick', () => {
    const whom = whomOf('Spam*') as Whom;
    expect(isHit(somebody('sPam7', '::1'), whom, SET)).to.equal(true);
    expect(isHit(somebody('ham', '::1'), whom, SET)).to.equal(false);
  });

  it('is hit as a guest wherever they go, and who comes from there later, but for older accounts and those who were there', () => {
    const troll = somebody('troll', '10.0.0.1');
    const addresses = ['10.0.0.1'];
    const whom: Whom = { kind: 'person', identity: 'guest:x', nick: 'troll', addresses };
    expect(isHit(troll, { ...whom, identity: troll.identity, addresses: [] }, SET)).to.equal(true);
    expect(isHit(somebody('other', '10.0.0.1'), whom, SET)).to.equal(true);
    expect(isHit(somebody('other', '10.0.0.2'), whom, SET)).to.equal(false);
    expect(isHit(somebody('old', '10.0.0.1', SET - 1), whom, SET)).to.equal(false);
    expect(isHit(somebody('fresh', '10.0.0.1', SET), whom, SET)).to.equal(true);
    const neighbour = somebody('neighbour', '10.0.0.1');
    expect(isHit(neighbour, { ...whom, spared: [neighbour.identity] }, SET)).to.equal(false);
  });

  it('is the same whatever their nick is now, and however an address is written', () => {
    const ann = (nick: string): Whom => ({ kind: 'person', identity: 'guest:1', nick });
    expect(isSameWhom(ann('ann'), ann('anna'))).to.equal(true);
    expect(isSameWhom(whomOf('1.2.3.9/24')!, whomOf('1.2.3.0/24')!)).to.equal(true);
    expect(isSameWhom(whomOf('Spam*')!, whomOf('spam*')!)).to.equal(true);
    expect(isSameWhom(whomOf('spam*')!, ann('spam'))).to.equal(false);
    expect(whomOf('ann')).to.equal(undefined);
  });
});

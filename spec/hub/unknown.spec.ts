/** A store that can't say whether it has a turn: nobody is told, and nothing is undone or decided, until it says so. */
import { expect } from 'chai';
import type { Party } from '../support/party.ts';
import { looked, type TestServer } from '../support/server.ts';
import { openTroubledRoom } from '../support/troubled-room.ts';
import type { TroubledStore } from '../support/troubled-store.ts';

describe('while a store does not say whether it has what was said', () => {
  let store: TroubledStore;
  let server: TestServer;
  let ann: Party;
  let bob: Party;

  beforeEach(async () => {
    ({ store, server, ann, bob } = await openTroubledRoom());
  });

  /** Somebody says something, of which the store does not say what became. */
  async function say(fate: 'done' | 'nothing', line: string): Promise<void> {
    store.fallSilent(fate);
    const before = store.turnsAsked;
    ann.send(line);
    while (store.turnsAsked === before) await looked();
  }

  /** A second passes, after which the store has been asked once more. */
  async function second(): Promise<void> {
    const before = store.turnsAsked;
    await looked();
    server.clock.pass(1000);
    while (store.turnsAsked === before) await looked();
    await looked();
  }

  it('it is asked again each second, and nobody hears anything', async () => {
    const heard = [ann, bob].map((each) => each.heard.length);
    await say('done', '/msg@t #dev hello');
    bob.send('/msg@b #dev well\n/ping@p');
    for (let n = 0; n < 3; n += 1) await second();
    expect([ann, bob].map((each) => each.heard.length)).to.deep.equal(heard);
    expect(store.turnsAsked).to.equal(4);
    expect(server.warnings).to.deep.equal([
      'whether what people did is stored is not known, and all wait until it is: no answer',
    ]);
    store.speak();
    await second();
    await bob.barrier();
  });

  it('what it has is told once it says so, and then what others said meanwhile', async () => {
    await say('done', '/msg@t #dev hello');
    bob.send('/msg@b #dev well');
    await second();
    store.speak();
    await second();
    for (const each of [ann, bob]) {
      expect(await each.event('message')).to.include({ from: 'ann', seq: 1 });
      if (each === ann) expect(await ann.event('ok')).to.include({ re: 't', seq: 1 });
      expect(await each.event('message')).to.include({ from: 'bob', seq: 2 });
    }
    expect(await bob.event('ok')).to.include({ re: 'b', seq: 2 });
  });

  it('what it has not is refused, and what others said meanwhile is decided as if it had never been', async () => {
    await say('nothing', '/topic@t #dev tea\n/msg@u #dev lost');
    bob.send('/msg@b #dev well\n/names@n #dev');
    await second();
    store.speak();
    await second();
    expect(await ann.event('error')).to.include({ re: 't', code: 'store_unavailable' });
    expect(await ann.event('error')).to.include({ re: 'u', code: 'store_unavailable' });
    expect(await ann.event('message')).to.include({ from: 'bob', seq: 1 });
    await bob.event('message');
    expect(await bob.event('ok')).to.include({ re: 'b', seq: 1 });
    expect(await bob.event('room')).not.to.have.property('topic');
    expect(server.warnings.slice(1)).to.deep.equal([
      'what people do cannot be stored: no answer',
      'what people do can be stored again',
    ]);
  });

  it('whoever comes is greeted when it has said so, and who breaks is missed by nobody before', async () => {
    await say('done', '/msg@t #dev hello');
    const cy = await server.connect('cy');
    cy.send('{"cmd":"nick","tag":"n","nick":"cy"}');
    bob.destroy();
    await second();
    expect(cy.heard).to.deep.equal([]);
    store.speak();
    await second();
    await cy.until(/"ok","re":"n"/);
    await ann.event('message');
    expect(await ann.event('ok')).to.include({ re: 't' });
  });

  it('a server that is stopped waits for it, and says goodbye when it is known', async () => {
    await say('done', '/msg@t #dev hello');
    const closed = server.close();
    await looked();
    store.speak();
    expect(await ann.event('message')).to.include({ text: 'hello' });
    await closed;
    await ann.event('ok');
    expect(await ann.event('bye')).to.include({ code: 'shutdown' });
  });
});

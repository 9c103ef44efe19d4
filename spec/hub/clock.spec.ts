/** A clock that ran ahead and was put right: nobody's time goes back or stands still, and the operator knows why it is slow. */
import { expect } from 'chai';
import { open } from '../store/directories.ts';
import { newDirectory } from '../support/folders.ts';
import type { Party } from '../support/party.ts';
import { openServer } from '../support/server.ts';

const DAY = 86_400_000;

const atOf = (text: string): number => Date.parse(/\d{4}-\d\d-\d\dT[\d:.]+Z/.exec(text)?.[0] ?? '');

describe('a clock that ran a day ahead', () => {
  async function say(person: Party, text: string): Promise<number> {
    person.send(text);
    return Date.parse((await person.event('message')).at);
  }

  it('is told to the operator with both times when it was put right, once, and again when it is over', async () => {
    const server = await openServer();
    const ann = await server.party('ann', 'json');
    ann.send('/join #dev');
    await ann.rest();
    server.clock.turn(DAY);
    const ahead = await say(ann, 'tomorrow');
    server.clock.turn(-DAY);
    for (const text of ['today', 'today as well']) expect(await say(ann, text)).to.equal(ahead);
    expect(server.warnings).to.have.length(1);
    const [told = ''] = server.warnings;
    expect(atOf(told)).to.be.closeTo(ahead - DAY, DAY / 2);
    expect(atOf(told.slice(told.indexOf('said at')))).to.equal(ahead);

    ann.send('/history@h #dev limit=2');
    expect((await ann.event('history')).events.map(({ seq }) => seq)).to.deep.equal([2, 3]);
    await ann.rest();
    server.clock.turn(DAY + 1000);
    expect(await say(ann, 'tomorrow at last')).to.be.above(ahead);
    expect(server.warnings).to.have.length(2);
    expect(server.warnings[1]).to.contain('its own time again');
  });

  it('keeps nobody quiet for a day when it was put right: time goes on, half as fast', async () => {
    const server = await openServer();
    const ann = await server.party('ann', 'json');
    const bob = await server.party('bob', 'json');
    for (const each of [ann, bob]) await each.ask({ cmd: 'join', rooms: ['#dev'] });
    await ann.rest();
    server.clock.turn(DAY);
    await say(ann, 'tomorrow');
    server.clock.turn(-DAY);
    await ann.ask({ cmd: 'mute', room: '#dev', who: 'bob', for: '1m' });
    for (const _ of Array(4)) {
      server.clock.pass(15_000);
      bob.send('am I heard?');
      await bob.until(/"code":"muted"/);
    }
    server.clock.pass(60_000);
    await bob.ask({ cmd: 'say', text: 'now I am' });
  });

  it('is told to the operator who starts the server, before anybody has said anything', async () => {
    const directory = newDirectory();
    const first = await openServer({}, await open(directory));
    first.clock.turn(DAY);
    const ann = await first.party('ann', 'json');
    ann.send('/join #dev\nfrom tomorrow');
    await ann.rest();
    await first.close();
    const again = await openServer({}, await open(directory));
    expect(again.warnings).to.have.length(1);
    expect(again.warnings[0]).to.contain('something was said at');
  });

  it('is nothing to tell of when it was put back by a second', async () => {
    const server = await openServer();
    const ann = await server.party('ann', 'json');
    server.clock.turn(-1000);
    ann.send('/join #dev');
    await ann.rest();
    expect(server.warnings).to.deep.equal([]);
  });
});

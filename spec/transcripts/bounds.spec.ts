/** What a conversation shows only when it is long: tags that are remembered, rates, logs that forget, lines that stay short. */
import { expect } from 'chai';
import type { Party } from '../support/party.ts';
import { openServer } from '../support/server.ts';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const say = (text: string): string => JSON.stringify({ cmd: 'say', text });

async function joined(party: Party, room = '#tea'): Promise<Party> {
  party.send(`/join ${room}`);
  await party.rest();
  return party;
}

describe('a bound', () => {
  it('of tags: the last 256 are remembered', async () => {
    const server = await openServer();
    const bot = await joined(await server.party('bot', 'json'));
    for (const number of numbers(256)) bot.send(`/say@t${number} ${number}`);
    await bot.until(/"re":"t256"/);
    for (const number of [1, 256]) {
      bot.send(`/say@t${number} ${number}`);
      expect((await bot.event('ok')).seq).to.equal(number);
    }
    await bot.silence();
  });

  it('of the rate: whoever pastes faster is read more slowly, told so once, and all is heard in order', async () => {
    const server = await openServer({ limits: true, rate: '200' });
    const ana = await joined(await server.party('ana', 'json'));
    const bob = await joined(await server.party('bob', 'json'));
    await ana.rest();
    const book = numbers(2100).map((number) => `line ${number} of the book`);
    ana.write(book.map((line) => `${line}\n`).join(''));
    await ana.until(/"slowed"/);
    // Time stands still: what a second allows is not there yet.
    await bob.barrier();
    expect(bob.heard.at(-1)).not.to.contain('line 2100 ');
    server.clock.pass(1000);
    const heard = await ana.until(/line 2100 /);
    expect(heard.filter((line) => line.includes('"slowed"'))).to.deep.equal([]);
    const texts = (await bob.rest()).map((line) => (JSON.parse(line) as { text: string }).text);
    expect(texts).to.deep.equal(book);
  });

  it('of memory: what the log has forgotten is told as lagged, and the rest comes', async () => {
    const server = await openServer({ memoryLimit: '1' });
    const bot = await joined(await server.party('bot', 'json'));
    for (const number of numbers(500)) bot.send(say(`${number} ${'x'.repeat(4000)}`));
    await bot.until(/"seq":500/);
    const late = await server.party('late', 'json');
    late.send('/join #tea=50');
    const { room, from, to } = await late.event('lagged');
    expect([room, from]).to.deep.equal(['#tea', 51]);
    for (let seq = to + 1; seq <= 500; seq += 1) {
      expect((await late.event('message')).seq).to.equal(seq);
    }
    expect((await late.event('room')).seq).to.equal(500);
  });

  it('of rooms: nobody is in more than a hundred', async () => {
    const server = await openServer();
    const bot = await server.party('bot', 'json');
    const rooms = (from: string): string[] => numbers(100).map((number) => `#${from}${number}`);
    bot.send(`/join@t1 ${rooms('a').join()}`);
    await bot.until(/"ev":"ok","re":"t1"/);
    bot.send('/join@t2 #a1,#b1');
    const { re, code } = await bot.event('error');
    expect([re, code]).to.deep.equal(['t2', 'too_many_rooms']);
    bot.send('/join@t3 #a1');
    await bot.event('room');
    expect((await bot.event('ok')).re).to.equal('t3');
    bot.send('/rooms');
    expect((await bot.event('rooms')).rooms).to.have.length(100);
  });

  it('of a line: what the server says has at most 65,536 bytes, however much there is to say', async () => {
    const server = await openServer();
    const bot = await server.party('bot', 'json');
    // A control character takes six bytes in JSON.
    const [text, topic] = ['\u0002'.repeat(4096), '\u0002'.repeat(1024)];
    const rooms = numbers(30).map((number) => `#${'é'.repeat(60)}${number}`);
    bot.send(JSON.stringify({ cmd: 'join', rooms }));
    for (const room of rooms) bot.send(JSON.stringify({ cmd: 'topic', room, text: topic }));
    for (const _ of numbers(10)) bot.send(say(text));
    for (const line of [
      '/rooms',
      '/history',
      '/history after=0',
      '/whoami',
      '/whois bot',
      '/who',
    ]) {
      bot.send(line);
    }
    await bot.barrier();
    const longest = Math.max(...bot.heard.map((line) => Buffer.byteLength(line) + 1));
    expect(longest).to.be.within(40_000, 65_536);
  });
});

describe('the end of a server', () => {
  it('is told to everybody, after what they said', async () => {
    const server = await openServer();
    const ana = await joined(await server.party('ana'));
    const bot = await joined(await server.party('bot', 'json'));
    await ana.rest();
    ana.send('last words');
    expect(await bot.next()).to.include('last words');
    await server.close();
    expect(await ana.next()).to.equal('[#tea] <ana> last words');
    expect(await ana.next()).to.match(/^\* Bye: /);
    expect((await bot.event('bye')).code).to.equal('shutdown');
    await ana.closed();
    await bot.closed();
  });
});

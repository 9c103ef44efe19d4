/** What no transcript can show: bytes that are no text, lines of thousands of letters, bells, and how long a greeting waits. */
import { connect } from 'node:net';
import { expect } from 'chai';
import { GREETING_DELAY_MS } from '../../server/net/arrival.ts';
import { looked, openServer } from '../support/server.ts';

const BELL = '\x07';
const letters = (count: number): string => 'x'.repeat(count);

describe('a bell', () => {
  it('rings for a person who asked for it, when somebody else says their nick', async () => {
    const server = await openServer();
    const [ana, bob] = [await server.party('ana'), await server.party('bob')];
    ana.send('/join #tea');
    await ana.barrier();
    bob.send('/join #tea');
    for (const line of ['ana: before', '/me waves to ana']) bob.send(line);
    await bob.barrier();
    await ana.rest();
    expect(ana.bells, 'before /bell on').to.equal(0);

    ana.send('/bell on');
    await ana.barrier();
    const rung = async (line: string): Promise<number> => {
      const before = ana.bells;
      bob.send(line);
      await bob.barrier();
      await ana.rest();
      return ana.bells - before;
    };
    expect(await rung('ANA: tea?')).to.equal(1);
    expect(await rung('/me waves to ana')).to.equal(1);
    expect(await rung('/msg ana psst')).to.equal(1);
    expect(await rung('bananas')).to.equal(0);
    expect(await rung('anna')).to.equal(0);
    ana.send('ana talks to ana');
    expect(await rung('nothing')).to.equal(0);
    ana.send('/bell off');
    await ana.barrier();
    expect(await rung('ana?')).to.equal(0);
    expect(bob.bells).to.equal(0);
  });

  it('is a byte of its own behind what was said', async () => {
    const server = await openServer();
    const bob = await server.party('bob');
    const socket = connect(server.port, '127.0.0.1').setEncoding('utf8');
    let heard = '';
    const rung = new Promise<void>((resolve) => {
      socket.on('data', (text) => {
        heard += text;
        if (heard.includes(BELL)) resolve();
      });
    });
    socket.write('/nick ana\n/bell on\n/msg bob ready\n');
    await bob.until(/ready/);
    bob.send('/msg ana tea?');
    await rung;
    socket.destroy();
    expect(heard.endsWith(`\n[bob -> ana] tea?\n${BELL}`), heard).to.equal(true);
  });

  it('never rings in json', async () => {
    const server = await openServer();
    const [ana, bot] = [await server.party('ana'), await server.party('bot', 'json')];
    bot.send('/bell on');
    await bot.barrier();
    ana.send('/msg bot psst');
    await ana.barrier();
    await bot.rest();
    expect(bot.bells).to.equal(0);
    expect(bot.heard.join()).not.to.include(BELL);
  });
});

describe('a line that is no line', () => {
  it('is refused when it is too long, and the next one is read', async () => {
    const server = await openServer();
    const ana = await server.party('ana');
    ana.send('/join #tea');
    await ana.rest();
    ana.send(`/say@t1 ${letters(8192)}`);
    ana.send(letters(1_000_000));
    ana.send('still here');
    expect(await ana.rest()).to.deep.equal([
      '! too_long (t1): The line is longer than 8192 bytes. Send it in several pieces.',
      '! too_long: The line is longer than 8192 bytes. Send it in several pieces.',
      '[#tea] <ana> still here',
    ]);
  });

  it('is refused by its bytes with the end, in each dialect by its own bound', async () => {
    const server = await openServer();
    const bot = await server.party('bot', 'json');
    const object = (bytes: number): string => {
      const frame = '{"cmd":"motd","x":""}';
      return `${frame.slice(0, -2)}${letters(bytes - frame.length - 1)}"}`;
    };
    bot.send(object(32_768));
    bot.send(object(32_769));
    bot.send(letters(8192));
    expect((await bot.event('motd')).text).to.equal('');
    expect((await bot.event('error')).code).to.equal('too_long');
    const { code, message } = await bot.event('error');
    expect([code, message]).to.deep.equal([
      'too_long',
      'The line is longer than 8192 bytes. Send it in several pieces.',
    ]);
  });

  it('is refused when its text is too long, by bytes and not by letters', async () => {
    const server = await openServer();
    const bot = await server.party('bot', 'json');
    bot.send('/join #tea');
    await bot.event('room');
    bot.send(JSON.stringify({ cmd: 'say', tag: 't1', text: 'é'.repeat(2049) }));
    const { re, code } = await bot.event('error');
    expect([re, code]).to.deep.equal(['t1', 'too_long']);
    bot.send(JSON.stringify({ cmd: 'say', text: 'é'.repeat(2048) }));
    expect((await bot.event('message')).text).to.have.length(2048);
  });

  it('is refused when it is not UTF-8, with its tag, and the next one is read', async () => {
    const server = await openServer();
    const ana = await server.party('ana');
    ana.write(Buffer.from('/say@t1 caf\xe9\n/ping\n', 'latin1'));
    expect(await ana.rest()).to.deep.equal([
      '! bad_line (t1): The line is not UTF-8. Set your terminal or program to UTF-8.',
      '* pong',
    ]);
  });

  it('is refused when it is the first, after the greeting', async () => {
    const server = await openServer();
    const ana = await server.connect('ana');
    ana.write(Buffer.from([0x97, 0x03, 0x01, 0xff, 0x0a]));
    const [welcome, token, refusal] = await ana.until(/^!/);
    expect(welcome).to.match(/^\* Welcome/);
    expect(token).to.match(/^\* If your connection/);
    expect(refusal).to.match(/^! bad_line: /);
  });

  it('may come in pieces that cut its letters in two', async () => {
    const server = await openServer();
    const ana = await server.party('ana');
    ana.send('/join #tea');
    await ana.rest();
    const said = '🫖 ça va, Ωραία';
    for (const byte of Buffer.from(`${said}\n`)) {
      ana.write(Buffer.from([byte]));
      await looked();
    }
    expect(await ana.next()).to.equal(`[#tea] <ana> ${said}`);
  });
});

describe('a rate', () => {
  it('is one of lines: who types letter by letter is not too fast', async () => {
    const server = await openServer({ limits: true, rate: '1' });
    const ana = await server.party('ana');
    for (const letter of 'a line of more letters than the rate allows lines') {
      ana.write(letter);
      await looked();
    }
    ana.send('');
    expect((await ana.rest()).join()).to.match(/^! no_current_room/);
  });
});

describe('a greeting', () => {
  it('waits 300 ms for a first line', async () => {
    const server = await openServer();
    const bob = await server.party('bob');
    const ana = await server.connect('ana');
    await bob.barrier();
    server.clock.pass(GREETING_DELAY_MS - 1);
    for (const _ of ['told', 'heard']) await bob.barrier();
    expect(ana.heard).to.deep.equal([]);
    server.clock.pass(1);
    expect(await ana.next()).to.match(/^\* Welcome/);
  });

  it('is in the dialect of a first line that came while the server was busy for longer', async () => {
    const server = await openServer();
    const bob = await server.party('bob');
    const ana = await server.connect('ana');
    await bob.barrier();
    ana.send('{"cmd":"ping"}');
    // Timers are looked at before sockets are read.
    await new Promise((resolve) => setTimeout(resolve));
    server.clock.pass(GREETING_DELAY_MS);
    expect((await ana.event('welcome')).formats).to.include('json');
  });
});

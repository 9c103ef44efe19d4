/** Hostile bytes: each has its stated outcome, and the server goes on. */
import { expect } from 'chai';
import { GREETING_DELAY_MS } from '../../server/net/arrival.ts';
import { eventsIn, type Party } from '../support/party.ts';
import { looked, openServer, type TestServer } from '../support/server.ts';

describe('who sends what is no line', () => {
  let server: TestServer;
  const party = (name: string): Promise<Party> => server.party(name);

  beforeEach(async () => {
    server = await openServer();
  });
  afterEach(() => expect(server.warnings).to.deep.equal([]));

  it('is heard as one line, however slowly its bytes come', async () => {
    const [ann, bob] = [await party('ann'), await party('bob')];
    for (const each of [ann, bob]) each.send('/join #slow');
    for (const each of [bob, ann]) await each.rest();
    for (const byte of Buffer.from('grüße, 日本 and 👩‍👩‍👧\r\n')) {
      ann.write(Uint8Array.of(byte));
      await looked();
    }
    await ann.barrier();
    expect(await bob.rest()).to.deep.equal(['[#slow] <ann> grüße, 日本 and 👩‍👩‍👧']);
  });

  it('has said nothing when the connection ends in the middle of a line', async () => {
    const [ann, bob] = [await party('ann'), await party('bob')];
    for (const each of [ann, bob]) each.send('/join #half');
    for (const each of [bob, ann]) await each.rest();
    ann.write('whole\nhalf a li');
    await ann.close();
    expect(await bob.rest()).to.deep.equal([
      '[#half] <ann> whole',
      '* ann quit: connection closed',
    ]);
  });

  const noUtf8: [what: string, bytes: number[]][] = [
    ['a lone continuation', [0x61, 0x80]],
    ['a letter without its end', [0x61, 0xe2, 0x82]],
    ['an overlong slash', [0xc0, 0xaf, 0x71, 0x75, 0x69, 0x74]],
    ['half a surrogate pair', [0xed, 0xa0, 0x80]],
    ['more than Unicode has', [0xf4, 0x90, 0x80, 0x80]],
    ['UTF-16', [0xfe, 0xff, 0x00, 0x61]],
  ];
  for (const [what, bytes] of noUtf8) {
    it(`is refused ${what}, and only that line`, async () => {
      const ann = await party('ann');
      ann.write(Buffer.from([...bytes, 10]));
      ann.write(Buffer.from([...Buffer.from('/whois@t1 '), ...bytes, 10]));
      ann.send('/ping');
      expect((await ann.rest()).map((line) => line.split(':')[0])).to.deep.equal([
        '! bad_line',
        '! bad_line (t1)',
        '* pong',
      ]);
    });
  }

  it('is refused controls by name, and neither said nor obeyed', async () => {
    const ann = await party('ann');
    for (const control of ['\x00', '\x07', '\x1b[2J', '\x7f', '\x85', '\x9b2J']) {
      ann.send(`/join #${control}x`);
      const [refusal, ...caret] = await ann.rest();
      expect(refusal).to.match(/^! bad_character: The line has .*U\+00[0-9A-F]{2}/);
      expect(caret.join('')).not.to.match(/[\x00-\x08\x0a-\x1f\x7f-\x9f]/);
    }
  });

  it('may speak another protocol, and is answered in ours', async () => {
    const greetings = ['\x16no\x01\x02\x00\x01\n', 'NICK ann\r\n'];
    for (const bytes of greetings) {
      const stranger = await server.connect();
      stranger.write(bytes);
      stranger.send('\n/ping@t1');
      const heard = await stranger.until(/^\* ok t1$/);
      expect(heard.join('\n'))
        .to.match(/^\* Welcome/)
        .and.to.match(/^! /m);
    }
  });

  const request = 'POST / HTTP/1.1\r\nHost: x\r\n\r\n/nick x\n/join #http\nbuy things\n';
  const waysIn: [when: string, first: string, greeted?: RegExp][] = [
    ['at once', ''],
    ['when it has been greeted', '', /^\* Welcome/],
    ['behind talk that nobody hears', 'hi\r\n', /no_current_room/],
    ['behind a line that is refused', '/joi\r\n', /unknown_command/],
    ['behind an object that is refused', '{}\r\n', /bad_command/],
  ];
  for (const [when, first, greeted] of waysIn) {
    it(`is closed, and has said nothing, when it is a browser that speaks ${when}`, async () => {
      const ann = await party('ann');
      ann.send('/join #http');
      await ann.rest();
      const browser = await server.connect();
      browser.write(first);
      if (greeted !== undefined) {
        await server.read();
        server.clock.pass(GREETING_DELAY_MS);
        await browser.until(greeted);
      }
      browser.write(request.replace('POST', first === '' ? 'POST' : 'patch'));
      await browser.ended();
      expect(browser.heard.join('\n')).not.to.match(/#http|[*] ok|is now called/);
      await ann.silence();
    });
  }

  for (const length of [8186, 8188, 8191, 9000, 40_000]) {
    it(`is closed, and has said nothing, when a browser asks for a path of ${length} characters`, async () => {
      const ann = await party('ann');
      ann.send('/join #http');
      await ann.rest();
      const browser = await server.connect();
      browser.write(request.replace('/', `/${'x'.repeat(length - 1)}`));
      await browser.ended();
      expect(browser.heard.join('\n')).not.to.match(/#http|[*] ok|is now called/);
      await ann.silence();
    });
  }

  it('is told so when its first line is too long, and goes on', async () => {
    const stranger = await server.connect();
    stranger.send(`see ${'x'.repeat(9000)}\n/ping@t1`);
    await stranger.until(/^! too_long/);
    await stranger.until(/^\* ok t1$/);
  });

  it('may say what looks like HTTP when it has shown that it knows commands', async () => {
    const ann = await party('ann');
    ann.send('/join #http');
    ann.send('GET / HTTP/1.1');
    expect((await ann.rest()).at(-1)).to.equal('[#http] <ann> GET / HTTP/1.1');
  });

  const brokenObjects: [what: string, bytes: Buffer][] = [
    ['is no UTF-8', Buffer.from('{"cmd":"nick","nick":"caf\xe9"}\n', 'latin1')],
    ['is too long', Buffer.from(`{"x":"${'x'.repeat(40_000)}"}\n`)],
    ['begins with a blank', Buffer.from(' {"cmd":"ping"}\n')],
    ['begins with a byte order mark', Buffer.from('\ufeff{"cmd":"ping"}\n')],
    ['comes behind a command of telnet', Buffer.from('\xff\xfb\x1f{"cmd":"ping"}\n', 'latin1')],
  ];
  for (const [what, bytes] of brokenObjects) {
    it(`speaks json when its first line is an object that ${what}`, async () => {
      const program = await server.connect();
      program.write(bytes);
      program.send('{"cmd":"ping","tag":"t1"}');
      const heard = eventsIn(await program.until(/"re":"t1"/));
      expect(heard[0]).to.include({ ev: 'welcome' });
      expect(heard.at(-1)).to.deep.equal({ ev: 'ok', re: 't1' });
    });
  }

  it('does not give its token away with an object on plain', async () => {
    const ann = await party('ann');
    ann.send('/join #plain');
    await ann.rest();
    for (const start of ['', ' ', '\t', '\ufeff']) {
      ann.send(`${start}{"cmd":"resume","token":"secret","tag":"t1"}`);
      expect((await ann.rest())[0]).to.match(/^! syntax \(t1\): That looks like an object/);
    }
  });

  it('finds nothing behind names that JavaScript knows', async () => {
    const ann = await party('ann');
    ann.send('/format json');
    await ann.rest();
    for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      ann.send(`{"cmd":"${name}"}`);
      expect(await ann.event('error')).to.include({ code: 'unknown_command' });
      ann.send(`/${name}`);
      expect(await ann.event('error')).to.include({ code: 'unknown_command' });
      ann.send(`/help ${name}`);
      expect(await ann.event('error')).to.include({ code: 'no_such_topic' });
      ann.send(`{"cmd":"whois","nick":"${name}x","${name}":{"x":1},"tag":"${name}"}`);
      expect(await ann.event('error')).to.include({ code: 'no_such_nick', re: name });
      ann.send(`{"cmd":"join","rooms":["#${name}"],"cursors":{"#${name}":1}}`);
      expect(await ann.event('error')).to.include({ code: 'bad_cursor' });
    }
    ann.send(`{"cmd":"ping","x":${'['.repeat(16_000)}${']'.repeat(16_000)}}`);
    expect(await ann.event('ok')).to.deep.equal({ ev: 'ok' });
  });
});

/** Hostile bytes against a real server: each has its stated outcome, and the server stays small and goes on. */
import { expect } from 'chai';
import { Party } from '../support/party.ts';
import { type Server, startServer } from '../support/process.ts';
import { Tap } from './tap.ts';
import { heaviest, MOST_MEGABYTES, weighed } from './weight.ts';

describe('who sends what is no line', () => {
  let server: Server;
  const parties: { destroy(): void }[] = [];

  beforeEach(async () => {
    server = await startServer();
  });
  afterEach(async () => {
    for (const party of parties.splice(0)) party.destroy();
    const megabytes = heaviest(server.pid);
    expect(await server.stop()).to.equal(0);
    expect(megabytes).to.be.below(MOST_MEGABYTES);
    expect(server.stderr()).to.equal('');
  });

  async function party(name: string): Promise<Party> {
    const party = await Party.open(server.port, name);
    parties.push(party);
    return party;
  }

  async function tap(): Promise<Tap> {
    const tap = await Tap.open(server.port);
    parties.push({ destroy: () => tap.close() });
    return tap;
  }

  for (const [start, limit] of [
    ['x', 8192],
    ['{', 32_768],
  ] as const) {
    it(`is told once that a gigabyte after ${start} was too long, and goes on${weighed}`, async () => {
      const flood = await tap();
      await flood.pour(start);
      await flood.pour(Buffer.alloc(1 << 20, start), 1 << 10);
      await flood.pour('\n/ping@t1\n');
      await flood.until(/t1/);
      expect(flood.heard.match(/too_long/g)).to.have.length(1);
      expect(flood.heard).to.contain(`longer than ${limit} bytes`);
    });
  }

  it('is heard as one line, however slowly its bytes come', async () => {
    const [ann, bob] = [await party('ann'), await party('bob')];
    for (const each of [ann, bob]) each.send('/join #slow');
    for (const each of [bob, ann]) await each.rest();
    for (const byte of Buffer.from('grüße, 日本 and 👩‍👩‍👧\r\n')) {
      ann.write(Uint8Array.of(byte));
      await new Promise((resolve) => setImmediate(resolve));
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
      expect(refusal).to.match(/^! bad_character: The line holds .*U\+00[0-9A-F]{2}/);
      expect(caret.join('')).not.to.match(/[\x00-\x08\x0a-\x1f\x7f-\x9f]/);
    }
  });

  it('may speak another protocol, and is answered in ours', async () => {
    const greetings = ['\x16no\x01\x02\x00\x01\n', 'NICK ann\r\n'];
    for (const bytes of greetings) {
      const stranger = await tap();
      await stranger.pour(bytes);
      await stranger.pour('\n/ping@t1\n');
      await stranger.until(/^\* ok t1$/m);
      expect(stranger.heard)
        .to.match(/^\* Welcome/)
        .and.to.match(/^! /m);
    }
  });

  const request = 'POST / HTTP/1.1\r\nHost: x\r\n\r\n/nick x\n/join #http\nbuy things\n';
  const waysIn: [when: string, first: string, greeted: RegExp][] = [
    ['at once', '', /^$/],
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
      const browser = await tap();
      await browser.pour(first);
      await browser.until(greeted);
      await browser.pour(request.replace('POST', first === '' ? 'POST' : 'patch'));
      await browser.ended();
      expect(browser.heard).not.to.match(/#http|[*] ok|is now called/);
      await ann.silence();
    });
  }

  for (const length of [8186, 8188, 8191, 9000, 40_000]) {
    it(`is closed, and has said nothing, when a browser asks for a path of ${length} characters`, async () => {
      const ann = await party('ann');
      ann.send('/join #http');
      await ann.rest();
      const browser = await tap();
      await browser.pour(request.replace('/', `/${'x'.repeat(length - 1)}`));
      await browser.ended();
      expect(browser.heard).not.to.match(/#http|[*] ok|is now called/);
      await ann.silence();
    });
  }

  it('is told so when its first line is too long, and goes on', async () => {
    const stranger = await tap();
    await stranger.pour(`see ${'x'.repeat(9000)}\n/ping@t1\n`);
    await stranger.until(/^! too_long[\s\S]*^\* ok t1$/m);
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
      const program = await tap();
      await program.pour(bytes);
      await program.pour('{"cmd":"ping","tag":"t1"}\n');
      await program.until(/"re":"t1"/);
      const heard = program.heard
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
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

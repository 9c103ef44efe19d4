/** `send` and `tail` as processes, with a real server. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { connect } from '../../../client/client.ts';
import { newFolder } from '../../support/folders.ts';
import { eventsIn, Party } from '../../support/party.ts';
import { parlance, type Running, type Server, startServer } from '../../support/process.ts';
import { fingerprintOf, startTls } from '../../support/tls.ts';
import { type Cut, type Network, startNetwork } from './network.ts';

const cuts: ['up' | 'down', Cut][] = [
  ['up', 'rst'],
  ['down', 'rst'],
  ['up', 'fin'],
  ['down', 'fin'],
];

describe('send and tail with a real server', () => {
  let server: Server;
  let network: Network;
  let ann: Party;

  before(async () => {
    server = await startServer();
    network = await startNetwork(server.port);
  });
  beforeEach(async () => {
    ann = await Party.connect(server.port, 'ann');
    await ann.greet('json');
  });

  /** Starts `parlance`, with this server as its default. */
  function started(args: string[], input?: string, port = server.port): Running {
    const process = parlance(args, { PARLANCE_PORT: String(port) });
    if (input !== undefined) process.child.stdin?.end(input);
    return process;
  }

  async function enter(room: string): Promise<void> {
    await ann.ask({ cmd: 'join', rooms: [room] });
  }

  it('send says each line of its input, in order, without being announced, and leaves nobody behind', async () => {
    await enter('#builds');
    const send = started(
      ['send', '#builds', '--nick', 'make'],
      'cc \x1b[31mmain.c\x1b[0m\n\n//etc\r\nlast',
    );
    expect(await send.exited, send.stderr()).to.equal(0);
    await ann.ask({ cmd: 'ping' });
    expect(ann.texts('#builds')).to.deep.equal(['cc main.c', '//etc', 'last']);
    expect(ann.events.filter(({ ev }) => ev === 'joined')).to.deep.equal([]);
    expect(send.stdout() + send.stderr()).to.equal('');
    await ann.ask({ cmd: 'nick', nick: 'make' });
  });

  it('send and tail remember a server for which no authority vouches, and tell so once', async () => {
    await enter('#tls');
    const front = await startTls(server.port, 'own.pem');
    const env = {
      PARLANCE_SERVER: `tls://localhost:${front.port}`,
      XDG_STATE_HOME: newFolder(),
    };
    const send = parlance(['send', '#tls', 'safe'], env);
    expect(await send.exited).to.equal(0);
    expect(send.stderr()).to.match(/^parlance send: No authority vouches for localhost:\d+\./);
    expect(send.stderr()).to.include(fingerprintOf('own.pem'));
    const tail = parlance(['tail', '#tls', '--since', '0'], env);
    await tail.until(/safe/);
    expect(tail.stderr()).to.equal('');
    front.show('renewed.pem');
    const refused = parlance(['send', '#tls', 'unsafe'], env);
    expect(await refused.exited).to.equal(1);
    expect(refused.stderr()).to.match(/another certificate than before/);
  });

  it('send and tail log in with a token, which is in a file or in the environment', async () => {
    const owner = await connect({ port: server.port, nick: 'ci', rooms: ['#nightly'] });
    owner.ignoreEvents();
    await owner.do({ cmd: 'register', password: 'correct-horse' });
    const answer = await owner.do({ cmd: 'token', new: 'one', rooms: ['#nightly'], can: 'say' });
    const told = answer.is === 'ok' ? answer.told[0] : undefined;
    const token = told?.ev === 'token' ? told.token : '';
    const file = join(newFolder(), 'token');
    writeFileSync(file, `${token}\n`);
    const sent = started(['send', '#nightly', 'green', '--nick', 'ci', '--token-file', file]);
    expect(await sent.exited, sent.stderr()).to.equal(0);
    const args = ['tail', '#nightly', '--nick', 'ci', '--since', '0'];
    const tail = parlance(args, { PARLANCE_PORT: `${server.port}`, PARLANCE_TOKEN: token });
    await tail.until(/<ci> green\n/);
    await owner.do({ cmd: 'token', revoke: 'one' });
    const late = started(['send', '#nightly', 'red', '--nick', 'ci', '--token-file', file]);
    expect(await late.exited).to.equal(1);
    expect(late.stderr()).to.include('The nick or the password');
    const nobodys = started(['send', '#nightly', 'red', '--token-file', file]);
    expect(await nobodys.exited).to.equal(2);
    await owner.close();
  });

  it('send says a text to a person, also one of several lines', async () => {
    await ann.ask({ cmd: 'nick', nick: 'ann' });
    const send = started(['send', 'ann', 'two\nlines', '--notice']);
    expect(await send.exited, send.stderr()).to.equal(0);
    const [heard] = eventsIn((await ann.until(/"ev":"message"/)).slice(-1));
    expect(heard).to.include({ to: 'ann', text: 'two\nlines', kind: 'notice' });
  });

  it('send cuts what is too long for one message, and loses nothing', async () => {
    await enter('#long');
    const long = 'é'.repeat(10_000);
    expect(await started(['send', '#long'], `${long}\n`).exited).to.equal(0);
    await ann.ask({ cmd: 'ping' });
    const texts = ann.texts('#long');
    expect(texts.join('')).to.equal(long);
    expect(texts).to.have.length(5);
  });

  it('send passes on why it was refused, and fails', async () => {
    await ann.ask({ cmd: 'nick', nick: 'anna' });
    const taken = started(['send', '#dev', 'hello', '--nick', 'ANNA']);
    expect(await taken.exited).to.equal(1);
    expect(taken.stderr()).to.equal(
      'parlance send: ANNA is in use. Choose another nick.\nparlance send: Nothing was said.\n',
    );
    const nobody = started(['send', 'nobody'], 'hello\nhello\n');
    expect(await nobody.exited).to.equal(1);
    expect(nobody.stderr()).to.match(/Line 1 was refused: There is nobody called nobody\./);
  });

  it('wrong usage is told and ends with 2', async () => {
    const wrong = [
      ['send', '#dev', '\x1b[0m'],
      ['tail', '#a,b', '--since', '-1'],
    ].map((args) => started(args, ''));
    for (const process of wrong) {
      expect(await process.exited, process.child.spawnargs.join(' ')).to.equal(2);
      expect(process.stderr()).to.not.equal('');
    }
  });

  it('tail prints a room from where it is told, and ends with 0 when asked to', async () => {
    await enter('#tail');
    for (const text of ['one', 'two\nlines', '\x02three']) await ann.ask({ cmd: 'say', text });
    const tail = started(['tail', '#tail', '--since', '1']);
    await tail.until(/three\n/);
    await ann.ask({ cmd: 'me', text: 'waves' });
    await tail.until(/waves\n/);
    tail.child.kill('SIGINT');
    expect(await tail.exited).to.equal(0);
    const lines = tail.stdout().trimEnd().split('\n');
    expect(
      lines.map((line) => line.replace(/^\S+ \S+ /, '').replace(/guest-\w+/, 'G')),
    ).to.deep.equal(['<G> two ⏎ lines', '<G> three', '* G waves']);
    expect(tail.stderr()).to.equal('');
  });

  it('tail ends quietly when nobody reads on', async () => {
    await enter('#head');
    await ann.ask({ cmd: 'say', text: 'first' });
    const tail = started(['tail', '#head', '--json', '--since', '0']);
    await tail.until(/first/);
    tail.child.stdout?.destroy();
    await ann.ask({ cmd: 'say', text: 'second' });
    expect(await tail.exited).to.equal(0);
    expect(tail.stderr()).to.equal('');
  });

  it('tail fails with the server’s words when there is no such place in the log', async () => {
    const tail = started(['tail', '#short', '--since', '1000']);
    expect(await tail.exited).to.equal(1);
    expect(tail.stderr()).to.include('#short ends at 0');
  });

  it('nothing is lost or said twice, whatever becomes of the connections', async () => {
    await enter('#cuts');
    const tail = started(['tail', '#cuts', '--json', '--since', '0'], undefined, network.port);
    const send = started(['send', '#cuts'], undefined, network.port);
    const lines = Array.from({ length: 600 }, (_, n) => `line ${n}`);
    for (const [n, line] of lines.entries()) {
      const cut = n % 60 === 0 ? cuts[(n / 60 - 1) % cuts.length] : undefined;
      // Both are connected again before they are cut off again.
      if (cut) await Promise.all([tail.until(ending(n - 1)), ann.until(ending(n - 1))]);
      const done = cut && network.cutNext(...cut);
      send.child.stdin?.write(`${line}\n`);
      await done;
    }
    send.child.stdin?.end();
    expect(await send.exited, send.stderr()).to.equal(0);
    await tail.until(ending(599));
    expect(await tail.stop()).to.equal(0);
    const printed = tail.stdout().trimEnd().split('\n');
    expect(printed.map((line) => JSON.parse(line).text)).to.deep.equal(lines);
    expect(ann.texts('#cuts')).to.deep.equal(lines);
    expect(network.count()).to.be.at.least(2 + 9);
  });

  const ending = (line: number): RegExp => new RegExp(`"line ${line}"`);
});

/** A link of the client to a real server. */
import { expect } from 'chai';
import { openServer, type TestServer } from '../support/server.ts';
import { type Cut, type Network, startNetwork } from './pipe/network.ts';
import { type Peer, startPeer, welcome } from './pipe/peer.ts';
import { Listener } from './support/listener.ts';

describe('a link to a real server', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await openServer({ limits: false });
  });

  it('comes up as who and where it should be, and measures its lag', async () => {
    const ann = new Listener({ port: server.port, nick: 'ann', rooms: ['#dev', '#tea'] });
    const { welcome, resumed } = await ann.told('up');
    expect(welcome.nick).to.match(/^guest-/);
    expect(resumed).to.equal(false);
    await ann.heard('nick', ({ to }) => to === 'ann');
    await ann.heard('room', ({ room }) => room === '#tea');
    expect((await ann.told('lag')).ms).to.be.at.least(0);
    expect(ann.inputs[0]).to.deep.equal({ link: 'connecting', attempt: 1, inMs: 0 });
  });

  it('takes another nick when its own is in use, and says so', async () => {
    await server.party('ann');
    const ann = new Listener({ port: server.port, nick: 'ann' });
    expect((await ann.heard('error')).code).to.equal('nick_taken');
    expect((await ann.heard('nick')).to).to.equal('ann_');
  });

  it('tells each answer with the tag that was given', async () => {
    const ann = new Listener({ port: server.port });
    ann.link.send({ cmd: 'join', rooms: ['#dev'], tag: 'a' });
    ann.link.send({ cmd: 'say', text: 'hello', tag: 'b' });
    ann.link.send({ cmd: 'say', text: '', tag: 'c' });
    await ann.heard('ok', ({ re, seq }) => re === 'b' && seq === 1);
    await ann.heard('error', ({ re, code }) => re === 'c' && code === 'empty_text');
  });

  it('does not let a person break its own connection', async () => {
    const ann = new Listener({ port: server.port });
    await ann.told('up');
    ann.link.send({ cmd: 'format', format: 'plain', tag: 'f' });
    ann.link.send({ cmd: 'resume', token: 'x', tag: 'r' });
    ann.link.send({ cmd: 'ping', tag: 'p' });
    await ann.heard('ok', ({ re }) => re === 'p');
    expect(ann.events.map((event) => ('re' in event ? event.re : ''))).to.include.members([
      'f',
      'r',
    ]);
  });

  it('takes leave of the server, also before it has done all that it begins with', async () => {
    const ann = new Listener({ port: server.port, nick: 'ann', rooms: ['#dev'] });
    await ann.heard('nick');
    ann.link.send({ cmd: 'quit' });
    await ann.told('over');
    const bob = await server.party('bob', 'json');
    bob.send('/whois ann');
    await bob.until(/no_such_nick/);
  });

  it('is over after a quit, with the reason that was given', async () => {
    const bob = await server.party('bob', 'json');
    bob.send('/join #dev');
    const ann = new Listener({ port: server.port, nick: 'ann', rooms: ['#dev'] });
    await ann.heard('room');
    ann.link.send({ cmd: 'quit', reason: 'dinner' });
    await ann.told('over');
    await bob.until(/"ev":"quit","nick":"ann","reason":"dinner"/);
  });

  it('is over when somebody else takes the session', async () => {
    const ann = new Listener({ port: server.port, nick: 'ann' });
    const { welcome } = await ann.told('up');
    await ann.heard('nick');
    const thief = await server.connect('thief');
    thief.send(`/resume ${welcome.session}`);
    await ann.told('over');
  });

  describe('over a bad network', () => {
    let network: Network;
    beforeEach(async () => {
      network = await startNetwork(server.port);
    });

    const cuts: ['up' | 'down', Cut][] = [
      ['up', 'rst'],
      ['down', 'fin'],
      ['up', 'fin'],
      ['down', 'rst'],
    ];

    it('loses nothing and tells nothing twice, in the room and in private', async () => {
      const bob = await server.party('bob', 'json');
      bob.send('/join #dev');
      const ann = new Listener({ port: network.port, nick: 'ann', rooms: ['#dev'] });
      await ann.heard('room');
      const said: string[] = [];
      for (let n = 0; n < 80; n += 1) {
        const plan = n % 10 === 5 ? cuts[Math.floor(n / 10) % cuts.length] : undefined;
        const done = plan && network.cutNext(...plan);
        const since = ann.inputs.length;
        ann.link.send({ cmd: 'say', text: `a${n}` });
        bob.send(`/say b${n}`);
        bob.send(`/msg ann p${n}`);
        said.push(`a${n}`, `b${n}`);
        await done;
        if (done) await ann.told('up', ({ resumed }) => resumed, since);
      }
      await ann.heard('message', ({ text }) => text === 'p79');
      await ann.heard('message', ({ text }) => text === 'a79');
      await ann.heard('message', ({ text }) => text === 'b79');
      expect([...ann.texts('#dev')].sort()).to.deep.equal([...said].sort());
      const seqs = ann.events.flatMap((event) =>
        event.ev === 'message' && 'room' in event ? [event.seq] : [],
      );
      expect(seqs).to.deep.equal(Array.from({ length: 160 }, (_, index) => index + 1));
      const whispers = ann.events.flatMap((event) =>
        event.ev === 'message' && 'log' in event ? [event.text] : [],
      );
      expect(whispers).to.deep.equal(Array.from({ length: 80 }, (_, n) => `p${n}`));
      expect(network.count()).to.equal(9);
    });

    for (const how of ['rst', 'fin'] as const) {
      it(`misses nothing in a room that it entered while the connection broke (${how})`, async () => {
        const bob = await server.party('bob', 'json');
        bob.send('/join #tea\n/say before');
        await bob.barrier();
        const ann = new Listener({ port: network.port, nick: 'ann' });
        await ann.told('lag');
        const cut = network.cutNext('down', how);
        ann.link.send({ cmd: 'join', rooms: ['#tea'], tag: 'j' });
        await bob.until(/"joined"/);
        bob.send('/say one\n/say two');
        await cut;
        await ann.heard('ok', ({ re }) => re === 'j');
        bob.send('/say three');
        await ann.heard('message', ({ text }) => text === 'three');
        expect(ann.texts('#tea')).to.deep.equal(['one', 'two', 'three']);
      });
    }
  });

  it('goes back to its rooms under its nick when the server was restarted, and names what is in doubt', async () => {
    const ann = new Listener({ port: server.port, nick: 'ann', rooms: ['#dev'] });
    await ann.heard('room');
    await ann.told('lag');
    ann.link.send({ cmd: 'join', rooms: ['#tea'] });
    await ann.heard('room', ({ room }) => room === '#tea');
    const { port } = server;
    await server.close();
    await ann.told('lost');
    ann.link.send({ cmd: 'msg', to: '#tea', text: 'still here', tag: 'm' });
    const since = ann.inputs.length;
    const bob = await (await openServer({ port: String(port), limits: false })).party('bob');
    bob.send('/join #tea');
    const up = await ann.told('up', () => true, since);
    expect(up).to.include({ resumed: false });
    expect(up.perhaps).to.deep.equal([]);
    await ann.heard('ok', ({ re }) => re === 'm');
    await bob.until(/<ann> still here/);
  });
});

describe('a link to a server that plays a part', () => {
  let peer: Peer;
  beforeEach(async () => {
    peer = await startPeer();
  });

  it('tries again, later and later, and says when', async () => {
    const { port } = peer;
    await peer.close();
    const ann = new Listener({ port });
    const third = await ann.told('connecting', ({ attempt, inMs }) => attempt === 3 && inMs > 0);
    expect(third.inMs).to.be.within(400, 800);
    const [lost] = ann.inputs.filter(({ link }) => link === 'lost');
    expect(lost).to.deep.include({
      reason: `Nobody listens at 127.0.0.1:${port}. Is the server running there?`,
    });
    peer = await startPeer();
  });

  it('is over when the server speaks another version, and names both', async () => {
    const ann = new Listener({ port: peer.port });
    const caller = await peer.called();
    await caller.asked();
    caller.say({ ...welcome, protocol: 2 });
    const { reason, asked } = await ann.told('over');
    expect(reason).to.match(/version 2 .* version 1/);
    expect(asked).to.equal(false);
  });

  it('gives the tags of what was sent in a session that is gone, and sends only the rest again', async () => {
    const ann = new Listener({ port: peer.port });
    const first = await peer.called();
    await first.asked();
    first.say(welcome);
    await ann.told('up');
    ann.link.send({ cmd: 'msg', to: '#dev', text: 'perhaps', tag: 'a' });
    await first.asked();
    first.reset();
    await ann.told('lost');
    ann.link.send({ cmd: 'msg', to: '#dev', text: 'surely not', tag: 'b' });
    const second = await peer.called();
    await second.asked();
    second.say({ ...welcome, session: 'k2' });
    const { tag } = await second.asked();
    const since = ann.inputs.length;
    second.say({ ev: 'error', re: tag, code: 'no_such_session', message: 'Gone.' });
    const up = await ann.told('up', () => true, since);
    expect(up.perhaps).to.deep.equal(['a']);
    expect(await second.asked()).to.include({ tag: 'b', text: 'surely not' });
  });
});

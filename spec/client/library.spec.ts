/** The library for programs, on a real server. What it does when connections break is in spec/client/pipe and spec/third-party. */
import { expect } from 'chai';
import { type Client, type ClientOptions, connect, type Event } from '../../client/index.ts';
import { afterwards } from '../support/afterwards.ts';
import { openServer, type TestServer } from '../support/server.ts';

describe('a program with parlance/client', () => {
  let server: TestServer;

  before(async () => {
    server = await openServer();
  });

  async function enter(options: ClientOptions = {}): Promise<Client> {
    const client = await connect({ port: server.port, ...options });
    afterwards(() => client.close());
    return client;
  }

  async function first(client: Client, meant: (event: Event) => boolean): Promise<Event> {
    for await (const event of client) if (meant(event)) return event;
    throw new Error('It ended before that was told.');
  }

  const saying = (text: string) => (event: Event) => event.ev === 'message' && event.text === text;

  it('is who it wants to be, and hears what is said where it is', async () => {
    const [ann, bob] = [
      await enter({ nick: 'ann', rooms: ['#tea'] }),
      await enter({ nick: 'bob', rooms: ['#tea'] }),
    ];
    expect(ann.nick).to.equal('ann');
    expect(await bob.say('#tea', 'hello')).to.have.property('is', 'ok');
    expect(await first(ann, saying('hello'))).to.include({ from: 'bob', room: '#tea' });
  });

  it('goes on where it broke off to listen', async () => {
    const ann = await enter({ rooms: ['#on'] });
    for (const text of ['one', 'two', 'three']) await ann.say('#on', text);
    await first(ann, saying('one'));
    expect(await first(ann, (event) => event.ev === 'message')).to.have.property('text', 'two');
  });

  it('has what it asked for in its answer, and not among what it hears', async () => {
    const ann = await enter({ rooms: ['#past'] });
    await ann.say('#past', 'long ago');
    const answer = await ann.do({ cmd: 'history', target: '#past' });
    if (answer.is !== 'ok') throw new Error(answer.is);
    expect(answer.told.map(({ ev }) => ev)).to.deep.equal(['history']);
    await ann.say('#past', 'now');
    const heard: string[] = [];
    await first(ann, (event) => {
      heard.push(event.ev);
      return saying('now')(event);
    });
    expect(heard).not.to.include('history');
  });

  it('is told why it is refused, and goes on', async () => {
    const ann = await enter();
    expect(await ann.say('#nowhere', 'hello')).to.include({ is: 'refused', code: 'no_such_room' });
    expect(await ann.do({ cmd: 'ping' })).to.have.property('is', 'ok');
  });

  it('does not come in under another nick, and says why', async () => {
    await enter({ nick: 'zoe' });
    const refused = await connect({ port: server.port, nick: 'zoe' }).catch((error) => error);
    expect(refused).to.be.an('error').with.property('message').that.includes('zoe');
  });

  it('hears a room from where it wants to', async () => {
    const ann = await enter({ rooms: ['#log'] });
    for (const text of ['one', 'two', 'three']) await ann.say('#log', text);
    const late = await enter({ rooms: ['#log'], since: { '#log': 1 } });
    expect(await first(late, (event) => event.ev === 'message')).to.have.property('text', 'two');
  });

  it('has its answers also while nobody takes what is said', async () => {
    const [ann, deaf] = [await enter({ rooms: ['#loud'] }), await enter({ rooms: ['#loud'] })];
    ann.ignoreEvents();
    for (let n = 0; n < 30; n++) {
      await Promise.all(Array.from({ length: 50 }, () => ann.say('#loud', `${n}`)));
    }
    expect(await deaf.do({ cmd: 'ping' })).to.have.property('is', 'ok');
    expect(await first(deaf, saying('29'))).to.have.property('text', '29');
  });

  it('hears no more once it is closed', async () => {
    const ann = await enter({ rooms: ['#end'] });
    const heard = (async () => {
      const kinds: string[] = [];
      for await (const { ev } of ann) kinds.push(ev);
      return kinds;
    })();
    await ann.close();
    expect(await heard).to.deep.equal(['room']);
    expect(await ann.say('#end', 'too late')).to.deep.equal({ is: 'lost' });
  });
});

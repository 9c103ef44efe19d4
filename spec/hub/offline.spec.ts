/** What is stored of accounts: where they are members, how far they have read, and what they want to be told. */
import { expect } from 'chai';
import { open } from '../store/directories.ts';
import { newDirectory } from '../support/folders.ts';
import { openServer } from '../support/server.ts';

describe('an account of a server whose store was closed under it, and which is started again', () => {
  it('is offline in its rooms, and finds there what it has not read, who has called it, and what it had chosen', async () => {
    const directory = newDirectory();
    const store = await open(directory);
    let server = await openServer({}, store);
    const come = (nick: string) => server.party(nick, 'json');
    const ann = await come('ann');
    await ann.ask({ cmd: 'register', password: 'correct-horse' });
    await ann.ask({ cmd: 'join', rooms: ['#dev'] });
    const bob = await come('bob');
    await bob.ask({ cmd: 'join', rooms: ['#dev'] });
    await bob.ask({ cmd: 'say', text: 'one' });
    await bob.ask({ cmd: 'say', text: 'two, ann' });
    await ann.ask({ cmd: 'read', target: '#dev', seq: 1 });
    await ann.ask({ cmd: 'notify', room: '#dev', level: 'none' });
    await ann.ask({ cmd: 'quit' });
    await bob.ask({ cmd: 'say', text: 'three, ann' });
    await bob.ask({ cmd: 'msg', to: 'ann', text: 'psst' });
    // Nothing of what it does from now on comes to the disk.
    await store.close();
    server = await openServer({}, await open(directory));
    const eve = await come('eve');
    eve.send('/names@n2 #dev all');
    expect((await eve.event('room')).members).to.deep.include({
      ...{ nick: 'ann', role: 'owner', offline: true },
    });
    const desk = await come('desk');
    desk.send('/login@l1 ann correct-horse');
    await desk.event('nick');
    expect(await desk.event('room')).to.include({ room: '#dev' });
    expect(await desk.event('message')).to.include({ text: 'psst' });
    await desk.event('ok');
    const { logs } = await desk.event('unread');
    expect(logs.map(({ log: _, with: __, ...rest }) => rest)).to.deep.equal([
      { room: '#dev', read: 1, unread: 2, mentions: 2 },
      { read: 0, unread: 1 },
    ]);
    desk.send('/mentions@m5');
    const found = (await desk.event('mentions')).events.map(({ text }) => text);
    expect(found).to.deep.equal(['three, ann', 'two, ann']);
    await desk.event('ok');
    desk.send('/notify@n3');
    expect((await desk.event('notify')).levels).to.deep.equal([
      { level: 'mentions' },
      { room: '#dev', level: 'none' },
    ]);
  });
});

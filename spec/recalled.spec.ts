/** What comes back of sessions and logs after a restart: also what an earlier Parlance kept, and nothing that makes no sense. */
import { expect } from 'chai';
import type { LogKey } from '../grammar/names.ts';
import { recalled } from '../server/recalled.ts';
import { hashOf } from '../server/secrets.ts';
import { openServer } from './support/server.ts';
import { TroubledLog } from './support/troubled-log.ts';

const kept = (state: unknown) => ({
  logs: [],
  sessions: [{ identity: 'guest:1', state }],
  latest: 0,
});

describe('a session that was kept', () => {
  const old = {
    token: 'a-token',
    since: 7,
    nick: 'ann',
    named: true,
    rooms: ['#dev'],
    privates: [['@1', 3]],
    away: 'lunch',
    bell: true,
  };

  it('by Parlance 0.2.0 is known by its token, which is not kept in clear any more', () => {
    const [session] = recalled(kept(old)).sessions;
    const { token, ...state } = old;
    expect(session).to.deep.equal({
      id: 1,
      identity: 'guest:1',
      state: { v: 2, secret: hashOf(token), ...state },
    });
  });

  it('comes back as it was written', () => {
    const { token: _, ...state } = old;
    const now = { v: 2, secret: hashOf('a-token'), ...state };
    expect(recalled(kept(now)).sessions[0]?.state).to.deep.equal(now);
  });

  it('and makes no sense is told to the operator, with what to do', () => {
    for (const state of [{ ...old, rooms: '#dev' }, { ...old, privates: [['x', -1]] }, {}, null]) {
      expect(() => recalled(kept(state))).to.throw(/the session of guest:1 is not as any Parlance/);
    }
    const logs = [{ log: '#dev' as LogKey, end: 1, about: { name: 7 } }];
    expect(() => recalled({ ...kept(old), logs })).to.throw(/what is kept of #dev/);
  });
});

describe('a token', () => {
  it('is told to its person alone: the store does not have it in clear', async () => {
    const log = new TroubledLog();
    const server = await openServer({}, log);
    const ann = await server.connect('ann');
    await ann.greet('json');
    ann.send('/nick ann\n/join #dev\n/msg #dev hello');
    await ann.rest();
    expect(ann.token).to.match(/^[\w-]{22}$/);
    const stored = JSON.stringify(log.turns);
    expect(stored).to.contain(hashOf(ann.token)).and.not.to.contain(ann.token);
    ann.send('/whoami');
    expect((await ann.event('whoami')).session).to.equal(ann.token);
  });

  it('stays the one that a session was greeted with, over every /resume', async () => {
    const server = await openServer();
    const ann = await server.connect('ann');
    await ann.greet('json');
    ann.send('/nick ann');
    await ann.barrier();
    const again = await server.connect('again');
    await again.greet('json');
    again.send(`/resume@r ${ann.token}\n/whoami`);
    await again.event('ok');
    expect((await again.event('whoami')).session).to.equal(ann.token);
    const third = await server.connect('third');
    await third.greet('json');
    third.send(`/resume@r nonsense\n/whoami`);
    await third.event('error');
    expect((await third.event('whoami')).session).to.equal(third.token);
  });
});

/** What comes back of persons, sessions, logs and answers after a restart: also what an earlier Parlance kept, and nothing that makes no sense. */
import { expect } from 'chai';
import type { LogKey } from '../grammar/names.ts';
import { recalled, recalledAnswers } from '../server/recalled/index.ts';
import { MemoryStore } from '../server/store/memory.ts';
import type { KeptAnswer, Recalled } from '../server/store/store.ts';
import { hashOf } from '../server/system/secrets.ts';
import { HandClock } from './support/hand-clock.ts';
import { openServer } from './support/server.ts';
import { TroubledStore } from './support/troubled-store.ts';

const person = {
  v: 2,
  since: 7,
  nick: 'ann',
  named: true,
  rooms: ['#dev'],
  stays: [[3, 5, 7]],
  privates: ['@1'],
  away: 'lunch',
  bell: true,
  reads: [['#dev', 3]],
  notify: [{ level: 'mentions' }, { room: '#dev', level: 'none', until: 9, afterwards: 'all' }],
  seen: 8,
};
const session = { v: 5, secret: 'a-hash', current: '#dev', arrived: [['@1', 3]] };

const kept = (some: { person?: unknown; session?: unknown; whose?: string }): Recalled => ({
  logs: [],
  persons: [{ identity: 'guest:1', state: 'person' in some ? some.person : person }],
  accounts: [],
  sessions: [
    {
      key: 's1',
      person: some.whose ?? 'guest:1',
      state: 'session' in some ? some.session : session,
    },
  ],
  latest: 0,
});

/** Also what is read when somebody looks at it. */
const allOf = (some: Recalled): unknown => structuredClone(recalled(some));

describe('what was kept', () => {
  it('of a person and a session comes back as it was written', () => {
    const { persons, sessions } = recalled(kept({}));
    expect(persons).to.deep.equal([{ identity: 'guest:1', state: person }]);
    expect(sessions).to.deep.equal([{ id: 1, key: 's1', person: 'guest:1', state: session }]);
  });

  it('of a person of whom nobody knew when they joined comes back as if they had always been there', () => {
    const { stays: _, reads: __, notify: ___, seen: ____, ...state } = person;
    const [first] = recalled(kept({ person: { ...state, v: 1 } })).persons;
    expect(first?.state).to.deep.equal({ ...state, v: 2 });
  });

  it('of a session by Parlance 0.2.0 is known by its token, which is not kept in clear any more', () => {
    const { v: _, secret: __, ...state } = session;
    const [first] = recalled(kept({ session: { ...state, token: 'a-token' } })).sessions;
    expect(first?.state).to.deep.equal({ ...session, secret: hashOf('a-token') });
  });

  it('and makes no sense is told to the operator, with what to do', () => {
    for (const state of [{ ...person, rooms: '#dev' }, { ...person, v: 3 }, {}, null]) {
      const told = /the person guest:1 is not as any Parlance .* Run "parlance check"/;
      expect(() => allOf(kept({ person: state }))).to.throw(told);
    }
    for (const state of [
      { ...session, arrived: [['x', -1]] },
      { v: 5 },
      { ...session, v: 6 },
      null,
    ]) {
      expect(() => allOf(kept({ session: state }))).to.throw(/the session s1 is not as any/);
    }
    expect(() => allOf(kept({ whose: 'guest:2' }))).to.throw(/whose the session s1 is/);
    const accounts = (identity: string, state: unknown) => [{ identity, state }];
    const account = { v: 1, secret: 'a-hash', since: 7 };
    const nobodys = accounts('guest:2', account);
    expect(() => allOf({ ...kept({}), accounts: nobodys })).to.throw(/whose the account/);
    const codes = [['a-hash', { uses: 0, until: 1 }]];
    expect(() => allOf({ ...kept({}), regime: { v: 1, codes } })).to.throw(/whole server is not/);
    for (const state of [
      { ...account, secret: 7 },
      { ...account, v: 4 },
      { ...account, v: 2, role: 'king' },
      null,
    ]) {
      const known = accounts('guest:1', state);
      expect(() => allOf({ ...kept({}), accounts: known })).to.throw(/the account guest:1 is/);
    }
    const logs = [{ log: '#dev' as LogKey, end: 1, about: { name: 7 } }];
    expect(() => allOf({ ...kept({}), logs })).to.throw(/what is kept of #dev/);
  });

  it('of a room by Parlance 0.2.0 comes back without roles, and of one without bans without them', () => {
    const logs = [{ log: '#dev' as LogKey, end: 1, about: { name: '#dev' } }];
    expect(recalled({ ...kept({}), logs }).logs[0]?.about).to.deep.equal({ v: 4, name: '#dev' });
    const about = { v: 2, name: '#dev', roles: [['guest:1', 'op']] };
    const [now] = recalled({ ...kept({}), logs: [{ log: '#dev' as LogKey, end: 1, about }] }).logs;
    expect(now?.about).to.deep.equal({ ...about, v: 4 });
  });

  it('of a server that listed no reports comes back with none', () => {
    const regime = { v: 1, codes: [], erasing: ['guest:1'], lockdown: true };
    const now = recalled({ ...kept({}), regime }).regime;
    expect(now).to.deep.equal({ ...regime, v: 2, reports: [], reported: 0 });
  });

  it('of a room in which no invitation had an end comes back with those that there were', () => {
    const about = { v: 3, name: '#dev', invited: ['guest:1'] };
    const [now] = recalled({ ...kept({}), logs: [{ log: '#dev' as LogKey, end: 1, about }] }).logs;
    expect(now?.about).to.deep.equal({ ...about, v: 4, invited: [['guest:1', {}]] });
  });

  it('of a lockdown comes back as an act that can be taken back', () => {
    const acts = [{ seq: 1, did: 'lockdown', state: 'on' }];
    const about = { v: 4, name: '*', acts };
    const [now] = recalled({ ...kept({}), logs: [{ log: '*' as LogKey, end: 1, about }] }).logs;
    expect(now?.about).to.deep.equal(about);
  });

  it('of very many comes back in the time that each of them takes alone', () => {
    const numbers = Array.from({ length: 30_000 }, (_, n) => n);
    const account = { v: 1, secret: 'a-hash', since: 7 };
    const { accounts, sessions } = recalled({
      ...kept({}),
      persons: numbers.map((n) => ({ identity: `guest:${n}`, state: person })),
      accounts: numbers.map((n) => ({ identity: `guest:${n}`, state: account })),
      sessions: numbers.map((n) => ({ key: `s${n}`, person: `guest:${n}`, state: session })),
    });
    expect(sessions.at(-1)?.person).to.equal('guest:29999');
    expect(accounts.at(-1)?.identity).to.equal('guest:29999');
  });

  it('of answers is checked, too, when a session is taken up', async () => {
    const store = new MemoryStore(new HandClock());
    const told = { tag: 't', done: 'nick', outcome: { nick: 'ann' } } as const;
    const answered = (answers: unknown[]) =>
      store.append({
        ...{ entries: [], persons: [] },
        sessions: [
          { key: 's1', person: 'guest:1', state: session, answers: answers as KeptAnswer[] },
        ],
      });
    await answered([told]);
    expect(await recalledAnswers(store, 's1')).to.deep.equal([told]);
    await answered([{ ...told, outcome: 'ann' }]);
    const failure = await recalledAnswers(store, 's1').catch(String);
    expect(failure).to.contain('what the session s1 was answered');
  });
});

describe('a token', () => {
  it('is told to its person alone: the store does not have it in clear', async () => {
    const log = new TroubledStore();
    const server = await openServer({}, log);
    const ann = await server.connect('ann');
    await ann.greet('json');
    ann.send('/nick ann\n/join #dev\n/msg #dev hello');
    await ann.rest();
    expect(ann.token).to.match(/^[\w-]{22}\.[\w-]{22}$/);
    const [ticket = '', mark = ''] = ann.token.split('.');
    const stored = JSON.stringify(log.turns);
    expect(stored).to.contain(hashOf(ticket)).and.not.to.contain(ticket).and.not.to.contain(mark);
    ann.send('/whoami');
    expect((await ann.event('whoami')).session).to.equal(ann.token);
  });

  it('is kept of its session by whose hash it is opened, also of the ticket that it had before', async () => {
    const log = new TroubledStore();
    const server = await openServer({}, log);
    const ann = await server.party('ann', 'json');
    const again = await server.connect('again');
    await again.greet('json');
    again.send(`/resume@r ${ann.token}`);
    const { session = '' } = await again.event('ok');
    const [ticket = ''] = session.split('.');
    const [former = ''] = ann.token.split('.');
    const kept = JSON.stringify(log.turns);
    expect(kept).to.contain(`"secret":"${hashOf(ticket)}","earlier":["${hashOf(former)}"]`);
    expect(kept).not.to.contain(ticket).and.not.to.contain(former);
    const third = await server.connect('third');
    await third.greet('json');
    third.send(`/resume@r nonsense\n/whoami`);
    await third.event('error');
    expect((await third.event('whoami')).session).to.equal(third.token);
  });
});

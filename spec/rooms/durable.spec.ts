/** What is kept of a session, and what comes back of it: the room manager by itself. */
import { expect } from 'chai';
import type { LogKey, PrivateKey } from '../../grammar/names.ts';
import { MAX_ANSWERS_KEPT } from '../../grammar/text.ts';
import type { Effect } from '../../server/rooms/effects.ts';
import type { SessionState } from '../../server/rooms/kept.ts';
import { restore } from '../../server/rooms/restore.ts';
import { Crowd, toldTo } from './crowd.ts';

const kept = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.do === 'keep' ? [effect] : []));

/** Somebody who has not chosen a nick: there is nothing to come back to yet. */
function guest(crowd: Crowd, n = 1): void {
  crowd.give({
    at: crowd.now,
    on: 'opened',
    session: n,
    connection: n,
    identity: `guest:${n}`,
    secret: `token-${n}`,
    address: '::1',
    format: 'json',
    nick: `guest-${n}`,
  });
}

const stateOf = (n: number, more: Partial<SessionState> = {}): SessionState => ({
  v: 2,
  secret: `token-${n}`,
  since: 1,
  nick: `p${n}`,
  named: true,
  rooms: [],
  ...more,
});

describe('people whose nicks look alike', () => {
  it('come back as they were when they had them before, and nobody joins them', () => {
    const crowd = new Crowd();
    const sessions = ['paypal', 'pаypal', 'ｐａｙｐａｌ'].map((nick, n) => ({
      id: n + 1,
      identity: `guest:${n + 1}`,
      state: stateOf(n, { nick }),
    }));
    restore(crowd.world, { logs: [], sessions, latest: 0 }, crowd.now);
    expect([...crowd.world.persons.values()].map(({ nick }) => nick)).to.deep.equal(
      sessions.map(({ state }) => state.nick),
    );
    for (const [n, { state }] of sessions.entries()) {
      guest(crowd, 10 + n);
      crowd.command(10 + n, { cmd: 'resume', token: state.secret });
    }
    const give = (session: number, nick: string) => crowd.command(session, { cmd: 'nick', nick });
    for (const session of [1, 2]) {
      const [refusal] = toldTo(give(3, 'paypaI'), 3);
      expect(refusal).to.include({ ev: 'error', code: 'nick_taken' });
      give(session, `free${session}`);
    }
    give(3, 'paypaI');
    expect(crowd.world.sessions.get(3)?.person.nick).to.equal('paypaI');
  });
});

describe('people whose nicks are one and the same by now', () => {
  it('come back with a nick each: the first one has it, the other one a guest nick, and keeps that', () => {
    const crowd = new Crowd();
    const sessions = ['GROẞ', 'gross'].map((nick, n) => ({
      id: n + 1,
      identity: `guest:${n + 1}`,
      state: stateOf(n + 1, { nick }),
    }));
    const effects = restore(crowd.world, { logs: [], sessions, latest: 0 }, crowd.now);
    const [first, other] = [...crowd.world.persons.values()];
    expect(first?.nick).to.equal('GROẞ');
    expect(crowd.world.personByNick('gross')).to.equal(first);
    expect(other?.nick).to.match(/^guest-/);
    expect(crowd.world.personByNick(other?.nick ?? '')).to.equal(other);
    expect(kept(effects).map(({ who, state }) => [who, state.nick])).to.deep.equal([
      [2, other?.nick],
    ]);
  });
});

describe('a session', () => {
  it('is kept from when its guest nick was chosen to be its own', () => {
    const crowd = new Crowd();
    guest(crowd);
    const [change] = kept(crowd.command(1, { cmd: 'nick', nick: 'guest-1' }));
    expect(change?.state).to.include({ nick: 'guest-1', named: true });
  });

  it('that is not worth keeping keeps no more answers than others do', () => {
    const crowd = new Crowd();
    guest(crowd);
    for (let n = 0; n < 2 * MAX_ANSWERS_KEPT; n += 1) {
      crowd.command(1, { cmd: 'bell', state: 'on', tag: `t${n}` });
    }
    const [change] = kept(crowd.command(1, { cmd: 'join', rooms: ['#dev'], tag: 'join' }));
    expect(change?.answers).to.have.length(MAX_ANSWERS_KEPT);
    expect(change?.answers.at(-1)).to.include({ tag: 'join' });
  });

  it('that is lost again has all of its grace, though the clock of the machine was set back', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.now -= 3_600_000;
    const [first] = crowd
      .give({ at: crowd.now, on: 'lost', connection: ann })
      .flatMap((effect) => (effect.do === 'remind' ? [effect.due] : []));
    const again = crowd.come('again');
    crowd.command(again, { cmd: 'resume', token: 'token-1' });
    crowd.give({ at: crowd.now, on: 'lost', connection: again });
    if (first === undefined) throw new Error('no reminder');
    crowd.give({ at: crowd.now, on: 'due', due: first });
    expect(crowd.world.sessions.has(ann)).to.equal(true);
  });
});

describe('after a restart', () => {
  it('no more sessions wait than may', () => {
    const crowd = new Crowd({ lost: 3 });
    const sessions = [1, 2, 3, 4, 5].map((n) => ({
      id: n,
      identity: `guest:${n}`,
      state: stateOf(n),
    }));
    const effects = restore(crowd.world, { logs: [], sessions, latest: 0 }, crowd.now);
    expect([...crowd.world.sessions.keys()]).to.deep.equal([3, 4, 5]);
    const over = effects.flatMap((effect) => (effect.do === 'drop' ? [effect.identity] : []));
    expect(over).to.deep.equal(['guest:1', 'guest:2']);
  });

  it('a private log that nobody can read is forgotten, and others are not', () => {
    const crowd = new Crowd();
    const privates = [['@1' as PrivateKey, 0]] as const;
    const sessions = [{ id: 1, identity: 'guest:1', state: stateOf(1, { privates }) }];
    const pair = (other: number) => ({ pair: ['guest:1', `guest:${other}`] as const });
    const logs = [
      { log: '@1' as LogKey, end: 2, about: pair(8) },
      { log: '@2' as LogKey, end: 2, about: pair(9) },
      { log: '@3' as LogKey, end: 2, about: { pair: ['guest:6', 'guest:7'] as const } },
    ];
    const effects = restore(crowd.world, { logs, sessions, latest: 0 }, crowd.now);
    const forgotten = effects.flatMap((effect) => (effect.do === 'forget' ? [effect.log] : []));
    expect(forgotten).to.deep.equal(['@2', '@3']);
    expect(crowd.world.privates.size).to.equal(1);
    expect(crowd.world.privates.has('@1' as PrivateKey)).to.equal(true);
  });
});

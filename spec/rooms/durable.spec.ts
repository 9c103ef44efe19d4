/** What is kept of persons and sessions, and what comes back of it: the room manager by itself. */
import { expect } from 'chai';
import type { LogKey, PrivateKey, RoomKey } from '../../grammar/names.ts';
import { MAX_ANSWERS_KEPT } from '../../grammar/text.ts';
import type { PersonState } from '../../server/rooms/durable/kept.ts';
import { restore } from '../../server/rooms/durable/restore.ts';
import type { Effect } from '../../server/rooms/effects.ts';
import { Crowd, everybody, toldTo } from './crowd.ts';
import { left, person, session } from './left.ts';

const persons = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.do === 'keep-person' ? [effect] : []));
const sessions = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.do === 'keep-session' ? [effect] : []));

/** Somebody who has not chosen a nick: there is nothing to come back to yet. */
function guest(crowd: Crowd, n = 1): void {
  crowd.give({
    at: crowd.now,
    on: 'opened',
    session: n,
    connection: n,
    identity: `guest:${n}`,
    key: `s${n}`,
    secret: `token-${n}`,
    address: '::1',
    format: 'json',
    nick: `guest-${n}`,
  });
}

describe('people whose nicks look alike', () => {
  it('come back as they were when they had them before, and nobody joins them', () => {
    const crowd = new Crowd();
    const nicks = ['paypal', 'pаypal', 'ｐａｙｐａｌ'];
    restore(crowd.world, left(nicks.map((nick, n) => person(n + 1, { nick }))), crowd.now);
    expect(everybody(crowd.world).map(({ nick }) => nick)).to.deep.equal(nicks);
    for (const n of [1, 2, 3]) {
      guest(crowd, 10 + n);
      crowd.command(10 + n, { cmd: 'resume', token: `token-${n}` });
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
    const people = ['GROẞ', 'gross'].map((nick, n) => person(n + 1, { nick }));
    const effects = restore(crowd.world, left(people), crowd.now);
    const [first, other] = everybody(crowd.world);
    expect(first?.nick).to.equal('GROẞ');
    expect(crowd.world.persons.byNick('gross')).to.equal(first);
    expect(other?.nick).to.match(/^guest-/);
    expect(crowd.world.persons.byNick(other?.nick ?? '')).to.equal(other);
    expect(persons(effects).map(({ identity, state }) => [identity, state?.nick])).to.deep.equal([
      ['guest:2', other?.nick],
    ]);
  });
});

describe('a session', () => {
  it('is kept from when its guest nick was chosen to be its own', () => {
    const crowd = new Crowd();
    guest(crowd);
    const effects = crowd.command(1, { cmd: 'nick', nick: 'guest-1' });
    expect(persons(effects)[0]?.state).to.include({ nick: 'guest-1', named: true });
    expect(sessions(effects)).to.have.length(1);
    expect(sessions(crowd.command(1, { cmd: 'nick', nick: 'ann' }))).to.have.length(0);
    expect(persons(crowd.command(1, { cmd: 'bell', state: 'on', tag: 't' }))).to.have.length(1);
  });

  it('that is not worth keeping keeps no more answers than others do', () => {
    const crowd = new Crowd();
    guest(crowd);
    for (let n = 0; n < 2 * MAX_ANSWERS_KEPT; n += 1) {
      crowd.command(1, { cmd: 'bell', state: 'on', tag: `t${n}` });
    }
    const [change] = sessions(crowd.command(1, { cmd: 'join', rooms: ['#dev'], tag: 'join' }));
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
  it('people ignore those whom they did, and are written to by whom they let', () => {
    const crowd = new Crowd();
    for (const n of [1, 2]) guest(crowd, n);
    crowd.command(1, { cmd: 'nick', nick: 'ann' });
    crowd.command(2, { cmd: 'nick', nick: 'bob' });
    crowd.command(1, { cmd: 'privacy', who: 'known' });
    const [kept] = persons(crowd.command(1, { cmd: 'ignore', nick: 'bob' }));
    expect(kept?.state).to.deep.include({ ignored: [['guest:2', 'bob']], privacy: 'known' });
    const again = new Crowd();
    const { state } = kept as { state: PersonState };
    const effects = restore(again.world, left([{ identity: 'guest:1', state }]), again.now);
    expect(effects).to.deep.include({ do: 'hide', who: 1, authors: new Set(['guest:2']) });
    expect(again.world.persons.get('guest:1')).to.deep.include({ privacy: 'known' });
    expect(again.world.persons.get('guest:1')?.ignored).to.deep.equal(
      new Map([['guest:2', 'bob']]),
    );
  });

  it('no more sessions wait than may', () => {
    const crowd = new Crowd({ lost: 3 });
    const people = [1, 2, 3, 4, 5].map((n) => person(n));
    const effects = restore(crowd.world, left(people), crowd.now);
    expect([...crowd.world.sessions.keys()]).to.deep.equal([3, 4, 5]);
    expect(sessions(effects).map(({ key, state }) => [key, state])).to.deep.equal([
      ['s1', undefined],
      ['s2', undefined],
    ]);
    expect(persons(effects).map(({ identity, state }) => [identity, state])).to.deep.equal([
      ['guest:1', undefined],
      ['guest:2', undefined],
    ]);
  });

  it('a private log that nobody can read is forgotten, and others are not', () => {
    const crowd = new Crowd();
    const people = [person(1, { privates: ['@1' as PrivateKey] })];
    const pair = (other: number) => ({ pair: ['guest:1', `guest:${other}`] as const });
    const logs = [
      { log: '@1' as LogKey, end: 2, about: pair(8) },
      { log: '@2' as LogKey, end: 2, about: pair(9) },
      { log: '@3' as LogKey, end: 2, about: { pair: ['guest:6', 'guest:7'] as const } },
    ];
    const effects = restore(crowd.world, { ...left(people), logs }, crowd.now);
    const forgotten = effects.flatMap((effect) => (effect.do === 'forget' ? [effect.log] : []));
    expect(forgotten).to.deep.equal(['@2', '@3']);
    expect(crowd.world.privates.size).to.equal(1);
    expect(crowd.world.privates.has('@1' as PrivateKey)).to.equal(true);
  });
});

describe('a person with two sessions', () => {
  const key = '@1' as PrivateKey;
  let crowd: Crowd;

  beforeEach(() => {
    crowd = new Crowd();
    const ann = person(1, { nick: 'ann', rooms: ['#dev'], privates: [key] });
    const both = [
      session(1, 1, { current: '#dev' as RoomKey, arrived: [[key, 3]] }),
      session(2, 1, { arrived: [[key, 1]] }),
    ];
    const logs = [{ log: key as LogKey, end: 3, about: { pair: ['guest:1', 'guest:9'] as const } }];
    restore(crowd.world, { ...left([ann], both), logs }, crowd.now);
    for (const n of [1, 2]) {
      guest(crowd, 10 + n);
      crowd.command(10 + n, { cmd: 'resume', token: `token-${n}` });
    }
  });

  const replayed = (who: number) =>
    crowd.effects.flatMap((effect) =>
      effect.do === 'replay' && effect.to === who ? [[effect.log, effect.after]] : [],
    );

  it('is back once, and has at each what has arrived there', () => {
    expect(crowd.world.persons.size).to.equal(1);
    expect(crowd.rooms[0]?.members.size).to.equal(1);
    expect(replayed(1)).to.deep.equal([]);
    expect(replayed(2)).to.deep.equal([[key, 1]]);
  });

  it('joins and leaves on both, and each has a current room of its own', () => {
    const effects = crowd.command(2, { cmd: 'join', rooms: ['#tea'] });
    const entered = effects.flatMap((effect) => (effect.do === 'enter' ? [effect.who] : []));
    expect(entered).to.deep.equal([1, 2]);
    expect(toldTo(effects, 1)).to.deep.include({ ...toldTo(effects, 2)[0] });
    const currents = () => [1, 2].map((n) => crowd.world.sessions.get(n)?.current?.name);
    expect(currents()).to.deep.equal(['#dev', '#tea']);
    expect(persons(effects).map(({ state }) => state?.rooms)).to.deep.equal([['#dev', '#tea']]);
    expect(sessions(effects).map(({ who }) => who)).to.deep.equal([2]);
    expect(sessions(crowd.command(2, { cmd: 'part', rooms: ['#dev'] }))[0]).to.include({ who: 1 });
    expect(currents()).to.deep.equal([undefined, '#tea']);
  });

  it('is told at both what becomes of it, though it is in no room', () => {
    crowd.command(1, { cmd: 'part', rooms: ['#dev'] });
    const [told] = crowd
      .command(2, { cmd: 'away', text: 'lunch' })
      .flatMap((effect) => (effect.do === 'announce' ? [effect.also] : []));
    expect(told).to.deep.equal([2, 1]);
  });

  it('has tags at each', () => {
    const nick = (who: number, name: string) =>
      toldTo(crowd.command(who, { cmd: 'nick', nick: name, tag: 't' }), who).at(-1);
    expect(nick(1, 'anna')).to.include({ ev: 'ok', nick: 'anna' });
    expect(nick(2, 'anne')).to.include({ ev: 'ok', nick: 'anne' });
    expect(nick(1, 'anna')).to.include({ ev: 'ok', nick: 'anna' });
    expect(everybody(crowd.world).map(({ nick }) => nick)).to.deep.equal(['anne']);
  });

  it('has quit with the last of them, and is told to nobody before', () => {
    const first = crowd.command(1, { cmd: 'quit' });
    expect(first.flatMap((effect) => (effect.do === 'end' ? effect.told : []))).to.deep.equal([]);
    expect(persons(first)).to.deep.equal([]);
    expect(sessions(first)).to.have.length(1);
    const last = crowd.command(2, { cmd: 'quit' });
    expect(persons(last).map(({ state }) => state)).to.deep.equal([undefined]);
    expect(crowd.world.persons.size).to.equal(0);
  });
});

describe('roles', () => {
  const roles = [
    ['guest:1', 'owner'],
    ['guest:2', 'voice'],
    ['guest:3', 'op'],
    ['guest:4', 'op'],
  ] as const;
  const about = { v: 4, name: '#dev', roles } as const;
  const logs = [{ log: '#dev' as LogKey, end: 3, about }];
  const people = [1, 2, 3, 4].map((n) => person(n, { rooms: ['#dev'] }));

  it('come back, and end with whoever has them', () => {
    const crowd = new Crowd();
    restore(crowd.world, { ...left(people), logs }, crowd.now);
    const [room] = crowd.rooms;
    expect([...(room?.fold.policy.roles ?? [])]).to.deep.equal(roles);
    crowd.give({ at: crowd.now, on: 'due', due: { due: 'grace', session: 1, connection: 0 } });
    expect([...(room?.fold.policy.roles ?? [])]).to.deep.equal([
      ['guest:2', 'voice'],
      ['guest:3', 'owner'],
      ['guest:4', 'op'],
    ]);
  });

  it('and what is set, who is invited and who is banned are kept of a log as they are, and come back', () => {
    const crowd = new Crowd();
    const [ann] = [crowd.come('ann'), crowd.come('bob')];
    crowd.command(ann, { cmd: 'join', rooms: ['#dev'] });
    crowd.command(ann, { cmd: 'set', name: 'key', value: 'k' });
    crowd.command(ann, { cmd: 'ban', who: 'spam*', for: '2h', reason: 'spam' });
    const effects = crowd.command(ann, { cmd: 'invite', nick: 'bob' });
    const [kept] = effects.flatMap((effect) => (effect.do === 'record' ? [effect.about] : []));
    const { policy } = crowd.rooms[0]?.fold ?? {};
    const again = new Crowd();
    const both = [1, 2].map((n) => person(n, { rooms: ['#dev'] }));
    const was = { log: '#dev' as LogKey, end: 3, about: kept as typeof about };
    restore(again.world, { ...left(both), logs: [was] }, again.now);
    expect(again.rooms[0]?.fold.policy).to.deep.equal(policy);
    expect(policy?.settings.size).to.equal(1);
    expect(policy?.invited.size).to.equal(1);
    expect(policy?.measures).to.have.length(1);
  });

  it('of those who are not there any more do not come back: the oldest op owns the room', () => {
    const crowd = new Crowd();
    restore(
      crowd.world,
      {
        ...left(
          people.slice(1),
          [2, 3, 4].map((n) => session(n)),
        ),
        logs,
      },
      crowd.now,
    );
    const [room] = crowd.rooms;
    expect(room?.fold.policy.roles.get('guest:3')).to.equal('owner');
    expect(room?.fold.policy.roles.has('guest:1')).to.equal(false);
  });

  it('of a room in which nothing has happened are kept with its founder, as long as there is one', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    const bob = crowd.come('bob');
    const founded = persons(crowd.command(ann, { cmd: 'join', rooms: ['#new'] })).at(-1)?.state;
    expect(founded).to.deep.include({ founded: ['#new'] });
    const again = new Crowd();
    const two = [person(2, { rooms: ['#new'] }), person(1, { rooms: ['#new'], founded: ['#new'] })];
    restore(again.world, left(two), again.now);
    expect([...(again.rooms[0]?.fold.policy.roles ?? [])]).to.deep.equal([['guest:1', 'owner']]);
    crowd.command(bob, { cmd: 'join', rooms: ['#new'] });
    crowd.command(ann, { cmd: 'part', rooms: ['#new'] });
    const [over] = persons(crowd.command(bob, { cmd: 'part', rooms: ['#new'] })).filter(
      ({ identity }) => identity === 'guest:1',
    );
    expect(over?.state).not.to.have.property('founded');
    crowd.command(bob, { cmd: 'join', rooms: ['#new'] });
    expect([...(crowd.rooms[0]?.fold.policy.roles ?? [])]).to.deep.equal([['guest:2', 'owner']]);
  });
});

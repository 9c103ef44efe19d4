/** What people do too often waits: others in their rooms, strangers and the store are spared, and whoever waits is told how long. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Command } from '../../../grammar/ast.ts';
import type { EventOf } from '../../../grammar/events.ts';
import { Buckets, MAX_BUCKETS_KEPT, MAX_WAIT_MS } from '../../../server/rooms/bounds/buckets.ts';
import { Journal } from '../../../server/rooms/world/journal.ts';
import { announced, Crowd, toldTo } from '../crowd.ts';

const SECOND = 1000;
const pace = { burst: 3, everyMs: 10 * SECOND };

/** The sentence of the refusal, or nothing when it was done. */
function refusal(crowd: Crowd, who: number, command: Command): string | undefined {
  const told = toldTo(crowd.command(who, command), who);
  return (told.find(({ ev }) => ev === 'error') as EventOf<'error'> | undefined)?.message;
}

const join = (room = '#dev'): Command => ({ cmd: 'join', rooms: [room] });
const part: Command = { cmd: 'part', rooms: ['#dev'] };

/** They come into #dev and leave it, so often or until they may not; returns how often they did. */
function visits(crowd: Crowd, who: number, times: number): number {
  for (let n = 0; n < times; n += 1) {
    if (refusal(crowd, who, join()) !== undefined) return n;
    crowd.command(who, part);
  }
  return times;
}

/** Ann owns #dev, and is there; others have come to the server. */
function dev(paces: ConstructorParameters<typeof Crowd>[0], ...nicks: string[]): Crowd {
  const crowd = new Crowd(paces);
  for (const nick of ['ann', ...nicks]) crowd.come(nick, 'json', `10.0.0.${nick.length}`);
  crowd.command(1, join());
  return crowd;
}

describe('a bucket', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 60 });
  const paces = fc.record({
    burst: fc.integer({ min: 1, max: 5 }),
    everyMs: fc.integer({ min: 1, max: 20_000 }),
  });

  it('gives in no time more than its burst and what has come back since', () => {
    fc.assert(
      fc.property(steps, paces, (pauses, its) => {
        const buckets = new Buckets(new Journal());
        const taken: number[] = [];
        let now = 0;
        for (const pause of pauses) {
          now += pause;
          if (buckets.wait('x', its, now) > 0) continue;
          buckets.take('x', its, now);
          taken.push(now);
        }
        for (const [first, since] of taken.entries()) {
          for (const [last, until] of taken.entries()) {
            const most = its.burst + (until - since) / its.everyMs;
            if (last >= first) expect(last - first + 1).to.be.at.most(most);
          }
        }
      }),
    );
  });

  it('gives one more exactly when it has said, and within a minute, or when the next one comes', () => {
    fc.assert(
      fc.property(paces, fc.integer({ min: 1, max: 20 }), (its, more) => {
        const buckets = new Buckets(new Journal());
        for (let n = 0; n < its.burst + more; n += 1) buckets.take('x', its, 5);
        const wait = buckets.wait('x', its, 5);
        expect(wait).to.equal(Math.min((more + 1) * its.everyMs, MAX_WAIT_MS));
        expect(buckets.wait('x', its, 5 + wait - 1)).to.equal(1);
        expect(buckets.wait('x', its, 5 + wait)).to.equal(0);
      }),
    );
  });

  it('is forgotten when it is full, or when too many others were taken from since', () => {
    const buckets = new Buckets(new Journal());
    buckets.take('first', pace, 0);
    buckets.take('second', pace, 10 * SECOND);
    expect([...buckets.keys()]).to.deep.equal(['second']);
    for (let n = 0; n < MAX_BUCKETS_KEPT + 5; n += 1) buckets.take(`${n}`, pace, 10 * SECOND);
    expect(buckets.size).to.equal(MAX_BUCKETS_KEPT);
  });
});

describe('who comes and goes again and again', () => {
  it('waits, and is told how long', () => {
    const crowd = dev({ paces: { changesOfPerson: pace } }, 'bob', 'cyd');
    expect(visits(crowd, 2, 10)).to.equal(3);
    expect(refusal(crowd, 2, join())).to.equal(
      'You came and went, took another nick or were away too often just now. Try again in 10 s.',
    );
    expect(visits(crowd, 3, 1)).to.equal(1);
    crowd.now += 10 * SECOND;
    expect(visits(crowd, 2, 10)).to.equal(1);
  });

  it('does so for all who come from there', () => {
    const crowd = dev({ paces: { changesOfAddress: pace } }, 'bob', 'cyd', 'dave');
    expect(visits(crowd, 2, 2) + visits(crowd, 3, 2)).to.equal(3);
    expect(visits(crowd, 4, 1)).to.equal(1);
  });

  it('waits when others came and went there as often, unless they are invited or have a role', () => {
    const crowd = dev({ paces: { churnOfRoom: pace } }, 'bob', 'cyd', 'dave');
    for (const who of [2, 3]) visits(crowd, who, 2);
    expect(refusal(crowd, 4, join())).to.equal(
      'Too many people came, went or took other nicks in #dev just now. Try again in 10 s.',
    );
    crowd.command(1, { cmd: 'invite', room: '#dev', nick: 'dave' });
    expect(refusal(crowd, 4, join())).to.equal(undefined);
  });

  it('as guests, keeps nobody waiting who has an account; as accounts, no guests', () => {
    const crowd = dev({ paces: { churnOfRoom: pace } }, 'bob', 'cyd', 'dave');
    crowd.command(3, { cmd: 'register', password: '' });
    expect(visits(crowd, 2, 9)).to.equal(3);
    expect([refusal(crowd, 4, join()) === undefined, visits(crowd, 3, 9)]).to.deep.equal([
      false,
      3,
    ]);
    expect(refusal(crowd, 3, join())).to.match(/^Too many people came/);
    crowd.now += 10 * SECOND;
    expect([visits(crowd, 4, 9), visits(crowd, 3, 9)]).to.deep.equal([1, 1]);
  });

  it('is held to what the room is set to', () => {
    const crowd = dev({}, 'bob');
    crowd.command(1, { cmd: 'set', room: '#dev', name: 'churn', value: '2' });
    expect(visits(crowd, 2, 10)).to.equal(2);
    expect(refusal(crowd, 2, join())).to.match(/in 30 s\.$/);
  });

  it('by connecting anew each time, waits as well', () => {
    const crowd = dev({ paces: { changesOfAddress: pace } });
    const told: (string | undefined)[] = [];
    for (let n = 0; n < 5; n += 1) {
      const guest = crowd.come(`x${n}`, 'json', '10.0.0.9');
      told.push(refusal(crowd, guest, join()));
      crowd.command(guest, { cmd: 'quit' });
    }
    expect(told.filter((each) => each === undefined)).to.have.length(3);
  });

  it('by breaking the connection off, waits as well: the grace is no part of the visit', () => {
    const crowd = dev({ paces: { changesOfAddress: pace } });
    const told: (string | undefined)[] = [];
    for (let n = 0; n < 5; n += 1) {
      const guest = crowd.come(`x${n}`, 'json', '10.0.0.9');
      told.push(refusal(crowd, guest, join()));
      crowd.give({ at: crowd.now, on: 'lost', connection: guest });
    }
    expect(told).to.deep.equal(Array(5).fill(undefined));
    crowd.now += 60 * SECOND;
    for (const due of crowd.reminders) {
      if (due.due === 'grace') crowd.give({ at: crowd.now, on: 'due', due });
    }
    expect(crowd.rooms[0]?.members.size).to.equal(1);
    const late = crowd.come('late', 'json', '10.0.0.9');
    expect(refusal(crowd, late, join())).to.match(/^You came and went/);
  });

  it('is hindered by nothing where nobody else is, or who stays a while', () => {
    const seldom = { burst: 3, everyMs: 10_000 * SECOND };
    const crowd = dev({ paces: { changesOfPerson: seldom, churnOfRoom: seldom } }, 'bob');
    for (let n = 0; n < 9; n += 1) {
      expect(refusal(crowd, 2, join('#own'))).to.equal(undefined);
      crowd.command(2, { cmd: 'part', rooms: ['#own'] });
    }
    for (let n = 0; n < 9; n += 1) {
      expect(refusal(crowd, 2, join())).to.equal(undefined);
      crowd.now += 60 * SECOND;
      crowd.command(2, part);
    }
  });

  it('as an account that logs in and out, waits', () => {
    const crowd = dev({ paces: { changesOfPerson: pace } }, 'bob');
    crowd.command(2, { cmd: 'register', password: '' });
    crowd.command(2, join());
    let logins = 0;
    for (let n = 0; n < 9; n += 1) {
      crowd.command(2, { cmd: 'logout' });
      const refused = refusal(crowd, 2, { cmd: 'login', nick: 'bob', password: '' });
      if (refused === undefined) logins += 1;
      else expect(refused).to.match(/^You came and went, .* Try again in 10 s\.$/);
    }
    expect(logins).to.equal(3);
  });
});

describe('who takes one nick after the other', () => {
  const nicks = (crowd: Crowd, who: number, times: number): number => {
    for (let n = 0; n < times; n += 1) {
      if (refusal(crowd, who, { cmd: 'nick', nick: `b${who}x${n}` }) !== undefined) return n;
    }
    return times;
  };

  it('waits while others hear of it, and has the nick that they had', () => {
    const crowd = dev({ paces: { changesOfPerson: pace } }, 'bob');
    expect(nicks(crowd, 2, 9)).to.equal(9);
    crowd.command(2, join());
    expect(nicks(crowd, 2, 9)).to.equal(3);
    expect(crowd.world.persons.byNick('b2x2')?.identity).to.equal('guest:2');
    expect(crowd.world.persons.byNick('b2x3')).to.equal(undefined);
  });

  it('waits when others in the room did so, too, unless they look after it', () => {
    const crowd = dev({ paces: { churnOfRoom: pace } }, 'bob', 'cyd');
    for (const who of [2, 3]) crowd.command(who, join());
    expect(nicks(crowd, 2, 2) + nicks(crowd, 3, 2)).to.equal(3);
    expect(nicks(crowd, 1, 1)).to.equal(1);
  });

  it('or says that they are away, waits', () => {
    const crowd = dev({ paces: { changesOfPerson: pace } }, 'bob');
    crowd.command(2, join());
    const away = () => refusal(crowd, 2, { cmd: 'away', text: 'tea' });
    expect([away(), away(), away()]).to.deep.equal([undefined, undefined, undefined]);
    expect(away()).to.match(/Try again in 10 s\.$/);
    expect(refusal(crowd, 2, { cmd: 'back' })).to.equal(undefined);
  });
});

describe('who writes to people who do not know them', () => {
  const write = (crowd: Crowd, to: string): string | undefined =>
    refusal(crowd, 1, { cmd: 'msg', to, text: 'buy this' });
  const told = 'There were too many messages to strangers. Try again in 10 s.';

  it('waits, by messages and by invitations; whoever has written back is no stranger', () => {
    const crowd = dev({ paces: { strangersOfPerson: pace } }, 'bob', 'cyd', 'dave', 'eve');
    expect(write(crowd, 'bob')).to.equal(undefined);
    expect(write(crowd, 'bob')).to.equal(undefined);
    expect(write(crowd, 'cyd')).to.equal(undefined);
    expect(refusal(crowd, 1, { cmd: 'invite', room: '#dev', nick: 'eve' })).to.equal(undefined);
    expect(write(crowd, 'dave')).to.equal(told);
    expect(refusal(crowd, 1, { cmd: 'invite', room: '#dev', nick: 'dave' })).to.equal(told);
    crowd.command(4, { cmd: 'msg', to: 'ann', text: 'hello' });
    expect(write(crowd, 'dave')).to.equal(undefined);
  });

  it('makes no private room with several of them unless it may have all, and that takes nothing', () => {
    const crowd = dev({ paces: { strangersOfPerson: pace } }, 'bob', 'cyd', 'dave', 'eve');
    const make = (...invite: string[]) =>
      refusal(crowd, 1, { cmd: 'room', room: '#own', private: true, invite });
    expect(write(crowd, 'bob')).to.equal(undefined);
    expect(make('cyd', 'dave', 'eve')).to.equal(told);
    expect(make('bob', 'cyd', 'dave')).to.equal(undefined);
    expect(write(crowd, 'eve')).to.equal(told);
  });

  it('makes one with more of them than it may write to in a row, when it has written to nobody of late', () => {
    const crowd = dev({ paces: { strangersOfPerson: pace } }, 'bob', 'cyd', 'dave', 'eve');
    const invite = ['bob', 'cyd', 'dave', 'eve'];
    const make = { cmd: 'room', room: '#own', private: true, invite } as const;
    expect(refusal(crowd, 1, make)).to.equal(undefined);
    expect(refusal(crowd, 1, { ...make, room: '#two' })).to.match(/Try again in 40 s\.$/);
  });

  it('does not wait when they are an operator', () => {
    const crowd = dev({ paces: { strangersOfPerson: pace } }, 'bob', 'cyd', 'dave', 'eve');
    crowd.command(1, { cmd: 'register', password: '' });
    const order = { order: 'role', nick: 'ann', role: 'operator' } as const;
    crowd.give({ at: crowd.now, on: 'ordered', order, id: 1 });
    for (const nick of ['bob', 'cyd', 'dave', 'eve'])
      expect(write(crowd, nick)).to.equal(undefined);
  });

  it('waits for all who come from there', () => {
    const crowd = dev({ paces: { strangersOfAddress: pace } }, 'abe', 'bob', 'cyd', 'dave');
    for (const [who, to] of [
      [1, 'bob'],
      [2, 'bob'],
      [2, 'cyd'],
    ] as const)
      crowd.command(who, { cmd: 'msg', to, text: 'buy' });
    expect(write(crowd, 'dave')).to.equal(told);
  });

  it('waits when they go on before there is an answer', () => {
    const crowd = dev({ paces: { unansweredOfPerson: pace } }, 'bob');
    for (let n = 0; n < 3; n += 1) expect(write(crowd, 'bob')).to.equal(undefined);
    expect(write(crowd, 'bob')).to.equal(told);
    crowd.command(2, { cmd: 'msg', to: 'ann', text: 'who are you?' });
    for (let n = 0; n < 9; n += 1) expect(write(crowd, 'bob')).to.equal(undefined);
  });
});

describe('who asks staff for something', () => {
  it('by knocking or reporting, waits for all who come from there', () => {
    const crowd = dev(
      { paces: { asksOfAddress: { burst: 3, everyMs: 60 * SECOND } } },
      'bob',
      'cyd',
    );
    crowd.command(1, { cmd: 'say', text: 'hi' });
    crowd.command(2, join());
    const report = () => refusal(crowd, 2, { cmd: 'report', room: '#dev', message: 1 });
    for (let n = 0; n < 2; n += 1) {
      expect(report()).to.equal(undefined);
      crowd.now += 10 * SECOND;
    }
    crowd.command(1, { cmd: 'set', room: '#dev', name: 'invite-only', value: 'on' });
    const knocks = [1, 2].map(() => {
      const guest = crowd.come(`x${crowd.now}`, 'json', '10.0.0.3');
      crowd.now += 5 * SECOND;
      return refusal(crowd, guest, { cmd: 'knock', room: '#dev' });
    });
    expect(knocks).to.deep.equal([
      undefined,
      'From your address staff was told something too often just now. Try again in 30 s.',
    ]);
  });
});

describe('who opens rooms', () => {
  it('waits when there were many just now from their address', () => {
    const crowd = new Crowd({ paces: { roomsOfAddress: pace } });
    const ann = crowd.come('ann');
    crowd.command(ann, { cmd: 'join', rooms: ['#a', '#b', '#c'] });
    const told = 'You opened too many rooms just now. Try again in 10 s.';
    expect(refusal(crowd, ann, join('#d'))).to.equal(told);
    expect(refusal(crowd, ann, { cmd: 'room', room: '#e', private: true })).to.equal(told);
    expect(refusal(crowd, ann, join('#a'))).to.equal(undefined);
  });
});

describe('a message', () => {
  it('is edited and reacted to so often, and then later', () => {
    const paces = { editsOfMessage: pace, reactionsOfPerson: pace, reactionsOfMessage: pace };
    const crowd = dev({ paces }, 'bob');
    crowd.command(2, join());
    for (const text of ['one', 'two']) crowd.command(1, { cmd: 'say', text });
    const edit = () => refusal(crowd, 1, { cmd: 'edit', seq: 2, text: 'other' });
    const react = (who: number, seq: number, cmd: 'react' | 'unreact') =>
      refusal(crowd, who, { cmd, seq, emoji: '+1' });
    expect([edit(), edit(), edit()]).to.deep.equal([undefined, undefined, undefined]);
    expect(edit()).to.equal('That message was edited too often just now. Try again in 10 s.');
    expect(react(2, 2, 'react') ?? react(2, 2, 'unreact') ?? react(1, 2, 'react')).to.equal(
      undefined,
    );
    expect(react(1, 2, 'unreact')).to.equal(
      'There were too many reactions to that message just now. Try again in 10 s.',
    );
    expect(react(1, 1, 'react')).to.equal(undefined);
  });
});

describe('somebody who is in very many rooms', () => {
  it('costs others no more than a message when they are called otherwise, are away or quit', () => {
    const crowd = new Crowd({ rooms: 1000, allRooms: 2000 });
    const [ann, bob] = [crowd.come('ann'), crowd.come('bob')];
    const rooms = Array.from({ length: 1000 }, (_, n) => `#r${n}`);
    for (const who of [ann, bob]) crowd.command(who, { cmd: 'join', rooms });
    const once = (command: Command) => {
      const effects = crowd.command(bob, command);
      return announced(effects).length + effects.filter((each) => each.do === 'end').length;
    };
    expect(once({ cmd: 'nick', nick: 'bert' })).to.equal(1);
    expect(once({ cmd: 'away', text: 'tea' })).to.equal(1);
    expect(once({ cmd: 'back' })).to.equal(1);
    expect(once({ cmd: 'quit' })).to.equal(1);
  });
});

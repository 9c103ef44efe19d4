/** Accounts in the room manager by itself: what is kept of them, and what comes back after a restart. */
import { expect } from 'chai';
import type { LogKey, PrivateKey } from '../../../grammar/names.ts';
import { restore } from '../../../server/rooms/durable/restore.ts';
import type { Effect } from '../../../server/rooms/effects.ts';
import { Crowd, codes, toldTo } from '../crowd.ts';
import { left, person, session } from '../left.ts';
import { account, login, personsKept, register } from './asked-of-accounts.ts';

describe('an account', () => {
  it('is kept with its person and its session, and its secret apart from both', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    const effects = crowd.command(ann, register);
    expect(effects.filter(({ do: kind }) => kind === 'keep-account')).to.deep.equal([
      {
        do: 'keep-account',
        identity: 'guest:1',
        state: { v: 3, secret: 'password', since: crowd.now },
      },
    ]);
    expect(JSON.stringify(personsKept(effects))).not.to.include('password');
  });

  it('stays when its last session is over, offline in its rooms and not away', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.command(ann, register);
    crowd.command(ann, { cmd: 'join', rooms: ['#dev'] });
    crowd.command(ann, { cmd: 'away', text: 'lunch' });
    const kept = personsKept(crowd.command(ann, { cmd: 'quit' }));
    expect(kept).to.have.length(1);
    const [last] = kept;
    expect(last).to.include({ nick: 'ann' }).and.not.have.property('away');
    expect(last?.rooms).to.deep.equal(['#dev']);
    expect(last).to.include({ seen: crowd.now });
    const [dev] = crowd.rooms;
    expect(dev?.members.size).to.equal(0);
    expect([...(dev?.stays.keys() ?? [])]).to.deep.equal(['guest:1']);
    expect(crowd.world.persons.here.size).to.equal(0);
    expect(crowd.world.persons.byNick('ann')?.identity).to.equal('guest:1');
  });

  it('is there after a restart, with its nick, its rooms and its private logs, also when nobody is logged in', () => {
    const crowd = new Crowd();
    const key = '@1' as PrivateKey;
    const people = [
      person(1, { nick: 'gross' }),
      person(2, { nick: 'GROẞ', rooms: ['#dev'], away: 'lunch', privates: [key] }),
    ];
    const logs = [{ log: key as LogKey, end: 2, about: { pair: ['guest:2', 'guest:9'] as const } }];
    const kept = { ...left(people, [session(1)]), accounts: [account(2)], logs };
    const effects = restore(crowd.world, kept, crowd.now);
    const known = crowd.world.persons.byNick('gross');
    expect(known?.identity).to.equal('guest:2');
    expect([...(known?.rooms.keys() ?? [])]).to.deep.equal(['#dev']);
    expect([...(crowd.rooms[0]?.stays.keys() ?? [])]).to.deep.equal(['guest:2']);
    expect(crowd.rooms[0]?.members.size).to.equal(0);
    expect(known?.away).to.equal(undefined);
    expect([...(known?.reads?.entries() ?? [])]).to.have.deep.members([
      ['#dev', 0],
      [key, 2],
    ]);
    expect([...(known?.privates?.keys() ?? [])]).to.deep.equal([key]);
    expect([...crowd.world.persons.here.keys()]).to.deep.equal(['guest:1']);
    expect(effects.filter(({ do: kind }) => kind === 'forget')).to.deep.equal([]);
    expect(personsKept(effects)[0]).to.include({
      nick: known && crowd.world.persons.get('guest:1')?.nick,
    });
    const bob = crowd.come('bob');
    expect(toldTo(crowd.command(bob, login('groß')), bob).at(-1)).to.include({
      ...{ ev: 'ok', nick: 'GROẞ' },
    });
  });

  it('does not come back as a bot whose token is gone, for nothing would bound what that may do', () => {
    const crowd = new Crowd();
    const sessions = [session(1), session(2, 1, { bot: 'ci' })];
    const kept = { ...left([person(1, { nick: 'ann' })], sessions), accounts: [account(1)] };
    const effects = restore(crowd.world, kept, crowd.now);
    expect([...crowd.world.sessions.values()].map(({ key }) => key)).to.deep.equal(['s1']);
    expect(effects).to.deep.include({
      ...{ do: 'keep-session', who: 2, key: 's2', person: 'guest:1' },
      ...{ state: undefined, answers: [] },
    });
  });

  it('has the private logs of its peers as long as one of them has them', () => {
    const crowd = new Crowd();
    const [ann, bob] = [crowd.come('ann'), crowd.come('bob')];
    crowd.command(ann, register);
    crowd.command(bob, { cmd: 'msg', to: 'ann', text: 'psst' });
    crowd.command(ann, { cmd: 'quit' });
    const effects = crowd.command(bob, { cmd: 'quit' });
    expect(effects.filter(({ do: kind }) => kind === 'forget')).to.deep.equal([]);
    expect(crowd.world.privates.size).to.equal(1);
  });

  it('whose password was changed while it was checked is not logged in to', () => {
    const crowd = new Crowd();
    const [ann, bob] = [crowd.come('ann'), crowd.come('bob')];
    crowd.command(ann, register);
    const command = login('ann');
    const about = { cmd: 'login', tag: undefined, nick: 'ann', command } as const;
    const to = {
      ask: 'password',
      ...about,
      against: { secret: 'an older one' },
      counted: [],
    } as const;
    const checked = { isRight: true, secret: undefined };
    const answer = { ask: 'password', to, checked, renewed: 'ticket' } as const;
    const effects = crowd.give({ at: crowd.now, on: 'answered', connection: bob, answer });
    expect(codes(effects, bob)).to.deep.equal(['wrong_password']);
  });
});

describe('who logs in to another account', () => {
  it('leaves the rooms and the roles of the first to the first', () => {
    const crowd = new Crowd();
    const [ann, bob, phone] = ['ann', 'bob', 'phone'].map((nick) => crowd.come(nick)) as [
      ...[number, number, number],
    ];
    for (const who of [ann, bob]) crowd.command(who, register);
    crowd.command(ann, { cmd: 'join', rooms: ['#dev'] });
    crowd.command(ann, { cmd: 'topic', text: 'tea' });
    crowd.command(phone, login('ann'));
    expect(codes(crowd.command(phone, login('bob')), phone)).to.deep.equal([]);
    const dev = crowd.rooms[0];
    expect([...(dev?.fold.policy.roles ?? [])]).to.deep.equal([['guest:1', 'owner']]);
    expect([...(dev?.members.keys() ?? [])]).to.deep.equal(['guest:1']);
    const session = crowd.world.sessions.get(phone);
    expect([session?.person.nick, session?.current]).to.deep.equal(['bob', undefined]);
  });

  it('as a guest has their roles there, also where no more people may have one', () => {
    const crowd = new Crowd();
    const [ann, owner] = [crowd.come('ann'), crowd.come('owner')];
    crowd.command(ann, register);
    crowd.command(owner, { cmd: 'join', rooms: ['#dev'] });
    for (let n = 0; n < 199; n += 1) {
      crowd.come(`p${n}`);
      crowd.command(owner, { cmd: 'role', nick: `p${n}`, role: 'voice' });
    }
    crowd.command(owner, login('ann'));
    const roles = crowd.rooms[0]?.fold.policy.roles;
    expect([roles?.size, roles?.get('guest:1')]).to.deep.equal([200, 'owner']);
  });
});

describe('the devices of an account', () => {
  it('keep their numbers and their times over a restart, and are told apart from what nobody knows', () => {
    const crowd = new Crowd();
    const both = [session(101, 101, { device: 3, since: 7 }), session(102, 101)];
    const people = [person(101, { nick: 'ann', since: 5 })];
    restore(crowd.world, { ...left(people, both), accounts: [account(101)] }, crowd.now);
    const [desk, phone] = [...crowd.world.sessions.values()];
    expect([desk?.device, desk?.since]).to.deep.equal([3, 7]);
    expect([phone?.device, phone?.since]).to.deep.equal([1, 5]);
    const who = crowd.come('new');
    const [told] = toldTo(crowd.command(who, login('ann')), who).slice(-1);
    expect(told).to.include({ ev: 'ok', nick: 'ann' });
    const [list] = toldTo(crowd.command(who, { cmd: 'sessions' }), who);
    const seen = list?.ev === 'sessions' ? list.sessions : [];
    expect(seen.map(({ device, address, lost }) => [device, address, lost])).to.deep.equal([
      ...[
        [3, undefined, true],
        [1, undefined, true],
        [2, '::1', undefined],
      ],
    ]);
  });

  it('are known to have been heard when they give a command, to the second', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.command(ann, register);
    const began = crowd.now;
    const heard = () => crowd.world.sessions.get(ann)?.heard;
    crowd.now += 999;
    crowd.command(ann, { cmd: 'ping' });
    expect(heard()).to.equal(began);
    crowd.now += 1;
    crowd.command(ann, { cmd: 'ping' });
    expect(heard()).to.equal(began + 1000);
  });

  it('are kept with their numbers, as soon as there is an account', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    const kept = (effects: readonly Effect[]) =>
      effects.flatMap((effect) => (effect.do === 'keep-session' ? [effect.state] : []));
    expect(kept(crowd.command(ann, register))[0]).to.include({ device: 1 });
    const desk = crowd.come('desk');
    crowd.now += 5;
    const state = kept(crowd.command(desk, login('ann'))).at(-1);
    expect(state).to.include({ device: 2, since: crowd.now });
  });
});

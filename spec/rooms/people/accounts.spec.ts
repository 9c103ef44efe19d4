/** Accounts in the room manager by itself: what is kept of them, what comes back after a restart, and what is too much. */
import { expect } from 'chai';
import type { LogKey, PrivateKey } from '../../../grammar/names.ts';
import { again } from '../../../server/rooms/again.ts';
import type { Answer } from '../../../server/rooms/answers.ts';
import { restore } from '../../../server/rooms/durable/restore.ts';
import type { Effect } from '../../../server/rooms/effects.ts';
import { Tries, waitAfter } from '../../../server/rooms/people/tries.ts';
import { step } from '../../../server/rooms/step.ts';
import { Journal } from '../../../server/rooms/world/journal.ts';
import { Crowd, toldTo } from '../crowd.ts';
import { left, person, session } from '../left.ts';

const register = { cmd: 'register', password: '' } as const;
const login = (nick: string) => ({ cmd: 'login', nick, password: '' }) as const;
const account = (n: number) => ({
  identity: `guest:${n}`,
  state: { v: 3 as const, secret: 'password', since: 1 },
});

const personsKept = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.do === 'keep-person' ? [effect.state] : []));
const codes = (effects: Effect[], who: number) =>
  toldTo(effects, who).flatMap((event) => (event.ev === 'error' ? [event.code] : []));

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

describe('who has too much', () => {
  it('of sessions is not logged in once more', () => {
    const crowd = new Crowd({ sessionsOfAccount: 2 });
    const people = ['ann', 'desk', 'phone'].map((nick) => crowd.come(nick));
    const [ann = 0, desk = 0, phone = 0] = people;
    crowd.command(ann, register);
    expect(codes(crowd.command(desk, login('ann')), desk)).to.deep.equal([]);
    expect(codes(crowd.command(phone, login('ann')), phone)).to.deep.equal(['too_many_sessions']);
    expect(crowd.world.sessions.get(phone)?.person.nick).to.equal('phone');
  });

  it('of rooms leaves some before they log in', () => {
    const crowd = new Crowd({ rooms: 2 });
    const [ann, desk] = [crowd.come('ann'), crowd.come('desk')];
    crowd.command(ann, register);
    crowd.command(ann, { cmd: 'join', rooms: ['#a', '#b'] });
    crowd.command(desk, { cmd: 'join', rooms: ['#b', '#c'] });
    expect(codes(crowd.command(desk, login('ann')), desk)).to.deep.equal(['too_many_rooms']);
    crowd.command(desk, { cmd: 'part', rooms: ['#c'] });
    expect(codes(crowd.command(desk, login('ann')), desk)).to.deep.equal([]);
  });

  it('of accounts makes no more, on a server or, for a day, from an address', () => {
    const full = new Crowd({ accounts: 1 });
    const [one, other] = [full.come('one'), full.come('other')];
    expect(codes(full.command(one, register), one)).to.deep.equal([]);
    expect(codes(full.command(other, register), other)).to.deep.equal(['too_many_accounts']);

    const crowd = new Crowd({ perAddress: { accounts: 2 } });
    const people = ['ann', 'bob', 'cy'].map((nick) => crowd.come(nick));
    const refused = people.map((who) => codes(crowd.command(who, register), who));
    expect(refused).to.deep.equal([[], [], ['too_many_tries']]);
    const far = crowd.come('far', 'json', '10.0.0.1');
    expect(codes(crowd.command(far, register), far)).to.deep.equal([]);
    crowd.now += 86_399_999;
    expect(codes(crowd.command(people[2] ?? 0, register), people[2] ?? 0)).to.deep.equal([
      'too_many_tries',
    ]);
    crowd.now += 1;
    expect(codes(crowd.command(people[2] ?? 0, register), people[2] ?? 0)).to.deep.equal([]);
  });

  it('of wrong passwords waits, for all accounts from one address and nobody from another', () => {
    const crowd = new Crowd({ perAddress: { wrongPasswords: 2 } });
    const eve = crowd.come('eve', 'json', '10.0.0.1');
    const ann = crowd.come('ann');
    crowd.command(ann, register);
    crowd.passwords = ['guess'];
    const guess = (nick: string) => codes(crowd.command(eve, login(nick)), eve)[0];
    expect(['x', 'y', 'z'].map(guess)).to.deep.equal([
      ...['wrong_password', 'wrong_password', 'too_many_tries'],
    ]);
    crowd.passwords = ['password'];
    expect(guess('ann')).to.equal('too_many_tries');
    const desk = crowd.come('desk', 'json', '10.0.0.2');
    expect(codes(crowd.command(desk, login('ann')), desk)).to.deep.equal([]);
  });

  it('of tries waits twice as long after each, and at most a minute', () => {
    const waits = [0, 4, 5, 6, 7, 11, 99].map((times) => waitAfter(times, 5));
    expect(waits).to.deep.equal([0, 0, 1000, 2000, 4000, 60_000, 60_000]);
  });

  it('of tries waits no more after an hour', () => {
    const crowd = new Crowd();
    const [ann, eve] = [crowd.come('ann'), crowd.come('eve')];
    crowd.command(ann, register);
    crowd.passwords = ['guess'];
    const guess = () => codes(crowd.command(eve, login('ann')), eve)[0];
    for (let n = 0; n < 5; n += 1) guess();
    expect(guess()).to.equal('too_many_tries');
    crowd.now += 3_600_000;
    for (let n = 0; n < 4; n += 1) expect(guess()).to.equal('wrong_password');
  });
});

describe('who guesses the password of an account', () => {
  const guessing = () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.command(ann, register);
    let comers = 0;
    const tryFrom = (address: string, password = 'guess') => {
      crowd.passwords = [password];
      const who = crowd.come(`p${++comers}`, 'json', address);
      const [code = 'right'] = codes(crowd.command(who, login('ann')), who);
      crowd.command(who, { cmd: 'quit' });
      return code;
    };
    return { crowd, ann, tryFrom };
  };

  it('for hours, from one address, keeps its owner waiting at no other one', () => {
    const { crowd, tryFrom } = guessing();
    for (let n = 0; n < 200; n += 1) {
      tryFrom('10.0.0.1');
      crowd.now += 60_000;
    }
    tryFrom('10.0.0.1');
    expect(tryFrom('10.0.0.1', 'password')).to.equal('too_many_tries');
    expect(tryFrom('10.0.0.2', 'password')).to.equal('right');
  });

  it('from many addresses keeps strangers waiting, and its owner nowhere where they are known', () => {
    const { crowd, tryFrom } = guessing();
    expect(tryFrom('10.0.0.2', 'password')).to.equal('right');
    for (let n = 0; n < 50; n += 1) {
      expect(tryFrom(`10.0.1.${n % 10}`)).to.equal('wrong_password');
    }
    expect(tryFrom('10.0.0.3', 'password')).to.equal('too_many_tries');
    expect(tryFrom('::1', 'password')).to.equal('right');
    expect(tryFrom('10.0.0.2', 'password')).to.equal('right');
    crowd.now += 1000;
    expect(tryFrom('10.0.0.3', 'password')).to.equal('right');
  });

  it('keeps nobody from changing it', () => {
    const { crowd, ann, tryFrom } = guessing();
    for (let n = 0; n < 6; n += 1) tryFrom('::1');
    crowd.passwords = ['password', 'another'];
    const change = { cmd: 'password', old: '', new: '' } as const;
    expect(codes(crowd.command(ann, change), ann)).to.deep.equal([]);
  });

  it('on many connections at once is counted before the first answer', () => {
    const crowd = new Crowd({ perAddress: { wrongPasswords: 2 } });
    const told = ['x', 'y', 'z'].map((nick) => {
      const who = crowd.come(`${nick}${nick}`);
      const input = { on: 'commanded', connection: who, command: login(nick) } as const;
      return codes(step(crowd.world, { at: crowd.now, ...input }), who);
    });
    expect(told).to.deep.equal([[], [], ['too_many_tries']]);
  });

  it('is not whoever the server fails: it counts no try, and no account', () => {
    const crowd = new Crowd({ perAddress: { wrongPasswords: 1, accounts: 1 } });
    const [ann, eve] = [crowd.come('ann'), crowd.come('eve')];
    const about = { at: crowd.now, connection: eve };
    const failing = [
      (answer: Answer) => step(crowd.world, { ...about, on: 'answered', answer }),
      (answer: Answer) => again(crowd.world, { ...about, on: 'answered', answer }, []),
    ];
    for (const fail of failing) {
      for (const command of [login('ann'), register]) {
        const asked = step(crowd.world, { ...about, on: 'commanded', command });
        const [to] = asked.flatMap((effect) =>
          effect.do === 'ask' && effect.question.ask === 'password' ? [effect.question] : [],
        );
        if (to === undefined) throw new Error(`nothing was asked: ${codes(asked, eve)}`);
        const told = fail({ ask: 'password', to, checked: undefined, renewed: 'ticket' });
        expect(codes(told, eve)).to.deep.equal(['store_unavailable']);
      }
    }
    expect(codes(crowd.command(ann, register), ann)).to.deep.equal([]);
    expect(codes(crowd.command(eve, login('ann')), eve)).to.deep.equal([]);
  });

  it('is taken out of the counts where it was counted, whatever was tried meanwhile', () => {
    const { crowd } = guessing();
    const ask = (nick: string) => {
      const connection = crowd.come(nick, 'json', '10.0.0.9');
      const asked = step(crowd.world, {
        at: crowd.now,
        on: 'commanded',
        connection,
        command: login('ann'),
      });
      const [to] = asked.flatMap((effect) =>
        effect.do === 'ask' && effect.question.ask === 'password' ? [effect.question] : [],
      );
      if (to === undefined) throw new Error(`nothing was asked: ${codes(asked, connection)}`);
      return () => {
        const answer = { ask: 'password', to, checked: undefined, renewed: 'ticket' } as const;
        step(crowd.world, { at: crowd.now, on: 'answered', connection, answer });
      };
    };
    const failing = ['v', 'w', 'x', 'y', 'z'].map((nick) => ask(nick.repeat(2)));
    crowd.now += 60_000;
    failing.push(ask('late'));
    for (const fail of failing) fail();
    const { fromStrangersFor, fromAddressFor } = crowd.world.counts;
    expect(fromStrangersFor.size + fromAddressFor.size).to.equal(0);
  });

  it('is remembered while others are tried, until it is the one that was tried longest ago', () => {
    const journal = new Journal();
    const tries = new Tries(journal);
    const first = 5;
    for (let n = 0; n < first; n += 1) tries.note('ann', n);
    for (let n = 0; n < 9999; n += 1) tries.note(`other ${n}`, first);
    journal.commit(journal.end);
    tries.note('ann', first);
    journal.commit(journal.end);
    for (let n = 0; n < 9999; n += 1) {
      tries.note(`more ${n}`, first);
      journal.commit(journal.end);
    }
    expect([tries.size, tries.times('ann', first)]).to.deep.equal([10_000, 6]);
    tries.note('last', first);
    expect(tries.times('ann', first)).to.equal(0);
    tries.note('much later', 3_700_000);
    expect([...tries.keys()]).to.deep.equal(['much later']);
  });
});

/** Sessions, rooms, accounts and wrong passwords in too great a number, and who pays for them. */
import { expect } from 'chai';
import { again } from '../../../server/rooms/again.ts';
import type { Answer } from '../../../server/rooms/answers.ts';
import { Tries, waitAfter } from '../../../server/rooms/people/tries.ts';
import { step } from '../../../server/rooms/step.ts';
import { Journal } from '../../../server/rooms/world/journal.ts';
import { Crowd, codes } from '../crowd.ts';
import { login, register } from './asked-of-accounts.ts';

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

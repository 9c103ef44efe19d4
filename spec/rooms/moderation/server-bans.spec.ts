/** A ban from the whole server: nobody whom it hits is on it, by whatever way they come. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Command } from '../../../grammar/ast.ts';
import type { LogKey } from '../../../grammar/names.ts';
import { restore } from '../../../server/rooms/durable/restore.ts';
import { Crowd, codes, recorded } from '../crowd.ts';
import { left } from '../left.ts';

/** Ann is an operator, and comes from elsewhere. */
function town() {
  const crowd = new Crowd();
  const ann = crowd.come('ann', 'json', '192.0.2.1');
  crowd.command(ann, { cmd: 'register', password: '' });
  crowd.give({
    ...{ at: crowd.now, on: 'ordered', id: 1 },
    order: { order: 'role', nick: 'ann', role: 'operator' },
  });
  const ban = (who: string, more: object = {}) =>
    crowd.command(ann, { cmd: 'ban', room: '*', who, ...more });
  return { crowd, ann, ban };
}

describe('a ban from the server', () => {
  it('ends the sessions that come from there, lost ones too, and no other session of the person', () => {
    const { crowd, ban } = town();
    const bob = crowd.come('bob', 'json', '10.0.0.1');
    crowd.command(bob, { cmd: 'register', password: '' });
    const away = crowd.come('late', 'json', '198.51.100.1');
    crowd.command(away, { cmd: 'login', nick: 'bob', password: '' });
    crowd.give({ at: crowd.now, on: 'lost', connection: bob });
    ban('10.0.0.0/24');
    const { person } = crowd.world.sessions.get(away) ?? {};
    expect([...(person?.sessions.keys() ?? [])]).to.deep.equal([away]);
  });

  it('keeps a lost session from being resumed from there', () => {
    const { crowd, ban } = town();
    const bob = crowd.come('bob', 'json', '198.51.100.1');
    crowd.give({ at: crowd.now, on: 'lost', connection: bob });
    ban('10.0.0.0/24');
    crowd.command(1, { cmd: 'allow', room: '*', who: 'bob' });
    crowd.command(1, { cmd: 'disallow', room: '*', who: 'bob' });
    crowd.command(1, { cmd: 'allow', room: '*', who: 'ann' });
    const fresh = crowd.come('fresh', 'json', '10.0.0.9');
    const resumed = crowd.command(fresh, { cmd: 'resume', token: `token-${bob}` });
    expect(codes(resumed, fresh)).to.deep.equal(['banned']);
  });

  it('is over when its time is, and holds over a restart until then', () => {
    const { crowd, ban } = town();
    const [record] = ban('10.0.0.0/24', { for: '1h' });
    if (record?.do !== 'record' || record.about === undefined) throw new Error('nothing was kept');
    const again = new Crowd();
    const log = { log: '*' as LogKey, end: 1, about: record.about };
    restore(again.world, { ...left([], []), logs: [log] }, crowd.now);
    again.now = crowd.now + 3_599_000;
    again.come('bob', 'json', '10.0.0.1');
    expect(again.world.persons.byNick('bob')).to.equal(undefined);
    again.now += 2000;
    again.come('bob', 'json', '10.0.0.1');
    expect(again.world.persons.byNick('bob')?.nick).to.equal('bob');
  });

  it('lets nobody in who comes from there, but an operator at the machine itself, who takes it back', () => {
    const { crowd, ann, ban } = town();
    ban('192.0.2.0/24');
    ban('127.0.0.1');
    crowd.command(ann, { cmd: 'quit' });
    const elsewhere = crowd.come('late', 'json', '192.0.2.1');
    expect(crowd.world.sessions.has(elsewhere)).to.equal(false);
    const local = crowd.come('late', 'json', '127.0.0.1');
    const joined = crowd.command(local, { cmd: 'join', rooms: ['#dev'] });
    expect(codes(joined, local)).to.deep.equal(['banned']);
    crowd.command(local, { cmd: 'login', nick: 'ann', password: '' });
    const unbanned = crowd.command(local, { cmd: 'unban', room: '*', who: '192.0.2.0/24' });
    expect(codes(unbanned, local)).to.deep.equal([]);
    expect(crowd.world.sessions.has(crowd.come('late', 'json', '192.0.2.1'))).to.equal(true);
  });

  it('of a guest hits who comes from there, and not those who were there before, nor older accounts', () => {
    const { crowd, ban } = town();
    const cat = crowd.come('cat', 'json', '10.0.0.1');
    const bob = crowd.come('bob', 'json', '10.0.0.1');
    const old = crowd.come('old', 'json', '10.0.0.2');
    crowd.command(old, { cmd: 'register', password: '' });
    crowd.command(old, { cmd: 'quit' });
    crowd.now += 1000;
    ban('bob');
    expect(crowd.world.sessions.has(bob)).to.equal(false);
    expect(codes(crowd.command(cat, { cmd: 'join', rooms: ['#dev'] }), cat)).to.deep.equal([]);
    const late = crowd.come('late', 'json', '10.0.0.1');
    expect(codes(crowd.command(late, { cmd: 'join', rooms: ['#dev'] }), late)).to.deep.equal([
      'banned',
    ]);
    const told = crowd.command(late, { cmd: 'login', nick: 'old', password: '' });
    expect(codes(told, late)).to.deep.equal([]);
    expect(codes(crowd.command(late, { cmd: 'join', rooms: ['#dev'] }), late)).to.deep.equal([]);
  });

  it('holds again for whoever came as an exception, when that is over', () => {
    const { crowd, ann, ban } = town();
    ban('10.0.0.0/24');
    crowd.command(ann, { cmd: 'allow', room: '*', who: '10.0.0.1', for: '1m' });
    const bob = crowd.come('bob', 'json', '10.0.0.1');
    expect(codes(crowd.command(bob, { cmd: 'join', rooms: ['#dev'] }), bob)).to.deep.equal([]);
    crowd.now += 60_001;
    const said = crowd.command(bob, { cmd: 'msg', to: '#dev', text: 'hi' });
    expect(codes(said, bob)).to.deep.equal(['banned']);
  });

  const who = fc.constantFrom('spam*', '10.0.0.0/24', '10.0.1.7', 'cat');
  const nick = fc.constantFrom('spam1', 'spammer', 'cat', 'dora', 'eve');
  const address = fc.constantFrom('10.0.0.1', '10.0.1.7', '10.0.1.8');
  const given = fc.oneof(
    fc.record({ cmd: fc.constant('nick'), nick }),
    fc.record({ cmd: fc.constant('login'), nick, password: fc.constant('') }),
    fc.record({ cmd: fc.constant('register'), password: fc.constant('') }),
    fc.record({ cmd: fc.constant('resume'), token: fc.nat(9).map((n) => `token-${n + 2}`) }),
    fc.constant({ cmd: 'join', rooms: ['#dev'] }),
    fc.record({ cmd: fc.constant('msg'), to: fc.constant('#dev'), text: fc.constant('hi') }),
    fc.constant({ cmd: 'quit' }),
  ) as unknown as fc.Arbitrary<Command>;
  const move = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(fc.constant('come' as const), nick, address) },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.constant('ban' as const), who, fc.constantFrom('ban', 'ban', 'unban')),
    },
    { weight: 1, arbitrary: fc.tuple(fc.constant('lost' as const), fc.nat(9), fc.constant('')) },
    { weight: 6, arbitrary: fc.tuple(fc.constant('give' as const), fc.nat(9), given) },
  );
  const isHit = (banned: string, called: string, from: string): boolean => {
    if (banned === 'spam*') return called.startsWith('spam');
    return banned === '10.0.0.0/24' ? from.startsWith('10.0.0.') : banned === from;
  };

  it('is got around by no way: whoever it hits says nothing and is in no room', () => {
    fc.assert(
      fc.property(fc.array(move, { minLength: 30, maxLength: 60 }), (moves) => {
        const { crowd, ann } = town();
        const bans = new Set<string>();
        for (const [what, one, other] of moves) {
          crowd.now += 10;
          const at = crowd.now;
          if (what === 'come') crowd.come(one, 'json', other);
          else if (what === 'lost') crowd.give({ at, on: 'lost', connection: one + 2 });
          else if (what === 'ban') {
            const effects = crowd.command(ann, { cmd: other, room: '*', who: one } as Command);
            const [event] = recorded(effects);
            if (event?.ev === 'banned') bans.add(one);
            if (event?.ev === 'lifted') bans.delete(one);
          } else {
            const effects = crowd.command(one + 2, other);
            const session = crowd.world.sessions.get(one + 2);
            const said = recorded(effects).length > 0 && session !== undefined;
            const hit = [...bans].some((each) =>
              isHit(each, session?.person.nick ?? '', session?.address.name ?? ''),
            );
            expect(said && hit, `${session?.person.nick} said something`).to.equal(false);
          }
          for (const { person, address: from, barred, lost } of crowd.world.sessions.values()) {
            const hit = [...bans].some((each) => isHit(each, person.nick, from.name));
            if (!hit || lost !== undefined) continue;
            expect(barred, `${person.nick} from ${from.name}`).to.equal(true);
            expect(person.rooms.size).to.equal(0);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

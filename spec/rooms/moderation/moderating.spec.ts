/** What ops do about people: whom it hits, from where, and how long. */
import { expect } from 'chai';
import type { Command } from '../../../grammar/ast.ts';
import type { Event, EventOf } from '../../../grammar/events.ts';
import type { SessionId } from '../../../server/rooms/world/ids.ts';
import { Crowd, recorded, toldTo } from '../crowd.ts';

/** ann owns #dev; bob is a guest of one address, cat of another. */
function town() {
  const crowd = new Crowd();
  const [ann, bob, cat] = [
    crowd.come('ann', 'json', '10.0.0.1'),
    crowd.come('bob', 'json', '10.0.0.2'),
    crowd.come('cat', 'json', '10.0.0.3'),
  ];
  for (const each of [ann, bob, cat]) crowd.command(each, { cmd: 'join', rooms: ['#dev'] });
  const does = (who: SessionId, command: Command): string[] =>
    recorded(crowd.command(who, command)).map(({ ev }) => ev);
  const told = (who: SessionId, command: Command): (string | undefined)[] =>
    toldTo(crowd.command(who, command), who).map((event: Event) =>
      'code' in event ? event.code : event.ev,
    );
  const join = (who: SessionId) => told(who, { cmd: 'join', rooms: ['#dev'] });
  return { crowd, ann, bob, cat, does, told, join };
}

describe('a ban', () => {
  it('of a guest keeps out whoever comes from there later, by whatever nick, and nobody who was in the room', () => {
    const { crowd, ann, bob, does, join } = town();
    const beside = crowd.come('beside', 'json', '10.0.0.2');
    crowd.command(beside, { cmd: 'join', rooms: ['#dev'] });
    expect(does(ann, { cmd: 'ban', room: '#dev', who: 'bob' })).to.deep.equal(['banned', 'kicked']);
    expect(join(bob)).to.deep.equal(['banned']);
    crowd.command(bob, { cmd: 'quit' });
    const again = crowd.come('robert', 'json', '10.0.0.2');
    expect(join(again)).to.deep.equal(['banned']);
    expect(join(crowd.come('dan', 'json', '10.0.0.4'))).to.include('room');
    expect(does(beside, { cmd: 'msg', to: '#dev', text: 'hi' })).to.deep.equal(['message']);
    crowd.command(beside, { cmd: 'part' });
    expect(join(beside)).to.include('room');
  });

  it('of a guest keeps no account out that is older than it, and each that is made there later', () => {
    const { crowd, ann, does, join } = town();
    const old = crowd.come('old', 'json', '10.0.0.2');
    crowd.command(old, { cmd: 'register', password: '' });
    crowd.now += 1000;
    does(ann, { cmd: 'ban', room: '#dev', who: 'bob' });
    expect(join(old)).to.include('room');
    const fresh = crowd.come('fresh', 'json', '10.0.0.2');
    crowd.command(fresh, { cmd: 'register', password: '' });
    expect(join(fresh)).to.deep.equal(['banned']);
    does(ann, { cmd: 'allow', room: '#dev', who: 'fresh' });
    expect(join(fresh)).to.include('room');
  });

  it('is over when its time has come, with nothing that has to happen', () => {
    const { crowd, ann, bob, does, told, join } = town();
    does(ann, { cmd: 'ban', room: '#dev', who: 'bob', for: '2h' });
    crowd.now += 2 * 3_600_000 - 1;
    expect(join(bob)).to.deep.equal(['banned']);
    crowd.now += 1;
    expect(told(ann, { cmd: 'unban', who: 'bob' })).to.deep.equal(['no_such_measure']);
    expect(join(bob)).to.include('room');
    expect(crowd.rooms[0]?.fold.policy.measures).to.have.length(1);
    does(ann, { cmd: 'mute', who: 'cat' });
    expect(crowd.rooms[0]?.fold.policy.measures).to.have.length(1);
  });

  it('of a network hits all of it but staff, accounts too', () => {
    const { crowd, ann, bob, cat, does, join } = town();
    crowd.command(cat, { cmd: 'register', password: '' });
    const effects = crowd.command(ann, { cmd: 'ban', who: '10.0.0.0/24' });
    const out = recorded(effects).flatMap((event) => (event.ev === 'kicked' ? event.nick : []));
    expect(out).to.deep.equal(['bob', 'cat']);
    expect([...join(bob), ...join(cat)]).to.deep.equal(['banned', 'banned']);
    expect(does(ann, { cmd: 'say', text: 'hi' })).to.deep.equal(['message']);
  });

  it('tells no address to anybody', () => {
    const { crowd, ann } = town();
    for (const who of ['bob', '10.0.0.0/24']) {
      const effects = crowd.command(ann, { cmd: 'ban', who });
      const told = effects.flatMap((effect) =>
        effect.do === 'tell' || effect.do === 'record' ? [effect.event] : [],
      );
      expect(JSON.stringify(told)).to.not.match(/10\.0/);
    }
    const list = JSON.stringify(toldTo(crowd.command(ann, { cmd: 'bans' }), ann));
    expect(list).to.match(/10\.0\.0\.0\/24/);
    expect(list).to.not.match(/10\.0\.0\.2/);
  });

  it('is listed with all others, a page at a time where their reasons are long', () => {
    const { crowd, ann, does } = town();
    const reason = 'x'.repeat(512);
    for (let n = 0; n < 100; n += 1) does(ann, { cmd: 'ban', who: `spam${n}*`, reason });
    const page = (after: number): EventOf<'bans'> => {
      const [list] = toldTo(crowd.command(ann, { cmd: 'bans', after }), ann);
      if (list?.ev !== 'bans') throw new Error(list?.ev);
      return list;
    };
    const pages = [page(0)];
    for (let last = pages[0]; last?.more && pages.length < 3; last = pages.at(-1)) {
      pages.push(page(last.bans.at(-1)?.seq ?? 0));
    }
    expect(pages).to.have.lengthOf(2);
    const listed = pages.flatMap(({ bans }) => bans.map(({ who }) => who));
    expect(listed).to.deep.equal(Array.from({ length: 100 }, (_, n) => `spam${n}*`));
  });

  it('of a guest who has quit keeps out who comes again from there', () => {
    const { crowd, ann, bob, told, does, join } = town();
    crowd.command(bob, { cmd: 'quit' });
    expect(does(ann, { cmd: 'ban', who: 'BOB' })).to.deep.equal(['banned']);
    expect(join(crowd.come('robert', 'json', '10.0.0.2'))).to.deep.equal(['banned']);
    expect(join(crowd.come('dan', 'json', '10.0.0.4'))).to.include('room');
    expect(told(ann, { cmd: 'ban', who: 'nobody' })).to.deep.equal(['no_such_nick']);
  });

  it('of an address puts an account out that comes back from there', () => {
    const { crowd, ann, cat, does } = town();
    crowd.command(cat, { cmd: 'register', password: '' });
    crowd.command(cat, { cmd: 'quit' });
    does(ann, { cmd: 'ban', who: '10.0.9.0/24' });
    const back = crowd.come('back', 'json', '10.0.9.9');
    crowd.command(back, { cmd: 'login', nick: 'cat', password: '' });
    const { person } = crowd.world.sessions.get(back)!;
    expect(person.nick).to.equal('cat');
    expect([...person.rooms.keys()]).to.deep.equal([]);
    expect(crowd.rooms[0]?.stays.has(person.identity)).to.equal(false);
  });

  it('of an account puts out the guest who logs in to it', () => {
    const { crowd, ann, cat, does } = town();
    crowd.command(cat, { cmd: 'register', password: '' });
    does(ann, { cmd: 'ban', who: 'cat' });
    const guest = crowd.come('guest', 'json', '10.0.0.7');
    crowd.command(guest, { cmd: 'join', rooms: ['#dev'] });
    const told = toldTo(crowd.command(guest, { cmd: 'login', nick: 'cat', password: '' }), guest);
    expect(told.map(({ ev }) => ev)).to.include('parted');
    const { person } = crowd.world.sessions.get(guest)!;
    expect([person.nick, person.rooms.size]).to.deep.equal(['cat', 0]);
  });

  it('ends an invitation', () => {
    const { crowd, ann, does, join } = town();
    const eve = crowd.come('eve', 'json', '10.0.0.9');
    does(ann, { cmd: 'invite', nick: 'eve' });
    does(ann, { cmd: 'set', name: 'invite-only', value: 'on' });
    does(ann, { cmd: 'ban', who: 'eve' });
    does(ann, { cmd: 'unban', who: 'eve' });
    expect(join(eve)).to.deep.equal(['invite_only']);
  });

  it('leaves invitations for a time to end by themselves', () => {
    const { crowd, ann, does, join } = town();
    const eve = crowd.come('eve', 'json', '10.0.0.9');
    does(ann, { cmd: 'set', name: 'invite-only', value: 'on' });
    does(ann, { cmd: 'invite', nick: 'eve', for: '1h' });
    crowd.now += 3_600_000;
    expect(join(eve)).to.deep.equal(['invite_only']);
    does(ann, { cmd: 'invite', nick: 'eve', for: '1h' });
    crowd.now += 3_599_999;
    expect(join(eve)).to.include('room');
  });

  it('puts 100 people out at most, and changes nothing when there are more', () => {
    const { crowd, ann, does, told } = town();
    const many = Array.from({ length: 101 }, (_, n) => crowd.come(`spam${n}`, 'json', '10.0.1.1'));
    for (const each of many) crowd.command(each, { cmd: 'join', rooms: ['#dev'] });
    expect(told(ann, { cmd: 'ban', who: 'spam*' })).to.deep.equal(['too_many_hit']);
    crowd.command(many[0] as SessionId, { cmd: 'part' });
    expect(does(ann, { cmd: 'ban', who: 'spam*' })).to.have.length(101);
  });

  it('of a guest is not about an address from which more than 50 others are there', () => {
    const { crowd, ann, does, join } = town();
    const many = Array.from({ length: 51 }, (_, n) => crowd.come(`p${n}`, 'json', '10.0.0.2'));
    for (const each of many) crowd.command(each, { cmd: 'join', rooms: ['#dev'] });
    does(ann, { cmd: 'ban', who: 'bob' });
    expect(join(crowd.come('next', 'json', '10.0.0.2'))).to.include('room');
    crowd.command(many[0] as SessionId, { cmd: 'part' });
    crowd.command(many[1] as SessionId, { cmd: 'part' });
    does(ann, { cmd: 'mute', who: 'p7' });
    const late = crowd.come('late', 'json', '10.0.0.2');
    join(late);
    expect(does(late, { cmd: 'msg', to: '#dev', text: 'hi' })).to.deep.equal([]);
  });

  it('is one of 100 of a room, and another one takes its place when it is about the same', () => {
    const { ann, does, told } = town();
    for (let n = 0; n < 100; n += 1) does(ann, { cmd: 'ban', who: `10.1.0.${n}` });
    expect(told(ann, { cmd: 'ban', who: '10.2.0.0' })).to.deep.equal(['too_many_measures']);
    expect(does(ann, { cmd: 'ban', who: '10.1.0.7', reason: 'still' })).to.deep.equal(['banned']);
    does(ann, { cmd: 'unban', who: '10.1.0.8' });
    expect(does(ann, { cmd: 'ban', who: '10.2.0.0' })).to.deep.equal(['banned']);
  });
});

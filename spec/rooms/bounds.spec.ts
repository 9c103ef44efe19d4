/** Where the room manager says no, or lets go: what is bounded, and who is told. */
import { expect } from 'chai';
import { remember } from '../../server/rooms/people/remembering.ts';
import type { Session } from '../../server/rooms/world/state.ts';
import { announced, Crowd, recorded, toldTo } from './crowd.ts';

const fault = (events: ReturnType<typeof toldTo>): string | undefined =>
  events.flatMap((event) => (event.ev === 'error' ? [event.code] : []))[0];

describe('a server with as many rooms as it keeps', () => {
  function full(): { crowd: Crowd; ann: number } {
    const crowd = new Crowd({ allRooms: 3 });
    const ann = crowd.come('ann');
    for (const room of ['#a', '#b', '#c']) {
      crowd.command(ann, { cmd: 'join', rooms: [room] });
      crowd.command(ann, { cmd: 'say', text: 'hello' });
    }
    return { crowd, ann };
  }

  it('refuses one more, and forgets none, not even one that nobody is in', () => {
    const { crowd, ann } = full();
    crowd.command(ann, { cmd: 'part', rooms: ['#a', '#b'] });
    const effects = crowd.command(ann, { cmd: 'join', rooms: ['#new'] });
    expect(fault(toldTo(effects, ann))).to.equal('server_full');
    expect(crowd.rooms.map(({ key }) => key)).to.have.members(['#a', '#b', '#c']);
  });
});

/** Whose sessions are over, in order. */
const ended = (crowd: Crowd): string[] =>
  crowd.effects.flatMap((effect) => (effect.do === 'end' ? [effect.nick] : []));

/** They come, are called that, and their connections break. */
function comeAndGo(crowd: Crowd, address: string, nicks: string[]): void {
  for (const nick of nicks) {
    const connection = crowd.come(nick, 'json', address);
    crowd.give({ at: crowd.now, on: 'lost', connection });
  }
}

describe('somebody whose connection has just broken', () => {
  it('keeps their place when others flood the server with lost sessions, who lose the oldest of theirs', () => {
    const crowd = new Crowd({ lost: 4 });
    comeAndGo(crowd, '10.0.0.1', ['ann']);
    comeAndGo(crowd, '10.0.0.2', ['x1', 'x2', 'x3', 'x4', 'x5']);
    expect(ended(crowd)).to.deep.equal(['x1', 'x2']);
    comeAndGo(crowd, '10.0.0.3', ['bob']);
    expect(ended(crowd)).to.deep.equal(['x1', 'x2', 'x3']);
    const again = crowd.come('again', 'json', '10.0.0.1');
    const told = toldTo(crowd.command(again, { cmd: 'resume', token: 'token-1' }), 1);
    expect(told.at(-1)).to.include({ ev: 'ok', nick: 'ann' });
  });

  it('counts at the address that they came back from', () => {
    const crowd = new Crowd({ perAddress: { sessions: 2, rooms: 10 } });
    comeAndGo(crowd, '10.0.0.1', ['ann', 'bob']);
    const again = crowd.come('again', 'json', '10.0.0.2');
    crowd.command(again, { cmd: 'resume', token: 'token-1' });
    comeAndGo(crowd, '10.0.0.1', ['cy']);
    expect(ended(crowd)).to.deep.equal([]);
    comeAndGo(crowd, '10.0.0.1', ['dan']);
    expect(ended(crowd)).to.deep.equal(['bob']);
    comeAndGo(crowd, '10.0.0.2', ['eve']);
    expect(ended(crowd)).to.deep.equal(['bob']);
    comeAndGo(crowd, '10.0.0.2', ['fay']);
    expect(ended(crowd)).to.deep.equal(['bob', 'eve']);
  });

  it('counts there for as long as they are there, and no longer', () => {
    const crowd = new Crowd({ perAddress: { sessions: 2, rooms: 10 } });
    comeAndGo(crowd, '10.0.0.1', ['ann']);
    const again = crowd.come('again', 'json', '10.0.0.2');
    crowd.command(again, { cmd: 'resume', token: 'token-1' });
    comeAndGo(crowd, '10.0.0.2', ['bob']);
    crowd.command(1, { cmd: 'quit' });
    expect(crowd.world.addresses.sessionsOf('10.0.0.2')).to.equal(1);
    comeAndGo(crowd, '10.0.0.2', ['cy']);
    expect(ended(crowd)).to.deep.equal(['ann']);
    comeAndGo(crowd, '10.0.0.2', ['dan']);
    expect(ended(crowd)).to.deep.equal(['ann', 'bob']);
  });
});

describe('an address with as many sessions as it may have', () => {
  it('loses the one that has waited longest when another comes', () => {
    const crowd = new Crowd({ perAddress: { sessions: 2, rooms: 10 } });
    comeAndGo(crowd, '10.0.0.9', ['ann']);
    comeAndGo(crowd, '10.0.0.1', ['x1', 'x2', 'x3', 'x4']);
    expect(ended(crowd)).to.deep.equal(['x1', 'x2']);
    expect(crowd.world.sessions.size).to.equal(3);
  });
});

describe('an address that has made as many rooms as it may', () => {
  it('makes no more, enters those that others made, and may go on when one of its own is forgotten', () => {
    const crowd = new Crowd({ perAddress: { sessions: 10, rooms: 2 } });
    const [ann, bob] = [crowd.come('ann'), crowd.come('bob')];
    const cy = crowd.come('cy', 'json', '10.0.0.9');
    crowd.command(ann, { cmd: 'join', rooms: ['#a', '#b'] });
    const join = (who: number, ...rooms: string[]) =>
      fault(toldTo(crowd.command(who, { cmd: 'join', rooms }), who));
    expect(join(bob, '#c')).to.equal('too_many_made');
    expect(join(cy, '#c')).to.equal(undefined);
    expect(join(bob, '#a', '#c')).to.equal(undefined);
    crowd.command(ann, { cmd: 'part', rooms: ['#b'] });
    expect(join(bob, '#d')).to.equal(undefined);
    expect(join(bob, '#e')).to.equal('too_many_made');
  });
});

describe('a tag that has answered', () => {
  it('does not answer for another command', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.command(ann, { cmd: 'join', rooms: ['#dev'], tag: 't' });
    const effects = crowd.command(ann, { cmd: 'say', text: 'important', tag: 't' });
    expect(fault(toldTo(effects, ann))).to.equal('tag_used');
    expect(recorded(effects)).to.deep.equal([]);
  });

  it('in the time of Parlance 0.2.0 answers for every command of that name', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.command(ann, { cmd: 'join', rooms: ['#dev'] });
    const ok = { ev: 'ok', re: 't', room: '#dev', seq: 7, done: 'say' } as const;
    remember(crowd.world, crowd.world.sessions.get(ann) as Session, 't', { ok, digest: undefined });
    const effects = crowd.command(ann, { cmd: 'say', text: 'hello', tag: 't' });
    expect(toldTo(effects, ann)).to.deep.equal([ok]);
    expect(fault(toldTo(crowd.command(ann, { cmd: 'back', tag: 't' }), ann))).to.equal('tag_used');
  });
});

describe('a quiet member', () => {
  it('goes away without a word', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.command(ann, { cmd: 'join', rooms: ['#dev'], quiet: true });
    for (const effect of crowd.command(ann, { cmd: 'away', text: 'lunch' })) {
      if (effect.do === 'announce') expect(effect.logs).to.deep.equal([]);
    }
  });

  it('is known by a new nick, since it may speak', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.command(ann, { cmd: 'join', rooms: ['#dev'], quiet: true });
    expect(announced(crowd.command(ann, { cmd: 'nick', nick: 'anna' }))).to.have.length(1);
  });
});

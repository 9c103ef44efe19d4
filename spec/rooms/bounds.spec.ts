/** Where the room manager says no, or lets go: what is bounded, and who is told. */
import { expect } from 'chai';
import { remember } from '../../server/rooms/act.ts';
import type { Session } from '../../server/rooms/world.ts';
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
    expect([...crowd.world.rooms.keys()]).to.deep.equal(['#a', '#b', '#c']);
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
    remember(crowd.world.sessions.get(ann) as Session, 't', ok, undefined);
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

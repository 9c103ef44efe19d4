/** Settings that keep people from speaking for a time, as the time of the inputs decides it. */
import { expect } from 'chai';
import type { Command } from '../../grammar/ast.ts';
import type { EventOf } from '../../grammar/events.ts';
import { Crowd, recorded, toldTo } from './crowd.ts';

const OWNER = 1;
const BOB = 2;

/** Ann owns #dev, where this is set; bob comes in. */
function room(name: 'slow' | 'hold', value: string): Crowd {
  const crowd = new Crowd();
  for (const nick of ['ann', 'bob']) crowd.come(nick);
  crowd.command(OWNER, { cmd: 'join', rooms: ['#dev'] });
  crowd.command(OWNER, { cmd: 'set', room: '#dev', name, value });
  crowd.command(BOB, { cmd: 'join', rooms: ['#dev'] });
  return crowd;
}

/** What becomes of it: `said`, or the sentence of the refusal. */
function outcome(crowd: Crowd, who: number, command: Command): string {
  const effects = crowd.command(who, command);
  const refused = toldTo(effects, who).find(({ ev }) => ev === 'error') as EventOf<'error'>;
  return refused?.message ?? (recorded(effects).length > 0 ? 'said' : 'nothing');
}

const say = (crowd: Crowd, who: number, text = 'hi'): string =>
  outcome(crowd, who, { cmd: 'msg', to: '#dev', text });

describe('a slow room', () => {
  it('takes a message from each person in so much time, and says how long is left', () => {
    const crowd = room('slow', '10s');
    crowd.come('cy');
    crowd.command(3, { cmd: 'join', rooms: ['#dev'] });
    expect(say(crowd, BOB)).to.equal('said');
    crowd.now += 3500;
    expect(say(crowd, BOB)).to.match(
      /^In #dev each person says something every 10s \(slow, set by ann, .*Try again in 7 s\.$/,
    );
    expect(say(crowd, 3)).to.equal('said');
    crowd.now += 6500;
    expect(say(crowd, BOB)).to.equal('said');
    expect(outcome(crowd, BOB, { cmd: 'reply', text: 'and' })).to.match(/in 10 s/);
  });

  it('takes what is no message of its own at once, and all that its ops say', () => {
    const crowd = room('slow', '10s');
    expect(say(crowd, BOB)).to.equal('said');
    expect(outcome(crowd, BOB, { cmd: 'edit', text: 'ho' })).to.equal('said');
    expect(outcome(crowd, BOB, { cmd: 'react', emoji: '+1' })).to.equal('said');
    for (const text of ['one', 'two']) expect(say(crowd, OWNER, text)).to.equal('said');
  });

  it('knows who has spoken when they come again, and nobody longer than it matters', () => {
    const crowd = room('slow', '10s');
    say(crowd, BOB);
    crowd.command(BOB, { cmd: 'part', rooms: ['#dev'] });
    crowd.command(BOB, { cmd: 'join', rooms: ['#dev'] });
    expect(say(crowd, BOB)).to.match(/in 10 s/);
    crowd.now += 10_000;
    say(crowd, OWNER);
    expect([...(crowd.rooms[0]?.spoke.keys() ?? [])]).to.deep.equal(['guest:1']);
  });
});

describe('a room that holds', () => {
  it('lets who comes in wait before they speak or react, and those with voice not', () => {
    const crowd = room('hold', '30s');
    crowd.now += 18_200;
    expect(say(crowd, BOB)).to.match(
      /^Who comes into #dev waits 30s before they speak \(hold, set by ann, .*Try again in 12 s\.$/,
    );
    crowd.command(OWNER, { cmd: 'voice', room: '#dev', nick: 'bob' });
    expect(say(crowd, BOB)).to.equal('said');
    crowd.command(OWNER, { cmd: 'devoice', room: '#dev', nick: 'bob' });
    expect(outcome(crowd, BOB, { cmd: 'react', emoji: '+1' })).to.match(/in 12 s/);
    crowd.now += 11_800;
    expect(say(crowd, BOB)).to.equal('said');
  });
});

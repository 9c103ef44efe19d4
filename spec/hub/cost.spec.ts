/** What a line costs: one, and more when the server had to look through much, to answer much, or to tell many. */
import { expect } from 'chai';
import type { Command } from '../../grammar/ast.ts';
import { costOf } from '../../server/hub/cost.ts';
import { Crowd } from '../rooms/crowd.ts';

describe('a line', () => {
  let crowd: Crowd;
  let ann: number;

  beforeEach(() => {
    crowd = new Crowd({ allRooms: 100_000 });
    ann = crowd.come('ann');
    crowd.command(ann, { cmd: 'join', rooms: ['#tea'] });
  });

  /** What `ann` pays for a command besides its line, when so many hear each room. */
  function cost(command: Command, hearers = 1): number {
    const effects = crowd.command(ann, command);
    return costOf(effects, crowd.world, () => hearers);
  }

  const rooms = (count: number): string[] => Array.from({ length: count }, (_, n) => `#r${n}`);

  it('costs no more than itself when it is what people say and ask all day', () => {
    const daily: Command[] = [
      { cmd: 'say', text: 'x'.repeat(4096) },
      { cmd: 'topic', text: 'tea' },
      { cmd: 'names' },
      { cmd: 'who' },
      { cmd: 'whoami' },
      { cmd: 'away', text: 'lunch' },
      { cmd: 'nick', nick: 'anna' },
      { cmd: 'ping' },
      { cmd: 'msg', to: 'nobody', text: 'hi' },
    ];
    for (const command of daily) expect(cost(command), command.cmd).to.equal(0);
  });

  it('costs more when it is answered with much', () => {
    for (let n = 0; n < 500; n += 1) {
      crowd.command(crowd.come(`nick${n}`), { cmd: 'join', rooms: ['#tea'] });
    }
    for (const cmd of ['names', 'who'] as const) expect(cost({ cmd }), cmd).to.be.at.least(15);
  });

  it('costs more when much is looked through in vain', () => {
    for (const room of rooms(1500)) crowd.world.rooms.of(room as never, room);
    expect(cost({ cmd: 'rooms', matching: 'zz' })).to.be.at.least(5);
    expect(cost({ cmd: 'history', target: '#teeea' })).to.be.at.least(3);
  });

  it('costs more when it reaches many', () => {
    expect(cost({ cmd: 'say', text: 'hello' }, 10_000)).to.be.at.least(30);
    expect(cost({ cmd: 'topic', text: 'hello' }, 10_000)).to.be.at.least(30);
    expect(cost({ cmd: 'nick', nick: 'anna' }, 10_000)).to.be.at.least(30);
  });

  it('costs more when it asks for what happened since long ago', () => {
    for (let n = 0; n < 1000; n += 1) crowd.command(ann, { cmd: 'say', text: 'hello' });
    crowd.command(ann, { cmd: 'part', rooms: ['#tea'] });
    expect(cost({ cmd: 'join', rooms: ['#tea'], cursors: { '#tea': 1 } })).to.be.at.least(3);
  });

  it('costs nothing more that joins a hundred rooms where one is, and tells the last of them only', () => {
    crowd.command(ann, { cmd: 'join', rooms: rooms(99) });
    const effects = crowd.command(ann, { cmd: 'join', rooms: rooms(99) });
    const told = effects.flatMap((effect) => (effect.do === 'tell' ? [effect.event] : []));
    expect(told.map((event) => [event.ev, 'room' in event && event.room])).to.deep.equal([
      ['room', '#r98'],
      ['ok', false],
    ]);
    expect(cost({ cmd: 'join', rooms: rooms(99) })).to.equal(0);
  });
});

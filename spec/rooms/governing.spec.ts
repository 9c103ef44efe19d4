/** Rooms that are deleted: what becomes of those in them, of the name, and of what was asked before. */
import { expect } from 'chai';
import type { EventOf } from '../../grammar/events.ts';
import { Crowd, recorded, toldTo } from './crowd.ts';

const codes = (effects: Parameters<typeof toldTo>[0], who: number) =>
  toldTo(effects, who).flatMap((event) => ('code' in event ? [event.code] : []));

describe('a room that is deleted', () => {
  function deleted(): Crowd {
    const crowd = new Crowd();
    for (const nick of ['ann', 'bob']) crowd.come(nick);
    for (const who of [1, 2]) crowd.command(who, { cmd: 'join', rooms: ['#dev'] });
    crowd.command(1, { cmd: 'msg', to: '#dev', text: 'hi' });
    crowd.world.journal.commit(crowd.world.journal.end);
    const effects = crowd.command(1, { cmd: 'forget', room: '#dev', confirm: '#dev' });
    expect(effects.map((effect) => effect.do)).to.include.members(['forget', 'leave']);
    return crowd;
  }

  it('is opened by nobody until the store has let it go, and then is another one', () => {
    const crowd = deleted();
    const { journal, rooms } = crowd.world;
    const join = () => crowd.command(2, { cmd: 'join', rooms: ['#dev'] });
    expect(codes(join(), 2)).to.deep.equal(['being_forgotten']);
    const make = { cmd: 'room', room: '#dev', private: true } as const;
    expect(codes(crowd.command(2, make), 2)).to.deep.equal(['being_forgotten']);
    journal.commit(journal.end);
    const [state] = toldTo(join(), 2) as [EventOf<'room'>];
    expect(state).to.deep.include({
      ev: 'room',
      seq: 0,
      members: [{ nick: 'bob', role: 'owner' }],
    });
    expect(rooms.size).to.equal(1);
  });

  it('is there as it was when the store could not let it go', () => {
    const crowd = deleted();
    const { journal } = crowd.world;
    journal.undo(journal.committed);
    expect(crowd.rooms.map(({ name, stays }) => [name, stays.size])).to.deep.equal([['#dev', 2]]);
    const [said] = recorded(crowd.command(2, { cmd: 'msg', to: '#dev', text: 'ho' }));
    expect(said).to.deep.include({ ev: 'message', seq: 2, from: 'bob', text: 'ho' });
  });
});

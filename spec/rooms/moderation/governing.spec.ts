/** Rooms that are deleted or renamed: what becomes of those in them, and of the names. */
import { expect } from 'chai';
import type { EventOf } from '../../../grammar/events.ts';
import type { LogKey } from '../../../grammar/names.ts';
import { restore } from '../../../server/rooms/durable/restore.ts';
import { MAX_FORMER_NAMES } from '../../../server/rooms/moderation/policy.ts';
import type { Room } from '../../../server/rooms/world/state.ts';
import { Crowd, codes, recorded, toldTo } from '../crowd.ts';
import { left, person } from '../left.ts';

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

describe('a room that was renamed', () => {
  const about = { v: 4, name: '#new', formerly: ['#old'] } as const;
  function comeBack(): Crowd {
    const crowd = new Crowd();
    const logs = [{ log: '#old' as LogKey, end: 5, about }];
    const people = [person(1, { rooms: ['#old'] }), person(2, { rooms: ['#new'] })];
    restore(crowd.world, { ...left(people), logs }, crowd.now);
    return crowd;
  }

  it('comes back under its names, whichever of them people were kept with', () => {
    const crowd = comeBack();
    expect(crowd.rooms.map(({ name, stays }) => [name, stays.size])).to.deep.equal([['#new', 2]]);
    const { rooms } = crowd.world;
    expect(rooms.find('#NEW')).to.equal(rooms.find('#old'));
  });

  it('is resumed from a cursor under the name that the reader knew', () => {
    const crowd = comeBack();
    const fresh = { session: 9, connection: 9, identity: 'guest:9', key: 's9', secret: 'token-9' };
    const from = { address: '::1', format: 'json', nick: 'guest-9' };
    crowd.give({ at: crowd.now, on: 'opened', ...fresh, ...from });
    const cursors = { '#old': 3 };
    const effects = crowd.command(9, { cmd: 'resume', token: 'token-1', cursors });
    expect(effects).to.deep.include({ do: 'replay', to: 1, log: '#old', after: 3 });
  });

  it('keeps the names that it had, but for the one that it has, and not too many', () => {
    const crowd = new Crowd();
    crowd.come('ann');
    crowd.command(1, { cmd: 'join', rooms: ['#n0'] });
    const rename = (name: string) => codes(crowd.command(1, { cmd: 'rename', name }), 1);
    for (let n = 1; n <= MAX_FORMER_NAMES; n += 1) expect(rename(`#n${n}`)).to.deep.equal([]);
    expect(rename('#more')).to.deep.equal(['too_many_names']);
    expect(rename('#n3')).to.deep.equal([]);
    const { formerly } = (crowd.rooms[0] as Room).fold.policy;
    expect(formerly).to.have.length(MAX_FORMER_NAMES).and.not.to.include('#n3');
  });
});

/** Rooms that guests have opened and left go by and by; those that an account looks after stay. */
import { expect } from 'chai';
import type { RoomKey } from '../../../grammar/names.ts';
import { restore } from '../../../server/rooms/durable/restore.ts';
import { Crowd } from '../crowd.ts';
import { left, person } from '../left.ts';

const LONG = 100_000;

/** A guest opens rooms, says something in each, and is gone. */
function passBy(crowd: Crowd, ...rooms: string[]): void {
  const guest = crowd.come(`g${crowd.now}`);
  for (const room of rooms) {
    crowd.command(guest, { cmd: 'join', rooms: [room] });
    crowd.command(guest, { cmd: 'say', text: 'hi' });
  }
  crowd.command(guest, { cmd: 'quit' });
}

/** So much time passes, and the last alarm rings. */
function pass(crowd: Crowd, time: number): void {
  crowd.now += time;
  const due = crowd.reminders.findLast((each) => each.due === 'deserted');
  if (due) crowd.give({ at: crowd.now, on: 'due', due });
  crowd.world.journal.commit(crowd.world.journal.end);
}

const names = (crowd: Crowd): string[] => crowd.rooms.map(({ name }) => name);
const forgotten = (crowd: Crowd): string[] =>
  crowd.effects.flatMap((effect) => (effect.do === 'forget' ? [effect.log] : []));

describe('a room that a guest has opened', () => {
  it('goes with its log when nobody was in it for long, and not before', () => {
    const crowd = new Crowd();
    passBy(crowd, '#a', '#b');
    pass(crowd, LONG - 1);
    expect(names(crowd)).to.have.members(['#a', '#b']);
    pass(crowd, 1);
    expect(names(crowd)).to.deep.equal([]);
    expect(forgotten(crowd)).to.deep.equal(['#a', '#b']);
  });

  it('stays as long as somebody comes by, and then goes later', () => {
    const crowd = new Crowd();
    passBy(crowd, '#a');
    crowd.now += LONG - 1;
    passBy(crowd, '#a');
    pass(crowd, LONG - 1);
    expect(names(crowd)).to.deep.equal(['#a']);
    pass(crowd, 1);
    expect(names(crowd)).to.deep.equal([]);
  });

  it('stays while somebody is in it', () => {
    const crowd = new Crowd();
    const bob = crowd.come('bob');
    passBy(crowd, '#a');
    crowd.command(bob, { cmd: 'join', rooms: ['#a'] });
    pass(crowd, 2 * LONG);
    expect(names(crowd)).to.deep.equal(['#a']);
  });

  it('counts at its address no more once it is gone', () => {
    const crowd = new Crowd({ perAddress: { rooms: 1 } });
    passBy(crowd, '#a');
    const opens = (room: string) => {
      const ann = crowd.come('ann');
      crowd.command(ann, { cmd: 'join', rooms: [room] });
      const isOpen = names(crowd).includes(room);
      crowd.command(ann, { cmd: 'quit' });
      return isOpen;
    };
    expect(opens('#b')).to.equal(false);
    pass(crowd, LONG);
    expect(opens('#b')).to.equal(true);
  });

  it('counts at its address once, also when it is forgotten with the last who was in it', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.command(ann, { cmd: 'join', rooms: ['#a', '#b'] });
    crowd.command(ann, { cmd: 'forget', room: '#b', confirm: '#b' });
    expect(names(crowd)).to.deep.equal(['#a']);
    expect(crowd.world.sessions.get(ann)?.address.rooms).to.equal(1);
  });

  it('counts its time from what last happened there, when the server was started again; or from the start, if nothing is kept of it', () => {
    const crowd = new Crowd();
    const room = (name: string, latest?: number) => ({
      ...{ log: name as RoomKey, end: 3, about: { v: 4, name } as const },
      ...(latest !== undefined && { latest }),
    });
    const logs = [room('#a'), room('#b', crowd.now - 1), room('#c', crowd.now - LONG)];
    crowd.effects.push(...restore(crowd.world, { ...left([person(1)]), logs }, crowd.now));
    pass(crowd, 0);
    expect(names(crowd)).to.have.members(['#a', '#b']);
    pass(crowd, LONG - 1);
    expect(names(crowd)).to.deep.equal(['#a']);
    pass(crowd, 1);
    expect(names(crowd)).to.deep.equal([]);
  });

  it('goes with others a few at a time', () => {
    const crowd = new Crowd();
    passBy(crowd, ...Array.from({ length: 70 }, (_, n) => `#r${n}`));
    pass(crowd, LONG);
    expect(names(crowd)).to.have.length(6);
    pass(crowd, 20);
    expect(names(crowd)).to.deep.equal([]);
  });
});

describe('a room that an account has opened', () => {
  it('stays, whether it is in it or not, until the account is deleted', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    crowd.command(ann, { cmd: 'register', password: '' });
    crowd.command(ann, { cmd: 'join', rooms: ['#a'] });
    crowd.command(ann, { cmd: 'say', text: 'hi' });
    crowd.command(ann, { cmd: 'part', rooms: ['#a'] });
    pass(crowd, 2 * LONG);
    expect(names(crowd)).to.deep.equal(['#a']);
    const order = { order: 'delete', nick: 'ann', texts: false } as const;
    crowd.give({ at: crowd.now, on: 'ordered', order, id: 1 });
    pass(crowd, LONG);
    expect(names(crowd)).to.deep.equal([]);
  });
});

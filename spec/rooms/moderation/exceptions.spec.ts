/** An exception comes to an end: whoever stood by it alone hears nothing more. */
import { expect } from 'chai';
import { Reminders } from '../../../server/hub/reminders.ts';
import { restore } from '../../../server/rooms/durable/restore.ts';
import type { Due, Effect } from '../../../server/rooms/effects.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { Crowd, codes, recorded } from '../crowd.ts';
import { left } from '../left.ts';

/** Ann owns #tea and is an operator; bob and cat come from where she has banned everybody from one of the two. */
function town(room: '#tea' | '*') {
  const crowd = new Crowd();
  const ann = crowd.come('ann', 'json', '192.0.2.1');
  const bob = crowd.come('bob', 'json', '10.0.0.1');
  const cat = crowd.come('cat', 'json', '10.0.0.2');
  for (const who of [ann, bob, cat]) crowd.command(who, { cmd: 'join', rooms: ['#tea'] });
  crowd.command(ann, { cmd: 'register', password: '' });
  const order = { order: 'role', nick: 'ann', role: 'operator' } as const;
  crowd.give({ at: crowd.now, on: 'ordered', id: 1, order });
  const staff = (cmd: 'allow' | 'disallow' | 'ban', who: string, more: object = {}) =>
    crowd.command(ann, { cmd, room, who, ...more } as Parameters<Crowd['command']>[1]);
  return { crowd, ann, bob, cat, staff };
}

/** When the room manager wants to look at an exception, in milliseconds from now, and what it is to be told then. */
const alarms = (effects: readonly Effect[]) =>
  effects.flatMap((effect) =>
    effect.do === 'remind' && effect.due.due === 'exception' ? [effect] : [],
  );

const leavers = (effects: Effect[]) =>
  effects.flatMap((effect) =>
    effect.do === 'announce' && effect.event.ev === 'parted' ? [effect.event.nick] : [],
  );

describe('an exception that is over', () => {
  /** So much time passes that it is. */
  function end(crowd: Crowd, alarm: { after: number; due: Due } | undefined): Effect[] {
    if (alarm === undefined) throw new Error('nobody looks');
    crowd.now += alarm.after;
    return crowd.give({ at: crowd.now, on: 'due', due: alarm.due });
  }

  it('puts out of the room whom a ban hits then, and tells those who are there, and them why', () => {
    const { crowd, bob, staff } = town('#tea');
    staff('allow', 'cat');
    const [alarm] = alarms(staff('allow', 'bob', { for: '1h' }));
    staff('ban', '10.0.0.0/24');
    const effects = end(crowd, alarm);
    expect(alarm?.after).to.equal(3_600_000);
    expect(leavers(effects)).to.deep.equal(['bob']);
    expect(codes(effects, bob)).to.deep.equal(['banned']);
    expect([...(crowd.rooms[0]?.members.values() ?? [])].map(({ nick }) => nick)).to.deep.equal([
      ...['ann', 'cat'],
    ]);
  });

  it('puts them off the server, where the ban is from that', () => {
    const { crowd, bob, staff } = town('*');
    staff('allow', 'cat');
    const [alarm] = alarms(staff('allow', 'bob', { for: '1h' }));
    staff('ban', '10.0.0.0/24');
    end(crowd, alarm);
    expect(crowd.world.sessions.get(bob)).to.equal(undefined);
    expect([...crowd.world.persons.here.values()].map(({ nick }) => nick)).to.deep.equal([
      ...['ann', 'cat'],
    ]);
  });

  it('does so at once when it is taken back', () => {
    const { bob, staff } = town('#tea');
    staff('allow', 'bob');
    staff('allow', 'cat');
    staff('ban', '10.0.0.0/24');
    const effects = staff('disallow', 'bob');
    expect(recorded(effects).map(({ ev }) => ev)).to.deep.equal(['lifted']);
    expect(leavers(effects)).to.deep.equal(['bob']);
    expect(codes(effects, bob)).to.deep.equal(['banned']);
  });

  it('puts nobody out whom another one lets off, or whom no ban hits', () => {
    const { crowd, staff } = town('#tea');
    const [alarm] = alarms(staff('allow', 'bob', { for: '1h' }));
    staff('allow', 'bob', { for: '2h' });
    staff('allow', 'cat');
    staff('ban', '10.0.0.0/24');
    expect(leavers(end(crowd, alarm))).to.deep.equal([]);
    const free = town('#tea');
    const [ends] = alarms(free.staff('allow', 'bob', { for: '1h' }));
    expect(leavers(end(free.crowd, ends))).to.deep.equal([]);
  });

  it('is looked at again when it is not over by then', () => {
    const { crowd, staff } = town('#tea');
    const [far] = alarms(staff('allow', 'bob', { for: '9w' }));
    expect(far?.after).to.be.below(9 * 7 * 86_400_000);
    const [next] = alarms(end(crowd, far));
    expect(next?.due).to.deep.equal(far?.due);
  });

  it('is looked at after a restart, too', () => {
    const { crowd, staff } = town('*');
    const [record] = staff('allow', 'bob', { for: '1h' });
    if (record?.do !== 'record' || record.about === undefined) throw new Error('nothing was kept');
    const { log, about } = record;
    const again = new Crowd();
    const effects = restore(
      again.world,
      { ...left([], []), logs: [{ log, end: 1, about }] },
      crowd.now + 600_000,
    );
    expect(alarms(effects).map(({ after }) => after)).to.deep.equal([3_000_000]);
  });
});

describe('exceptions of a room that end one after the other', () => {
  const HOUR = 3_600_000;

  /** The town, whose reminders come. */
  function reminded() {
    const clock = new HandClock();
    const { crowd, ann, staff } = town('#tea');
    const begin = crowd.now;
    const put: string[] = [];
    const take = (effects: Effect[]): void => {
      put.push(...leavers(effects));
      for (const { after, due } of alarms(effects)) reminders.set(after, due);
    };
    const reminders = new Reminders(clock, (due) => {
      crowd.now = begin + clock.now();
      take(crowd.give({ at: crowd.now, on: 'due', due }));
    });
    const allow = (who: string, hours: number) => take(staff('allow', who, { for: `${hours}h` }));
    return { clock, crowd, ann, staff, put, allow };
  }

  it('are watched by one alarm, also when one has taken the place of another', () => {
    const { clock, crowd, ann, put, allow } = reminded();
    for (let hours = 100; hours < 130; hours += 1) allow('bob', hours);
    expect(clock.waiting).to.equal(1);
    crowd.command(ann, { cmd: 'disallow', room: '#tea', who: 'bob' });
    clock.pass(24 * HOUR);
    expect(clock.waiting).to.equal(0);
    expect(put).to.deep.equal([]);
  });

  it('are each looked at when they are over, whichever was made first', () => {
    const { clock, staff, put, allow } = reminded();
    allow('cat', 30);
    allow('bob', 1);
    staff('ban', '10.0.0.0/24');
    clock.pass(HOUR);
    expect(put).to.deep.equal(['bob']);
    clock.pass(28 * HOUR);
    expect(put).to.deep.equal(['bob']);
    clock.pass(HOUR);
    expect(put).to.deep.equal(['bob', 'cat']);
    expect(clock.waiting).to.equal(0);
  });

  it('are looked at, too, when another one is made in the moment in which they are over', () => {
    const { clock, crowd, staff, put, allow } = reminded();
    allow('bob', 1);
    staff('ban', '10.0.0.0/24');
    crowd.now += HOUR;
    allow('cat', 2);
    clock.pass(HOUR);
    expect(put).to.deep.equal(['bob']);
  });
});

/** Accounts that are offline and rooms in which nobody is sleep; nobody can tell. */
import { expect } from 'chai';
import fc from 'fast-check';
import { lastingOf } from '../../server/rooms/durable/keeping.ts';
import type { Effect } from '../../server/rooms/effects.ts';
import { AsleepPerson } from '../../server/rooms/sleep/asleep-person.ts';
import { AsleepRoom } from '../../server/rooms/sleep/asleep-room.ts';
import { Crowd, everybody } from './crowd.ts';
import { playOn, scripts } from './scripts.ts';

/** Four people, the last two of whom are accounts that have gone. */
function people(): Crowd {
  const crowd = new Crowd();
  for (let n = 0; n < 4; n += 1) crowd.come(`guest${n}`);
  for (const n of [3, 4]) {
    crowd.command(n, { cmd: 'register', password: '' });
    crowd.command(n, { cmd: 'join', rooms: ['#dev', `#own${n}`] });
    crowd.give({ at: crowd.now, on: 'closed', connection: n, reason: 'gone' });
  }
  return crowd;
}

const isReminder = (effect: Effect): boolean =>
  effect.do === 'remind' && effect.due.due === 'sleep';

/** All that is told and kept of it, and what is there in the end. */
function outcome(crowd: Crowd): unknown {
  const { world } = crowd;
  const told = crowd.effects.filter((effect) => !isReminder(effect));
  const rooms = crowd.rooms.map(({ key, fold, stays }) => [key, fold, [...stays.keys()]]);
  return [told, everybody(world).map((person) => lastingOf(world, person)), rooms];
}

describe('whether somebody or some room has slept', () => {
  it('makes no difference to anybody', () => {
    let slept = 0;
    fc.assert(
      fc.property(scripts, (awake) => {
        const script = [['sleep', 0] as const, ...awake];
        const [one, other] = [people(), people()];
        playOn(one, script);
        const { give } = other;
        other.give = (input) =>
          input.on === 'due' && input.due.due === 'sleep' ? [] : give.call(other, input);
        playOn(other, script);
        const { persons, rooms } = one.world;
        const laid = [
          ...[...persons.keys()].map((who) => persons.glimpse(who) instanceof AsleepPerson),
          ...[...rooms.keys()].map((key) => rooms.glimpse(key) instanceof AsleepRoom),
        ];
        slept += laid.filter(Boolean).length;
        expect(outcome(one)).to.deep.equal(outcome(other));
      }),
      { numRuns: 80 },
    );
    expect(slept).to.be.greaterThan(150);
  });
});

describe('somebody who comes and goes', () => {
  it('keeps nobody else from falling asleep', () => {
    const crowd = new Crowd();
    const { persons, settings } = crowd.world;
    for (const n of [1, 2]) {
      crowd.come(`account${n}`);
      crowd.command(n, { cmd: 'register', password: '' });
      crowd.give({ at: crowd.now, on: 'closed', connection: n, reason: 'gone' });
    }
    const comeAndGo = () => {
      const session = crowd.come(`guest${crowd.now}`);
      crowd.command(session, { cmd: 'login', nick: 'account1', password: '' });
      crowd.give({ at: crowd.now, on: 'closed', connection: session, reason: 'gone' });
    };
    for (let n = 0; n < 4; n += 1) {
      crowd.now += settings.limits.sleepAfter / 2;
      comeAndGo();
      crowd.give({ at: crowd.now, on: 'due', due: { due: 'sleep' } });
    }
    expect(persons.glimpse('guest:2')).to.be.instanceOf(AsleepPerson);
  });
});

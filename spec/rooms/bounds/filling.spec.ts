/** Whatever a guest does again and again, what the server keeps of it has a bound: a row for each thing that could be filled. */
import { expect } from 'chai';
import { MAX_ANSWERS_KEPT } from '../../../grammar/text.ts';
import { MAX_IGNORED } from '../../../server/rooms/commands/ignore.ts';
import { MAX_PRIVATES_KEPT } from '../../../server/rooms/logs/saying.ts';
import { MAX_INVITED } from '../../../server/rooms/moderation/policy.ts';
import { MAX_REPORTS_OF_PERSON } from '../../../server/rooms/moderation/reports.ts';
import { MAX_DEPARTED } from '../../../server/rooms/people/departed.ts';
import { MAX_TRIES_KEPT } from '../../../server/rooms/people/tries.ts';
import type { Person } from '../../../server/rooms/world/state.ts';
import { Crowd, recorded, toldTo } from '../crowd.ts';

const GUEST = 1;

const person = (crowd: Crowd, nick = 'gus'): Person => crowd.world.persons.byNick(nick) as Person;
const session = (crowd: Crowd) => crowd.world.sessions.get(GUEST);

interface Filled {
  readonly what: string;
  readonly most: number;
  /** Does it for the `n`th time; gus is there, and owns #gus. */
  again(crowd: Crowd, n: number): void;
  /** How much there is of it. */
  size(crowd: Crowd): number | undefined;
}

const filled: readonly Filled[] = [
  {
    what: 'rooms that somebody is in',
    most: 100,
    again: (crowd, n) => crowd.command(GUEST, { cmd: 'join', rooms: [`#r${n}`] }),
    size: (crowd) => person(crowd).rooms.size,
  },
  {
    what: 'rooms that were opened from an address',
    most: 150,
    again(crowd, n) {
      crowd.command(GUEST, { cmd: 'join', rooms: [`#r${n}`] });
      crowd.command(GUEST, { cmd: 'say', text: 'hi' });
      crowd.command(GUEST, { cmd: 'part', rooms: [`#r${n}`] });
    },
    size: (crowd) => crowd.world.rooms.size,
  },
  {
    what: 'choices for rooms that somebody has left',
    most: 1,
    again(crowd, n) {
      crowd.command(GUEST, { cmd: 'join', rooms: [`#r${n}`] });
      crowd.command(GUEST, { cmd: 'notify', room: `#r${n}`, level: 'all' });
      crowd.command(GUEST, { cmd: 'part', rooms: [`#r${n}`] });
    },
    size: ({ world }) => 1 + (world.persons.byNick('gus')?.notify?.size ?? 0),
  },
  {
    what: 'people whom somebody ignores',
    most: MAX_IGNORED,
    again(crowd, n) {
      crowd.come(`x${n}`);
      crowd.command(GUEST, { cmd: 'ignore', nick: `x${n}` });
    },
    size: (crowd) => person(crowd).ignored.size,
  },
  {
    what: 'tags that are remembered, and kept with the next change',
    most: MAX_ANSWERS_KEPT,
    again: (crowd, n) => crowd.command(GUEST, { cmd: 'bell', state: 'on', tag: `t${n}` }),
    size: (crowd) =>
      Math.max(session(crowd)?.answers?.size ?? 0, session(crowd)?.unkept.length ?? 0),
  },
  {
    what: 'people who are invited to a room',
    most: MAX_INVITED,
    again(crowd, n) {
      crowd.come(`x${n}`);
      crowd.command(GUEST, { cmd: 'invite', room: '#gus', nick: `x${n}` });
    },
    size: (crowd) => crowd.world.rooms.find('#gus')?.fold.policy.invited.size,
  },
  {
    what: 'open reports of somebody',
    most: MAX_REPORTS_OF_PERSON,
    again(crowd, n) {
      if (n === 0) {
        const ann = crowd.come('ann');
        crowd.command(ann, { cmd: 'join', rooms: ['#ann'] });
        crowd.command(GUEST, { cmd: 'join', rooms: ['#ann'] });
        crowd.command(ann, { cmd: 'say', text: 'hi' });
      }
      crowd.now += 60_000;
      crowd.command(GUEST, { cmd: 'report', room: '#ann', message: 1 });
    },
    size: ({ world }) => world.regime.reports.length,
  },
  {
    what: 'guests who are gone, by their nicks',
    most: MAX_DEPARTED,
    again(crowd, n) {
      const other = crowd.come(`x${n}`);
      crowd.command(other, { cmd: 'join', rooms: ['#gus'] });
      crowd.command(other, { cmd: 'quit' });
    },
    size: ({ world }) => world.departed.size,
  },
  {
    what: 'lost sessions of an address',
    most: 200,
    again(crowd, n) {
      crowd.come(`x${n}`);
      crowd.give({ at: crowd.now, on: 'lost', connection: n + 2 });
    },
    size: ({ world }) => world.sessions.size,
  },
  {
    what: 'nicks for which passwords were tried',
    most: MAX_TRIES_KEPT,
    again(crowd, n) {
      crowd.now += 1;
      for (let m = 0; m < 20; m += 1)
        crowd.world.counts.fromAddressFor.note(`x${n} ${m}`, crowd.now);
    },
    size: ({ world }) => world.counts.fromAddressFor.size,
  },
];

describe('what a guest can fill', () => {
  for (const { what, most, again, size } of filled) {
    it(`has a bound: ${what}`, () => {
      const crowd = new Crowd({ lost: 199, perAddress: { sessions: 5000, rooms: 150 } });
      crowd.come('gus');
      crowd.command(GUEST, { cmd: 'join', rooms: ['#gus'] });
      const times = what.startsWith('nicks') ? most / 20 : most;
      for (let n = 0; n < times + 5; n += 1) {
        again(crowd, n);
        crowd.world.journal.commit(crowd.world.journal.end);
        crowd.effects.splice(0, crowd.effects.length - 100);
      }
      expect(size(crowd)).to.equal(most);
    });
  }

  it('drives out no private log in which somebody has answered, as long as there are others', () => {
    const crowd = new Crowd({ perAddress: { sessions: 5000 } });
    crowd.come('gus');
    const friend = crowd.come('friend');
    crowd.command(friend, { cmd: 'msg', to: 'gus', text: 'hi' });
    crowd.command(GUEST, { cmd: 'msg', to: 'friend', text: 'hello' });
    const logs: string[] = [];
    for (let n = 0; n < MAX_PRIVATES_KEPT + 5; n += 1) {
      const other = crowd.come(`x${n}`);
      const effects = crowd.command(other, { cmd: 'msg', to: 'gus', text: 'buy this' });
      for (const event of recorded(effects)) if ('log' in event) logs.push(event.log);
    }
    const { privates } = crowd.world;
    const kept = [...(person(crowd).privates?.values() ?? [])];
    expect(kept).to.have.length(MAX_PRIVATES_KEPT);
    expect(kept).to.include(privates.find('guest:1', 'guest:2'));
    expect(kept).not.to.include(privates.find('guest:1', 'guest:3'));
    const read = (target = '') =>
      toldTo(crowd.command(GUEST, { cmd: 'history', target }), GUEST).map(({ ev }) => ev);
    expect(read(logs[0])).to.deep.equal(['error']);
    expect(read(logs.at(-1))).to.deep.equal(['history']);
  });
});

/** What is undone has not happened: the world is what it was, the order of everything in it included. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import { eachPace, type Pace } from '../../server/rooms/bounds/buckets.ts';
import { restore } from '../../server/rooms/durable/restore.ts';
import { step } from '../../server/rooms/step.ts';
import { Crowd } from './crowd.ts';
import { left, person, session } from './left.ts';
import { pictureOf } from './picture.ts';
import { playOn, scripts } from './scripts.ts';

const runs = { numRuns: 150 };

/** Four people, of whom one is here twice and another waits, with two sessions, for a `/resume`; and an account that sleeps. */
function people(): Crowd {
  const paces = eachPace((): Pace => ({ burst: 2, everyMs: 40 }));
  const crowd = new Crowd({ lost: 4, paces, perAddress: { sessions: 6, rooms: 3 } });
  const both = [101, 102].map((n) => person(n, { rooms: ['#dev'] }));
  const sessions = [11, 12, 21, 22].map((n) => session(n, 100 + Math.floor(n / 10)));
  const ann = person(103, { nick: 'ann', rooms: ['#dev', '#tea'], founded: ['#tea'] });
  const accounts = [
    { identity: ann.identity, state: { v: 3, secret: 'password', since: 1 } as const },
  ];
  restore(crowd.world, { ...left([...both, ann], sessions), accounts }, crowd.now);
  for (let n = 0; n < 4; n += 1) crowd.come(`guest${n}`);
  for (const n of [1, 2]) crowd.command(n, { cmd: 'resume', token: `token-1${n}` });
  return crowd;
}

describe('whatever people do, what is undone', () => {
  it('leaves the world as it was', () => {
    fc.assert(
      fc.property(scripts, scripts, (before, undone) => {
        const crowd = people();
        playOn(crowd, before);
        const { world } = crowd;
        world.journal.commit(world.journal.end);
        const picture = pictureOf(world);
        playOn(crowd, undone);
        world.journal.undo(world.journal.committed);
        expect(pictureOf(world)).to.equal(picture);
      }),
      runs,
    );
  });

  it('leaves the world as the turns before it have made it, when those are committed meanwhile', () => {
    fc.assert(
      fc.property(scripts, scripts, scripts, (first, second, undone) => {
        const crowd = people();
        const { world } = crowd;
        const { journal } = world;
        playOn(crowd, first);
        const turn = journal.end;
        playOn(crowd, second);
        const picture = pictureOf(world);
        const end = journal.end;
        playOn(crowd, undone);
        journal.commit(turn);
        journal.commit(end);
        journal.undo(journal.committed);
        expect(pictureOf(world)).to.equal(picture);
      }),
      runs,
    );
  });

  it('is decided again to the same, when nothing else has changed', () => {
    fc.assert(
      fc.property(scripts, (script) => {
        const crowd = people();
        const { journal } = crowd.world;
        const [place, now, told] = [journal.end, crowd.now, crowd.effects.length];
        const given: Parameters<Crowd['give']>[0][] = [];
        const give = crowd.give.bind(crowd);
        crowd.give = (input) => {
          given.push(input);
          return give(input);
        };
        playOn(crowd, script);
        const picture = pictureOf(crowd.world);
        journal.undo(place);
        crowd.effects.length = told;
        crowd.now = now;
        crowd.world.now = now;
        for (const input of given) give(input);
        expect(pictureOf(crowd.world)).to.equal(picture);
      }),
      runs,
    );
  });
});

describe('a mistake of ours', () => {
  it('changes nothing, however far it had come', () => {
    const crowd = new Crowd();
    const ann = crowd.come('ann');
    const { world } = crowd;
    const picture = pictureOf(world);
    const { rooms } = world;
    const { of } = rooms;
    rooms.of = (key, name) => {
      if (name === '#bad') throw new Error('a mistake');
      return of.call(rooms, key, name);
    };
    const command = { cmd: 'join', rooms: ['#good', '#bad'] } as const;
    const input = { at: crowd.now, on: 'commanded', connection: ann } as const;
    expect(() =>
      step(world, { ...input, command: { ...command, rooms: [...command.rooms] } }),
    ).to.throw('a mistake');
    Reflect.deleteProperty(rooms, 'of');
    expect(pictureOf(world)).to.equal(picture);
  });
});

describe('what the world holds', () => {
  const rooms = new URL('../../server/rooms/', import.meta.url);
  const source = (path: string): string => readFileSync(new URL(path, rooms), 'utf8');

  it('can be written to by the journal alone', () => {
    const interfaces = [
      ...source('world/state.ts').matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm),
    ];
    const names = interfaces.map(([, name]) => name);
    expect(names).to.include.members(['Person', 'Session', 'Room', 'Private', 'Address']);
    for (const [, name, body = ''] of interfaces) {
      for (const line of body.split('\n')) {
        if (!/^ {2}\w/.test(line)) continue;
        expect(line, name).to.match(/^ {2}readonly /);
        expect(line, name).not.to.match(/\b(Map|Set|Array)<|: \w+\[\]/);
      }
    }
  });

  it('has no second way around it', () => {
    const files = readdirSync(rooms, { recursive: true, encoding: 'utf8' });
    for (const path of files.filter(
      (name) => name.endsWith('.ts') && name !== 'world/journal.ts',
    )) {
      expect(source(path), path).not.to.match(/-readonly|Object\.assign/);
    }
  });
});

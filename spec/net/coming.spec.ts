/** Who comes and goes, as it is told by a server that is busy: later and together, but behind nothing that came later. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Event } from '../../grammar/events.ts';
import { Place, rooms } from '../support/place.ts';
import { step, take } from '../support/place-steps.ts';

const nicks = (events: readonly Event[] | undefined): string[] =>
  (events ?? []).flatMap((event) => (event.ev === 'joined' ? event.nick : []));

/** The first to come has taken the time that there was for this. */
function busy(): Place {
  const place = new Place(50);
  for (const who of [0, 1]) for (const room of rooms) place.enter(who, room);
  for (const nick of ['bob', 'eve', 'kim']) {
    place.comes(nick, '#tea');
    place.flush();
  }
  return place;
}

/** Of those who come to different rooms one after the other, it does not matter who is told first. */
function inPlaces(events: readonly Event[]): Event[][] {
  const runs: Event[][] = [[]];
  for (const event of events) {
    if (event.ev === 'joined') runs.at(-1)?.push(event);
    else runs.push([event], []);
  }
  const order = (event: Event): string => ('room' in event ? String(event.room) : '');
  return runs.map((run) => run.toSorted((a, b) => order(a).localeCompare(order(b))));
}

describe('who comes and goes', () => {
  it('is told at once while the server has time', () => {
    const place = new Place(0);
    place.enter(0, '#tea');
    for (const nick of ['bob', 'eve']) {
      place.comes(nick, '#tea');
      place.flush();
    }
    expect(place.written[0]?.map(nicks)).to.deep.equal([['bob'], ['eve']]);
  });

  it('is told together by a busy server, as soon as it has time again', () => {
    const place = busy();
    expect(place.written[0]?.map(nicks)).to.deep.equal([['bob']]);
    place.clock.pass(2000);
    expect(place.written[0]?.map(nicks)).to.deep.equal([['bob'], ['eve', 'kim']]);
  });

  it('takes a busy server a twentieth of its time, however many come', () => {
    const place = new Place(1);
    for (const who of [0, 1]) for (const room of rooms) place.enter(who, room);
    const [began, seconds] = [place.clock.now(), 20];
    while (place.clock.now() < began + seconds * 1000) {
      for (const room of rooms) place.comes('bob', room);
      place.fanout.batches.flush();
      place.clock.pass(1);
    }
    const atOnce = 4;
    const lastWrites = 2;
    expect(place.clock.worked).to.be.within(45 * seconds, 50 * seconds + atOnce + lastWrites);
  });

  it('is told with what is said next in the room, before it', () => {
    const place = busy();
    place.says('hello', '#tea');
    place.flush();
    const [, last] = place.written[0] ?? [];
    expect(last?.map(({ ev }) => ev)).to.deep.equal(['joined', 'joined', 'message']);
  });

  it('is told with what is said next in the room, before what was said elsewhere meanwhile', () => {
    const place = busy();
    place.says('hello', '#dev');
    place.says('hello', '#tea');
    place.flush();
    const told = place.heardBy(0).map((event) => ('nick' in event ? event.nick : event.ev));
    expect(told.slice(0, 3)).to.deep.equal(['bob', 'eve', 'kim']);
  });

  it('is told before what somebody hears next elsewhere', () => {
    const place = busy();
    place.says('hello', '#dev');
    place.answer(1, 'answer');
    place.flush();
    for (const who of [0, 1]) {
      const evs = place.heardBy(who).map(({ ev }) => ev);
      expect(evs.slice(0, 3)).to.deep.equal(['joined', 'joined', 'joined']);
    }
  });

  it('has been told to all when a ping is answered', () => {
    const place = busy();
    place.enter(2, '#dev');
    place.ping(2);
    expect(nicks(place.heardBy(0))).to.deep.equal(['bob', 'eve', 'kim']);
    expect(place.heardBy(2)).to.deep.equal([{ ev: 'motd', text: 'pong' }]);
  });

  it('is told by a busy server in the places in which an idle one tells it', () => {
    fc.assert(
      fc.property(fc.array(step, { size: 'max', maxLength: 40 }), (steps) => {
        const [idle, working] = [new Place(0), new Place(20)];
        for (const place of [idle, working]) {
          for (const who of [0, 1]) for (const room of rooms) place.enter(who, room);
          steps.forEach((each, n) => {
            take(place, each, n);
          });
          place.ping(0);
        }
        for (const who of [0, 1, 2, 3]) {
          const [once, later] = [idle, working].map((place) => inPlaces(place.heardBy(who)));
          expect(later).to.deep.equal(once);
        }
      }),
      { numRuns: 80 },
    );
  });
});

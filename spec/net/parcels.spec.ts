/** What many are told: in portions, so that others are told in between, and in the places in which a few are told it. */
import { expect } from 'chai';
import fc from 'fast-check';
import { type Event, isLogged } from '../../grammar/events.ts';
import { roomKey } from '../../grammar/names.ts';
import { MAX_REST_MS } from '../../server/net/batches.ts';
import { Delivery } from '../../server/net/delivery.ts';
import { ToldTurn } from '../../server/net/told-turn.ts';
import { HandClock } from '../support/hand-clock.ts';
import { Place, type Room, rooms } from '../support/place.ts';
import { type Step, step, take } from '../support/place-steps.ts';
import { looked } from '../support/server.ts';

/** With so many a room has many readers. */
const CROWD = 64;

/** All is written that is under way and does not wait. */
async function written({ fanout }: Place): Promise<void> {
  while (fanout.batches.isUnderWay) await looked();
}

/** All is told, also what waits. */
async function told({ fanout, clock }: Place): Promise<void> {
  while (fanout.batches.isUnderWay || clock.waiting > 0) {
    await looked();
    clock.pass(MAX_REST_MS);
  }
}

const texts = (events: readonly Event[]): string[] =>
  events.flatMap((event) => ('text' in event && event.text !== undefined ? event.text : []));

describe('those who are behind', () => {
  it('are fed a few at a time, in turns', async () => {
    const clock = new HandClock();
    const delivery = new Delivery(clock, { relieved() {}, broken() {} });
    const fed: string[] = [];
    const left = new Map([
      ['ann', 4],
      ['bob', 1],
      ['cy', 4],
    ]);
    for (const name of left.keys()) {
      delivery.feed({
        pump() {
          clock.pass(1);
          fed.push(name);
          left.set(name, (left.get(name) ?? 0) - 1);
          return (left.get(name) ?? 0) > 0;
        },
      });
    }
    delivery.flush(new ToldTurn());
    expect(fed.join(' ')).to.equal('ann bob');
    await looked();
    expect(fed.slice(2).join(' ')).to.equal('cy ann');
  });
});

describe('what many are told', () => {
  let place: Place;

  beforeEach(() => {
    place = new Place(1, CROWD);
    place.enter(0, '#tea');
  });

  it('is written a few at a time, and who is told something elsewhere meanwhile has it before', async () => {
    place.says('hello', '#tea');
    place.flush();
    expect(place.writtenToCrowd).to.equal(6);
    await looked();
    expect(place.writtenToCrowd).to.equal(12);
    place.answer(1, 'answer');
    place.flush();
    expect(texts(place.heardBy(1))).to.deep.equal(['answer']);
    expect([place.writtenToCrowd, place.relieved]).to.deep.equal([12, 0]);
    await told(place);
    expect([place.writtenToCrowd, place.relieved]).to.deep.equal([CROWD, 1]);
    expect(texts(place.heardBy(0))).to.deep.equal(['hello']);
  });

  it('is told with one write for all that was said while the one before it was under way', async () => {
    for (const text of ['one', 'two', 'three']) {
      place.says(text, '#tea');
      place.flush();
      await looked();
    }
    await told(place);
    expect(place.written[0]?.map(texts)).to.deep.equal([['one'], ['two', 'three']]);
    expect(place.writtenToCrowd).to.equal(2 * CROWD);
  });

  describe('just behind what they were told before', () => {
    /** What ann has heard, write by write. */
    const heard = () => place.written[0]?.map(texts);

    /** Each write takes so many milliseconds. */
    async function speaks(cost: number): Promise<void> {
      place = new Place(cost, CROWD);
      place.enter(0, '#tea');
      place.says('one', '#tea');
      place.flush();
      await written(place);
      place.says('two', '#tea');
      place.flush();
    }

    it('waits for a quarter of the time that this took, and is one write with what is said meanwhile', async () => {
      await speaks(1 / 4);
      place.clock.pass(CROWD / 16);
      place.says('three', '#tea');
      place.flush();
      await looked();
      expect(heard()).to.deep.equal([['one']]);
      place.clock.pass(1);
      await written(place);
      expect(heard()).to.deep.equal([['one'], ['two', 'three']]);
    });

    it('waits for a few milliseconds, however long this took', async () => {
      await speaks(1);
      place.clock.pass(MAX_REST_MS - 1);
      await looked();
      expect(heard()).to.deep.equal([['one']]);
      place.clock.pass(1);
      await written(place);
      expect(heard()).to.deep.equal([['one'], ['two']]);
    });

    it('is under way while it waits, and the server goes on with others when it is written', async () => {
      await speaks(1 / 20);
      expect([place.fanout.batches.isUnderWay, place.relieved]).to.deep.equal([true, 0]);
      place.clock.pass(1);
      await written(place);
      expect([heard(), place.relieved]).to.deep.equal([[['one'], ['two']], 1]);
    });

    it('lets the server go on with others, too, when some have left, and few are told it', async () => {
      await speaks(1 / 20);
      for (const who of [4, 5]) place.fanout.leave(who, roomKey('#tea'));
      place.clock.pass(1);
      expect([place.fanout.batches.isUnderWay, place.relieved]).to.deep.equal([false, 1]);
    });
  });

  it('rings the bell of whoever is mentioned behind the mention, also when that waits for what was told before', async () => {
    const heard = place.comesInPlain(0);
    const bell = () => place.fanout.ring(0, roomKey('#tea'));
    place.says('hello', '#tea');
    place.flush();
    place.says('hi, ann', '#tea');
    bell();
    place.flush();
    await told(place);
    place.fanout.reader(0)?.lag();
    place.says('ann?', '#tea');
    bell();
    place.flush();
    while (place.fanout.reader(0)?.isBehind) await looked();
    expect(heard.join('').match(/hello|hi, ann|ann\?|\x07/g)).to.deep.equal([
      'hello',
      'hi, ann',
      '\x07',
      'ann?',
      '\x07',
    ]);
  });

  it('has been written to all of them when a ping is answered', async () => {
    place.says('hello', '#tea');
    place.flush();
    place.says('bye', '#tea');
    place.ping(1);
    while (place.heardBy(1).length === 0) await looked();
    expect(place.writtenToCrowd).to.equal(2 * CROWD);
  });

  it('has been written to all of them when a second ping is answered, though the first one waits yet', async () => {
    place.says('hello', '#tea');
    place.ping(1);
    place.says('bye', '#tea');
    place.ping(1);
    while (place.heardBy(1).length < 2) await looked();
    expect(place.writtenToCrowd).to.equal(2 * CROWD);
  });

  it('has been written to all of them when a ping of somebody who is behind is answered', async () => {
    place.says('hello', '#tea');
    place.flush();
    place.says('bye', '#tea');
    place.fanout.reader(1)?.lag();
    place.ping(1);
    while (place.heardBy(1).length === 0) await looked();
    expect(place.writtenToCrowd).to.equal(2 * CROWD);
    expect(texts(place.heardBy(1))).to.deep.equal(['pong']);
  });

  it('is heard once by whoever was behind and catches up meanwhile', async () => {
    place.says('hello', '#tea');
    place.flush();
    place.fanout.reader(0)?.lag();
    place.says('bye', '#tea');
    place.flush();
    while (place.fanout.reader(0)?.isBehind) await looked();
    expect(place.fanout.batches.isUnderWay).to.equal(true);
    await told(place);
    expect(texts(place.heardBy(0))).to.deep.equal(['hello', 'bye']);
  });

  it('is written in portions, too, when all rooms of a person are told it', async () => {
    place.quits('zoe', rooms);
    place.flush();
    expect(place.writtenToCrowd).to.be.below(CROWD);
    await told(place);
    expect(place.writtenToCrowd).to.equal(CROWD);
  });

  it('is counted for those who have a connection, and for nobody who is lost', () => {
    const { fanout } = place;
    const hearers = () => fanout.hearers(roomKey('#tea'));
    expect(hearers()).to.equal(CROWD + 1);
    fanout.reader(0)?.detach();
    expect(hearers()).to.equal(CROWD);
    place.comesBack(0);
    expect(hearers()).to.equal(CROWD + 1);
    fanout.leave(0, roomKey('#tea'));
    expect(hearers()).to.equal(CROWD);
  });

  it('is charged to whoever caused it, and to nobody who is told something meanwhile', async () => {
    let [ann, bob] = [0, 0];
    place.says('hello', '#tea');
    place.flush((milliseconds) => {
      ann += milliseconds;
    });
    await looked();
    place.answer(1, 'answer');
    place.flush((milliseconds) => {
      bob += milliseconds;
    });
    await told(place);
    // The first portion is in the time of the turn.
    expect([ann, bob]).to.deep.equal([CROWD + 1 - 6, 0]);
  });

  describe('when it waits for what they were told before', () => {
    let charged: { ann: number; bob: number; cy: number };

    const flush = (who: keyof typeof charged) =>
      place.flush((milliseconds) => {
        charged[who] += milliseconds;
      });

    beforeEach(() => {
      charged = { ann: 0, bob: 0, cy: 0 };
      for (const who of ['ann', 'ann', 'bob'] as const) {
        place.says('hello', '#tea');
        flush(who);
      }
    });

    it('is charged to all who caused it, and to nobody who did something meanwhile', async () => {
      flush('cy');
      await told(place);
      const both = (CROWD + 1) / 2;
      expect(charged).to.deep.equal({ ann: CROWD + 1 - 6 + both, bob: both, cy: 0 });
    });

    it('is not charged to whoever pings meanwhile, and has it told earlier', async () => {
      place.fanout.reader(1)?.waitForOthers();
      place.answer(1, 'pong');
      flush('cy');
      await told(place);
      expect([charged.bob > 0, charged.cy]).to.deep.equal([true, 0]);
    });
  });

  it('is done when it is written to all of them, also what waits for what they were told before', async () => {
    const done: [string, number][] = [];
    for (const what of ['one', 'two']) {
      place.says(what, '#tea');
      place.flush(undefined, () => void done.push([what, place.writtenToCrowd]));
    }
    place.answer(1, 'answer');
    place.flush(undefined, () => void done.push(['answer', place.writtenToCrowd]));
    await told(place);
    expect(done).to.deep.equal([
      ['answer', 6],
      ['one', CROWD],
      ['two', 2 * CROWD],
    ]);
  });

  it('is done when it is written to all of them, also what is told at once behind what waits, and charged to both', async () => {
    const done: [string, number][] = [];
    const charged = { two: 0, gone: 0 };
    const turn = (what: keyof typeof charged) =>
      place.flush(
        (milliseconds) => {
          charged[what] += milliseconds;
        },
        () => void done.push([what, place.writtenToCrowd]),
      );
    place.says('one', '#tea');
    place.flush();
    place.says('two', '#tea');
    turn('two');
    place.quits('bob', ['#tea']);
    turn('gone');
    await told(place);
    expect(done).to.deep.equal([
      ['two', 2 * CROWD],
      ['gone', 2 * CROWD],
    ]);
    expect(charged.two).to.be.above(0).and.equal(charged.gone);
  });

  it('stops the server in order when it can not be told to somebody later', async () => {
    place.breaksFor(0);
    place.says('hello', '#tea');
    place.flush();
    expect(place.broken).to.deep.equal([]);
    for (let n = 0; n < CROWD && place.broken.length === 0; n += 1) await looked();
    expect(place.broken).to.deep.equal(['broken']);
  });

  it('is written before the server ends', () => {
    place.says('hello', '#tea');
    place.flush();
    place.fanout.detachAll({ ev: 'bye', code: 'shutdown', message: 'The server ends.' });
    expect(place.heardBy(0).map(({ ev }) => ev)).to.deep.equal(['message', 'bye']);
  });

  /** What somebody hears of one room, and what else they hear, in its places. */
  const ofRoom = (events: readonly Event[], room: Room): Event[] =>
    events.filter((event) => !('room' in event) || roomKey(event.room ?? '') === roomKey(room));

  /** What each of four hears of each room when these steps are taken, where writes take no time, and where they take some. */
  async function heard(steps: readonly Step[]): Promise<Event[][][]> {
    const places = [new Place(0), new Place(0.2, CROWD)];
    for (const each of places) {
      for (const who of [0, 1]) for (const room of rooms) each.enter(who, room);
      for (const [n, what] of steps.entries()) {
        if (what.do === 'look') await looked();
        else take(each, what, n);
      }
      each.ping(0);
      await told(each);
      while ([0, 1, 2, 3].some((who) => each.fanout.reader(who)?.isBehind)) await looked();
    }
    return places.map((each) =>
      [0, 1, 2, 3].flatMap((who) => rooms.map((room) => ofRoom(each.heardBy(who), room))),
    );
  }

  it('comes in the places in which a few are told it, whatever happens meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(many(step, step, step, look), async (all) => {
        const [once, later] = await heard(all);
        expect(later).to.deep.equal(once);
      }),
      { numRuns: 60 },
    );
  });

  it('is heard once, also by those who fall behind meanwhile', async () => {
    const said = (all: Event[][]) => all.map((events) => events.filter(isLogged));
    await fc.assert(
      fc.asyncProperty(many(step, saying, saying, look, lag), async (all) => {
        const [once = [], later = []] = await heard(all);
        expect(said(later)).to.deep.equal(said(once));
      }),
      { numRuns: 60 },
    );
  });
});

const look = fc.constant<Step>({ do: 'look' });
const saying = fc.record({ do: fc.constant('says'), room: fc.constantFrom(...rooms) });
const lag = fc.record({ do: fc.constant('lags'), who: fc.nat(3) });

const many = (...each: fc.Arbitrary<Step>[]): fc.Arbitrary<Step[]> =>
  fc.array(fc.oneof(...each), { size: 'max', maxLength: 40 });

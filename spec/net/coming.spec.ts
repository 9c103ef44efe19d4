/** Who comes and goes, as it is told by a server that is busy: later and together, but behind nothing that came later. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Event } from '../../grammar/events.ts';
import { type RoomKey, roomKey } from '../../grammar/names.ts';
import { jsonDoor } from '../../server/doors/json.ts';
import { Connection } from '../../server/net/connection.ts';
import { Fanout } from '../../server/net/fanout.ts';
import type { Transport } from '../../server/net/transport.ts';
import { HandClock } from '../support/hand-clock.ts';
import { language } from '../support/language.ts';

const AT = '2026-11-26T12:00:00.000Z';
const rooms = ['#tea', '#dev'] as const;
type Room = (typeof rooms)[number];

/** Time passes while something is written, and when the spec lets it. */
class Working extends HandClock {
  worked = 0;

  override now(): number {
    return super.now() + this.worked;
  }
}

/** Nobody is greeted. */
const still = new HandClock();

/** Four people on a server where each write takes so many milliseconds. */
class Place {
  readonly clock = new Working();
  readonly fanout: Fanout;
  /** What each was told, write by write. */
  readonly written: Event[][][] = [[], [], [], []];
  readonly #ends = new Map<RoomKey, number>();

  constructor(cost: number) {
    const { clock } = this;
    this.fanout = new Fanout({ clock, read: async () => [], live() {} });
    this.written.forEach((writes, id) => {
      const transport = {
        address: '127.0.0.1',
        open() {},
        write: (bytes: Buffer) => {
          clock.worked += cost;
          const lines = bytes.toString().trimEnd().split('\n');
          writes.push(lines.map((line) => JSON.parse(line) as Event));
          return true;
        },
        cork() {},
        uncork() {},
      } as Partial<Transport> as Transport;
      const doors = [jsonDoor(language)];
      const service = { doors, allowance: undefined, clock: still };
      this.fanout.attach(id, new Connection(id, transport, {} as never, service));
    });
  }

  /** Nobody enters a room where they are. */
  enter(who: number, room: Room): void {
    const log = roomKey(room);
    this.fanout.leave(who, log);
    this.fanout.enter(who, log, room, this.#ends.get(log) ?? 0);
  }

  comes(nick: string, room: Room): void {
    this.fanout.announce([roomKey(room)], { ev: 'joined', room, nick, at: AT });
  }

  quits(nick: string, logs: readonly Room[]): void {
    this.fanout.announce(logs.map(roomKey), { ev: 'quit', nick, reason: 'bye', at: AT });
  }

  says(text: string, room: Room): void {
    const log = roomKey(room);
    const seq = (this.#ends.get(log) ?? 0) + 1;
    this.#ends.set(log, seq);
    const said = { seq, at: AT, from: 'ann', kind: 'say', text } as const;
    this.fanout.say(log, { ev: 'message', room, ...said }, undefined);
  }

  answer(who: number, text: string): void {
    this.fanout.reader(who)?.tell({ ev: 'motd', text });
  }

  /** Somebody asks for an answer that comes when all have been told all. */
  ping(who: number): void {
    this.fanout.reader(who)?.waitForOthers();
    this.answer(who, 'pong');
    this.fanout.flush();
  }

  heardBy(who: number): Event[] {
    return this.written[who]?.flat() ?? [];
  }
}

const nicks = (events: readonly Event[] | undefined): string[] =>
  (events ?? []).flatMap((event) => (event.ev === 'joined' ? event.nick : []));

/** The first to come has taken the time that there was for this. */
function busy(): Place {
  const place = new Place(50);
  for (const who of [0, 1]) for (const room of rooms) place.enter(who, room);
  for (const nick of ['bob', 'eve', 'kim']) {
    place.comes(nick, '#tea');
    place.fanout.flush();
  }
  return place;
}

const step = fc.oneof(
  fc.record({ do: fc.constantFrom('comes', 'comes', 'says'), room: fc.constantFrom(...rooms) }),
  fc.record({
    do: fc.constantFrom('enters', 'leaves'),
    who: fc.nat(3),
    room: fc.constantFrom(...rooms),
  }),
  fc.record({ do: fc.constantFrom('answer', 'ping'), who: fc.nat(3) }),
  fc.record({ do: fc.constant('quits'), logs: fc.subarray([...rooms], { minLength: 1 }) }),
  fc.record({ do: fc.constant('pass'), milliseconds: fc.nat(500) }),
);
type Step = { do: string; who?: number; room?: Room; logs?: Room[]; milliseconds?: number };

function take(place: Place, given: Step, n: number): void {
  const { who = 0, room = '#tea', logs = [], milliseconds = 0 } = given;
  if (given.do === 'comes') place.comes(`nick${n}`, room);
  else if (given.do === 'says') place.says(`text${n}`, room);
  else if (given.do === 'quits') place.quits(`nick${n}`, logs);
  else if (given.do === 'enters') place.enter(who, room);
  else if (given.do === 'leaves') place.fanout.leave(who, roomKey(room));
  else if (given.do === 'answer') place.answer(who, `answer${n}`);
  else if (given.do === 'ping') place.ping(who);
  else place.clock.pass(milliseconds);
  place.fanout.flush();
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
      place.fanout.flush();
    }
    expect(place.written[0]?.map(nicks)).to.deep.equal([['bob'], ['eve']]);
  });

  it('is told together by a busy server, as soon as it has time again', () => {
    const place = busy();
    expect(place.written[0]?.map(nicks)).to.deep.equal([['bob']]);
    place.clock.pass(1000);
    expect(place.written[0]?.map(nicks)).to.deep.equal([['bob'], ['eve', 'kim']]);
  });

  it('is told with what is said next in the room, before it', () => {
    const place = busy();
    place.says('hello', '#tea');
    place.fanout.flush();
    const [, last] = place.written[0] ?? [];
    expect(last?.map(({ ev }) => ev)).to.deep.equal(['joined', 'joined', 'message']);
  });

  it('is told before what somebody hears next elsewhere', () => {
    const place = busy();
    place.says('hello', '#dev');
    place.answer(1, 'answer');
    place.fanout.flush();
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

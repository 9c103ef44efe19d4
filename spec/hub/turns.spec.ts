/** Whose lines are taken, and when a turn ends: the clock is in the spec's hand. */
import { expect } from 'chai';
import type { Command } from '../../grammar/ast.ts';
import { Vocabulary } from '../../grammar/vocabulary.ts';
import type { Alarm } from '../../server/clock.ts';
import { jsonDoor } from '../../server/doors/json.ts';
import { Hub } from '../../server/hub/hub.ts';
import { RunQueue } from '../../server/hub/run-queue.ts';
import { TurnClock } from '../../server/hub/turn-clock.ts';
import { bytesTold, isLoud, mostCrossings } from '../../server/hub/turn-limits.ts';
import { nobody } from '../../server/hub/witness.ts';
import type { Connection } from '../../server/net/connection.ts';
import type { Task } from '../../server/net/fair-queue.ts';
import { noPaces } from '../../server/rooms/bounds/buckets.ts';
import type { Effect } from '../../server/rooms/effects.ts';
import { World } from '../../server/rooms/world/world.ts';
import { MemoryStore } from '../../server/store/memory.ts';
import { dumbConnection } from '../support/dumb-connection.ts';
import { HandClock } from '../support/hand-clock.ts';
import { language } from '../support/language.ts';
import { plainPasswords } from '../support/plain-passwords.ts';
import { looked } from '../support/server.ts';

const perAddress = { sessions: 10, rooms: 10, wrongPasswords: 10, accounts: 10 };
const ofAccounts = { accounts: 10, sessionsOfAccount: 10 };
const limits = {
  rooms: 10,
  allRooms: 10,
  lost: 10,
  grace: 0,
  deserted: 1000,
  sleepAfter: 1000,
  perAddress,
  paces: noPaces,
  ...ofAccounts,
};

/** Of turns that hold little. */
const calm = { isCrowded: () => false, isLaden: () => false };
const unnoticed = { over() {}, isFull: () => false };
const ample = { perSecond: 1000, burst: 1000 };

/** Has lines left, or is to be greeted. */
type Waiting = Pick<Connection, 'address' | 'wasOpened' | 'take'>;

/** In milliseconds. */
const SHARE_AT_ONCE = 6;

describe('a turn', () => {
  let hub: Hub;
  let clock: number;
  /** What is to happen later, and when. */
  let alarms: { at: number; act: () => void }[];
  /** Who was heard, turn by turn. */
  let turns: string[][];

  beforeEach(() => {
    clock = 0;
    alarms = [];
    turns = [];
    const after = (milliseconds: number, act: () => void) => {
      const alarm = { at: clock + milliseconds, act };
      alarms.push(alarm);
      return { cancel: () => void alarms.splice(alarms.indexOf(alarm) >>> 0, 1) };
    };
    const world = new World(
      {
        server: 's',
        version: '0',
        store: 's',
        motd: '',
        registration: 'open',
        autoJoin: [],
        manners: {},
        limits,
      },
      new Vocabulary(),
    );
    hub = new Hub(world, {
      store: new MemoryStore(new HandClock()),
      answers: async () => [],
      draw: () => 0,
      passwords: plainPasswords,
      mint: () => '',
      ticket: () => '',
      tokenHash: () => undefined,
      guest: () => ({ identity: 'guest:new', nick: 0 }),
      reread: async () => ({ changed: [], restart: [] }),
      share: { perSecond: 250, burst: SHARE_AT_ONCE },
      rates: undefined,
      witness: { ...nobody, decided: ({ on }) => turns.at(-1)?.push(on) },
      broken: (error) => {
        throw error;
      },
      clock: { date: () => clock, now: () => clock, after, soon: setImmediate },
      warn: (fact) => {
        throw new Error(fact);
      },
    });
  });

  /** Somebody with so many lines to say, each of which costs the server so many milliseconds, and may be to blame. */
  function talker(name: string, address: string, lines: number, cost: number, blamed = 0): Waiting {
    let left = lines;
    const connection: Waiting = {
      address,
      wasOpened: true,
      take() {
        turns.at(-1)?.push(name);
        clock += cost;
        hub.worked(connection, clock - blamed, clock);
        left -= 1;
        if (left > 0) hub.resumeLater(connection);
      },
    };
    return connection;
  }

  async function listen(...talkers: Waiting[]): Promise<string[]> {
    for (const connection of talkers) hub.resumeLater(connection);
    for (let quiet = 0; quiet < 10; quiet += turns.at(-1)?.length === 0 ? 1 : 0) {
      turns.push([]);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return turns.filter((heard) => heard.length > 0).map((heard) => heard.join(' '));
  }

  it('ends when its time is spent, and the next one goes on where it was', async () => {
    const heard = await listen(
      talker('ann', 'A', 3, 2),
      talker('bob', 'B', 1, 2),
      talker('cy', 'C', 1, 2),
    );
    expect(heard).to.deep.equal(['ann bob cy', 'ann ann']);
  });

  it('hears somebody even when one line takes all of it', async () => {
    const heard = await listen(talker('ann', 'A', 2, 1000), talker('bob', 'B', 1, 1));
    expect(heard).to.deep.equal(['ann', 'bob ann']);
  });

  it('is shared by addresses: the many connections of one keep nobody waiting', async () => {
    const many = ['a1', 'a2', 'a3', 'a4'].map((name) => talker(name, 'A', 2, 2.5));
    const heard = await listen(...many, talker('bob', 'B', 3, 2.5));
    expect(heard).to.deep.equal(['a1 bob', 'a2 bob', 'a3 bob', 'a4 a1', 'a2 a3', 'a4']);
  });

  it('hears whoever says little before those whose lines have taken long', async () => {
    const dear = ['b', 'c', 'd'].map((name) => talker(name, name, 3, 2, 2));
    const heard = await listen(...dear, talker('ann', 'A', 4, 0.5, 0.5));
    expect(heard.join(' ')).to.equal('b c d ann ann ann ann b c d b c d');
  });

  /** The next thing happens that is to happen later. */
  function pass(): void {
    const { at, act } = alarms.shift() ?? { at: clock, act() {} };
    clock = at;
    act();
  }

  it('takes no lines of an address that has had its share, however many connections it has, until it has rested', async () => {
    const many = ['a1', 'a2', 'a3'].map((name) => talker(name, 'A', 1, 4, 8));
    const heard = await listen(...many, talker('bob', 'B', 3, 1));
    expect(heard).to.deep.equal(['a1 bob', 'bob bob']);
    expect(hub.isBusyFor(many[1] as Waiting)).to.equal(true);
    pass();
    expect(clock).to.equal(12);
    expect(await listen()).to.deep.equal([...heard, 'a2']);
    pass();
    expect(await listen()).to.deep.equal([...heard, 'a2', 'a3']);
  });

  /** Somebody who is to be greeted, each from an address of their own. */
  function newcomer(id: number): Waiting {
    const address = `10.0.0.${id}`;
    const guest = { session: id, identity: `guest:${id}`, key: `k${id}`, secret: `s${id}` };
    const take = () =>
      hub.input({ on: 'opened', ...guest, connection: id, address, format: 'json', nick: id });
    return { address, wasOpened: false, take };
  }

  it('lets a few come when very many do so at once, and hears those who talk in between', async () => {
    const many = Array.from({ length: 100 }, (_, n) => newcomer(n + 1));
    const heard = await listen(...many, talker('ann', 'A', 5, 3));
    const come = (count: number): string => 'opened '.repeat(count).trim();
    const busy = `${come(32)} ann ann`;
    expect(heard).to.deep.equal([busy, busy, `${come(32)} ann`, come(4)]);
  });

  it('lets as many come or go as take no more time than the last commit', () => {
    expect([0, 4, 100].map(mostCrossings)).to.deep.equal([32, 32, 400]);
  });

  it('takes lines, too, while more come and go than it has time for, and lets these come while lines never end', async () => {
    const clock = new HandClock();
    const turns = new TurnClock(clock, new RunQueue(clock, ample, calm), unnoticed);
    const heard: string[] = [];
    /** Each time it is taken it takes so long, and waits again, until 200 ms have passed. */
    const again = (address: string, milliseconds: number, wait: (waiting: Task) => void) => {
      const waiting = {
        address,
        take() {
          heard.push(address);
          clock.pass(milliseconds);
          turns.decided(1);
          if (clock.now() < 200) wait(waiting);
        },
      };
      wait(waiting);
    };
    again('newcomer', 0.25, (waiting) => turns.cross(waiting));
    again('ann', 1, (waiting) => turns.queue(waiting));
    again('bob', 6, (waiting) => turns.queue(waiting));
    while (clock.now() < 200) await looked();
    const share = (name: string) => heard.filter((each) => each === name).length;
    expect(share('newcomer') * 0.25).to.be.within(50, 150);
    expect(Math.abs(share('ann') - share('bob'))).to.be.at.most(1);
    expect(share('ann')).to.be.above(8);
  });

  it('goes on at once with an address whose rest has ended while the clock was looked at', async () => {
    const waits: number[] = [];
    class Noting extends HandClock {
      override after(milliseconds: number, act: () => void): Alarm {
        waits.push(milliseconds);
        return super.after(milliseconds, act);
      }
    }
    const [clock, earlier] = [new Noting(), new HandClock()];
    const queue = new RunQueue(earlier, { perSecond: 1000, burst: 1 }, calm);
    const turns = new TurnClock(clock, queue, unnoticed);
    const heard: string[] = [];
    queue.charge('ann', 2, earlier.now());
    clock.pass(5);
    turns.queue({ address: 'ann', take: () => void heard.push('ann') });
    await looked();
    expect([heard, waits]).to.deep.equal([[], [0]]);
    earlier.pass(5);
    for (let n = 0; n < 10; n += 1) await looked();
    expect(heard).to.deep.equal(['ann']);
  });

  it('that has very much to tell takes lines only of those whose last one had others told little', async () => {
    const heard: string[] = [];
    let [isLaden, ended] = [false, 0];
    const clock = new HandClock();
    const queue = new RunQueue(clock, ample, { ...calm, isLaden: () => isLaden });
    const turns = new TurnClock(clock, queue, {
      ...unnoticed,
      over: () => {
        ended += 1;
      },
    });
    const says = (name: string, then: () => void = () => {}) => {
      turns.queue({
        address: name,
        take: () => {
          heard.push(name);
          then();
        },
      });
    };
    says('ann', () => {
      isLaden = true;
    });
    says('bob');
    says('cy');
    queue.noteLoud('bob', true);
    queue.noteLoud('cy', true);
    queue.noteLoud('cy', false);
    for (let n = 0; n < 10; n += 1) await looked();
    expect([heard, ended, clock.waiting]).to.deep.equal([['ann', 'cy'], 2, 0]);
    // So do the lines that come meanwhile.
    expect(['ann', 'bob', 'cy'].map((name) => turns.isOver(name))).to.deep.equal([
      false,
      true,
      false,
    ]);
    isLaden = false;
    turns.begin();
    await looked();
    expect(heard).to.deep.equal(['ann', 'cy', 'bob']);
  });

  const say = ({ id: connection }: Connection, command: Command): void =>
    hub.input({ on: 'commanded', connection, command });

  it('that has very much to tell leaves those waiting who have shouted, and hears those who have not', () => {
    const [shouter, other] = ['A', 'B'].map((address, n) => {
      const service = { door: jsonDoor(language), clock: new HandClock() };
      const connection = dumbConnection(n + 1, address, service);
      hub.open(connection, { session: n, identity: `guest:${n}`, key: `k${n}`, secret: `s${n}` });
      say(connection, { cmd: 'join', rooms: [`#r${n}`] });
      return connection;
    }) as [Connection, Connection];
    const isBusy = ({ address }: Connection) => hub.isBusyFor({ address, wasOpened: true });
    say(other, { cmd: 'say', text: 'hi' });
    for (let n = 0; n < 110; n += 1) say(shouter, { cmd: 'say', text: 'x'.repeat(4096) });
    expect([shouter, other].map(isBusy)).to.deep.equal([true, false]);
    say(shouter, { cmd: 'say', text: 'sorry' });
    expect(isBusy(shouter)).to.equal(false);
  });

  it('has as much to tell as all who hear it are told', () => {
    const hearers = (log: string): number => (log === '#dev' ? 200 : 1);
    const told = (...effects: object[]): number => bytesTold(effects as Effect[], hearers);
    const say = { do: 'record', log: '#dev', event: { ev: 'message', text: 'é'.repeat(450) } };
    const line = told({ do: 'warn', fact: '' });
    expect(line).to.equal(100);
    expect(told(say)).to.equal(line + 210_000);
    const come = { do: 'announce', logs: ['#dev', '#tea'], event: { ev: 'joined' } };
    expect(told(come)).to.equal(line + 20_100);
    const quit = { do: 'end', told: ['#dev', '#tea'] };
    expect(told(quit)).to.equal(line + 8192 + 20_100);
    const here = { do: 'tell', event: { ev: 'who', people: new Array(9) } };
    expect(told(here)).to.equal(line + 8192 + 1000);
    expect(told(say, here)).to.equal(line + 210_000 + 8192 + 1000);
  });

  it('has others told much by a long text that a few hear, or by a word that many hear', () => {
    const isSaidLoud = (length: number, people: number): boolean => {
      const event = { ev: 'message', text: 'x'.repeat(length) };
      const say = { do: 'record', log: '#dev', event } as unknown as Effect;
      return isLoud(bytesTold([say], () => people));
    };
    expect([isSaidLoud(1000, 3), isSaidLoud(4000, 3)]).to.deep.equal([false, true]);
    expect([isSaidLoud(10, 200), isSaidLoud(10, 400)]).to.deep.equal([false, true]);
  });
});

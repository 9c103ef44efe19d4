/** What is not read is what a look at every message finds, and nothing that one may not read is among it. */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Command } from '../../../grammar/ast.ts';
import type { EventOf, Logged, Message } from '../../../grammar/events.ts';
import { calledIn } from '../../../grammar/mention.ts';
import type { LogKey } from '../../../grammar/names.ts';
import { TurnBuilder } from '../../../server/hub/turn-builder.ts';
import type { Effect, Input } from '../../../server/rooms/effects.ts';
import { readableFrom } from '../../../server/rooms/logs/past.ts';
import { logsOf, readPlace } from '../../../server/rooms/people/reads.ts';
import type { Question } from '../../../server/rooms/questions.ts';
import { step } from '../../../server/rooms/step.ts';
import type { Identity } from '../../../server/rooms/world/ids.ts';
import type { Person, Private, Room } from '../../../server/rooms/world/state.ts';
import { MemoryStore } from '../../../server/store/memory.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { Crowd, everybody } from '../crowd.ts';

const names = ['ann', 'bob', '安', 'guest'];
const place = fc.constantFrom('#dev', '#tea');
const who = fc.constantFrom(...names);
const text = fc.constantFrom(
  'hi',
  'ann',
  'Bob: ANN',
  'anna',
  '好安吗',
  'see http://ann.x',
  'guest',
);
const seq = fc.integer({ min: 0, max: 9 });

const commands: fc.Arbitrary<object> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ cmd: fc.constant('msg'), to: place, text }) },
  fc.record({ cmd: fc.constant('msg'), to: who, text }),
  fc.record({ cmd: fc.constant('edit'), target: place, seq, text }),
  fc.record({ cmd: fc.constant('delete'), target: place, seq }),
  fc.record({ cmd: fc.constant('join'), rooms: fc.tuple(place) }),
  fc.record({ cmd: fc.constant('part'), rooms: fc.tuple(place) }),
  fc.record({ cmd: fc.constant('kick'), room: place, nick: who }),
  fc.record({ cmd: fc.constant('read'), target: fc.oneof(place, who), seq }),
  fc.record({ cmd: fc.constant('read'), target: fc.oneof(place, who) }),
  fc.record({ cmd: fc.constantFrom('ignore', 'unignore'), nick: who }),
  fc.record({ cmd: fc.constant('nick'), nick: fc.constantFrom('ann', 'anna', 'bob') }),
  fc.record({ cmd: fc.constant('login'), nick: who, password: fc.constant('') }),
  fc.record({ cmd: fc.constantFrom('logout', 'quit') }),
  fc.record({
    cmd: fc.constant('set'),
    room: place,
    name: fc.constant('history'),
    value: fc.constantFrom('joined', 'none', 'off'),
  }),
);
const moves = fc.array(fc.tuple(fc.nat(5), commands as fc.Arbitrary<Command>), {
  size: 'max',
  maxLength: 60,
});

interface Said {
  event: Logged;
  author: Identity;
  called: Set<Identity>;
}

/** Looks at each member for each message, while it is said. */
class Town extends Crowd {
  readonly logs = new Map<LogKey, Said[]>();

  override give(input: Input): Effect[] {
    const effects = super.give(input);
    for (const effect of effects) if (effect.do === 'record') this.#note(effect);
    return effects;
  }

  #note({ log, event, author, amended = [] }: Effect & { do: 'record' }): void {
    const all = this.logs.get(log) ?? [];
    this.logs.set(log, all);
    all.push({ event, author, called: this.#calledIn(log, event, author) });
    for (const each of amended) {
      const said = all[each.seq - 1] as Said;
      all[each.seq - 1] = { ...said, event: each, called: this.#calledIn(log, each, said.author) };
    }
  }

  #calledIn(log: LogKey, event: Logged, author: Identity): Set<Identity> {
    const room = this.rooms.find(({ key }) => key === log);
    if (event.ev !== 'message' || room === undefined || event.deleted !== undefined)
      return new Set();
    const isCalled = calledIn(event.text);
    const there = [...room.stays.keys()].flatMap((who) => this.world.persons.get(who) ?? []);
    const called = there.filter(({ nick, account }) => account && isCalled(nick));
    return new Set(called.map(({ identity }) => identity).filter((who) => who !== author));
  }

  /** What a person could find by reading all that they may read of a log behind `after`. */
  readBy(person: Person, log: Room | Private, after: number): Said[] {
    const first = 'name' in log ? readableFrom(person, log) : 1;
    return (this.logs.get(log.key) ?? []).filter(
      ({ event, author }) =>
        event.ev === 'message' &&
        event.deleted === undefined &&
        event.seq > after &&
        event.seq >= first &&
        !person.ignored.has(author),
    );
  }
}

/** Four people, of whom three are accounts, one of them on two devices. */
function town(): Town {
  const crowd = new Town();
  for (const name of [...names, 'phone']) {
    const session = crowd.come(name);
    if (name !== 'guest' && name !== 'phone') {
      crowd.command(session, { cmd: 'register', password: '' });
    }
    crowd.command(session, { cmd: 'join', rooms: ['#dev'] });
  }
  crowd.command(5, { cmd: 'login', nick: 'ann', password: '' });
  return crowd;
}

async function kept(crowd: Town): Promise<MemoryStore> {
  const store = new MemoryStore(new HandClock());
  const builder = new TurnBuilder();
  for (const effect of crowd.effects) {
    if (effect.do === 'record' || effect.do === 'keep-account') builder.take(effect);
  }
  expect((await store.append(builder.build(new TurnBuilder()))).is).to.equal('done');
  return store;
}

const asked = <Ask extends Question['ask']>(effects: Effect[], ask: Ask): Question & { ask: Ask } =>
  effects.flatMap((effect) =>
    effect.do === 'ask' && effect.question.ask === ask ? [effect.question] : [],
  )[0] as Question & { ask: Ask };

const told = <Ev extends 'unread' | 'mentions'>(effects: Effect[], ev: Ev): EventOf<Ev> =>
  effects.flatMap((effect) =>
    effect.do === 'tell' && effect.event.ev === ev ? [effect.event as EventOf<Ev>] : [],
  )[0] as EventOf<Ev>;

const placeOf = (message: Message): string =>
  `${'room' in message ? message.room : message.log}:${message.seq}`;

describe('whatever people do, an account', () => {
  it('is told as many unread messages and mentions as it finds by reading all that it may read', async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (script) => {
        const crowd = town();
        for (const [session, command] of script) {
          crowd.now += 10;
          crowd.command(session + 1, command);
        }
        const store = await kept(crowd);
        for (const session of crowd.world.sessions.values()) {
          const { person, connection } = session;
          if (person.account === undefined) continue;
          const at = crowd.now;
          const give = (command: Command): Effect[] =>
            step(crowd.world, { at, on: 'commanded', connection, command });
          const to = asked(give({ cmd: 'unread' }), 'unread');
          const counts = await store.unread(to);
          const answer = { ask: 'unread', to, counts } as const;
          const { logs } = told(
            step(crowd.world, { at, on: 'answered', connection, answer }),
            'unread',
          );
          const expected = logsOf(person).flatMap((each) => {
            const read = readPlace(person, each);
            const all = crowd.readBy(person, each, read);
            const others = all.filter(({ author }) => author !== person.identity);
            const mentions = others.filter(({ called }) => called.has(person.identity)).length;
            if (others.length === 0) return [];
            const unread = { read, unread: others.length, ...(mentions > 0 && { mentions }) };
            return [{ log: 'name' in each ? each.name : each.key, ...unread }];
          });
          const inOrder = logs.map(({ room, log: key, with: _, ...counted }) => ({
            log: room ?? key,
            ...counted,
          }));
          expect(inOrder).to.deep.equal(expected);

          const search = asked(give({ cmd: 'mentions', limit: 100 }), 'mentions');
          const hits = await store.mentions({ ...search, limit: 101 });
          const found = { ask: 'mentions', to: search, hits } as const;
          const effects = step(crowd.world, { at, on: 'answered', connection, answer: found });
          const mentioned = [...person.rooms.values()].flatMap((room) =>
            crowd.readBy(person, room, 0).filter(({ called }) => called.has(person.identity)),
          );
          expect(told(effects, 'mentions').events.map(placeOf)).to.have.members(
            mentioned.map(({ event }) => placeOf(event as Message)),
          );
        }
      }),
      { numRuns: 80 },
    );
  });

  it('has read nothing that is not in its logs, and nothing of a log that is not its own', () => {
    fc.assert(
      fc.property(moves, (script) => {
        const crowd = town();
        for (const [session, command] of script) {
          crowd.now += 10;
          crowd.command(session + 1, command);
          for (const person of everybody(crowd.world)) {
            const own = new Map(logsOf(person).map(({ key, fold }) => [key as LogKey, fold.seq]));
            for (const [key, seq] of person.reads?.entries() ?? []) {
              expect(own.get(key), `${person.nick} in ${key}`).to.be.at.least(seq);
            }
            if (person.account) expect(person.reads?.size ?? 0, person.nick).to.equal(own.size);
          }
        }
      }),
      { numRuns: 80 },
    );
  });
});

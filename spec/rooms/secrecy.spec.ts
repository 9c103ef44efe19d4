/**
 * Nobody is shown what they may not read, by any way: who was in which room when, and what its `history` said, is counted
 * here by itself.
 */
import { expect } from 'chai';
import fc from 'fast-check';
import type { Command } from '../../grammar/ast.ts';
import type { Event } from '../../grammar/events.ts';
import type { LogKey, RoomKey } from '../../grammar/names.ts';
import type { Effect } from '../../server/rooms/effects.ts';
import type { Person, Room } from '../../server/rooms/state.ts';
import { everybody } from './crowd.ts';
import { Library } from './library.ts';

const ROOMS = ['#alpha', '#beta', '#gamma'];
const NICKS = ['ann', 'bob', 'cy', 'dora', 'eve'];

const room = fc.constantFrom(...ROOMS);
const nick = fc.constantFrom(...NICKS);
const seq = fc.integer({ min: 1, max: 12 });
const maybe = <T>(name: string, value: fc.Arbitrary<T>) =>
  fc.oneof(
    fc.constant({}),
    value.map((given) => ({ [name]: given })),
  );
/** Where somebody would go on. */
function cursors(of: fc.Arbitrary<string>) {
  return fc.tuple(of, fc.nat(6)).map(([one, after]) => ({ [one]: after }));
}

const set = (name: string, ...values: string[]) =>
  fc.record({
    cmd: fc.constant('set'),
    room,
    name: fc.constant(name),
    value: fc.constantFrom(...values),
  });

/** Each has a place for a text that nobody has said before. */
const says = fc.oneof(
  fc.record({ cmd: fc.constantFrom('msg', 'notice'), to: room, text: fc.constant('') }),
  fc.tuple(
    fc.record({ cmd: fc.constantFrom('reply', 'edit'), target: room, text: fc.constant('') }),
    maybe('seq', seq),
  ),
  fc.record({ cmd: fc.constant('delete'), target: room, from: nick, since: fc.constant('1h') }),
  fc.record({ cmd: fc.constant('topic'), room, text: fc.constant('') }),
);

const goes = fc.oneof(
  fc.record({ cmd: fc.constant('join'), rooms: fc.constant(ROOMS) }),
  fc.record({ cmd: fc.constant('join'), rooms: room.map((one) => [one]) }),
  fc.record({ cmd: fc.constant('join'), rooms: room.map((one) => [one]), cursors: cursors(room) }),
  fc.record({ cmd: fc.constant('part'), rooms: room.map((one) => [one]) }),
  fc.record({ cmd: fc.constantFrom('kick', 'invite', 'op'), room, nick }),
  fc.record({ cmd: fc.constant('invite'), room, nick, for: fc.constantFrom('2s', '1h') }),
  fc.record({ cmd: fc.constant('room'), room, private: fc.constant(true), invite: fc.tuple(nick) }),
);

const asks = fc.oneof(
  fc.tuple(
    fc.record({ cmd: fc.constant('history'), target: room }),
    fc.oneof(maybe('before', seq), maybe('after', seq), maybe('around', seq)),
  ),
  fc.tuple(fc.record({ cmd: fc.constant('search'), words: fc.constant('w') }), maybe('in', room)),
  fc.tuple(
    fc.record({ cmd: fc.constant('react'), target: room, emoji: fc.constant('+1') }),
    maybe('seq', seq),
  ),
  fc.record({ cmd: fc.constantFrom('names', 'who'), room: fc.constantFrom(...ROOMS, '#alphas') }),
  fc.record({ cmd: fc.constantFrom('names', 'who'), room, all: fc.constant(true) }),
  fc.record({ cmd: fc.constant('report'), room, message: seq }),
  fc.record({ cmd: fc.constant('reports'), room }),
  fc.record({ cmd: fc.constant('whois'), nick }),
  fc.record({ cmd: fc.constantFrom('rooms', 'whoami', 'unread', 'mentions') }),
);

const login = fc.record({
  ...{ cmd: fc.constant('login'), password: fc.constant('') },
  nick: fc.constantFrom('ann', 'bob'),
});

const changesWho = fc.oneof(
  fc.record({ cmd: fc.constantFrom('logout', 'quit') }),
  fc.record({ cmd: fc.constant('forget'), room, confirm: room }),
  fc.record({ cmd: fc.constant('rename'), room, name: fc.constantFrom('#delta', ...ROOMS) }),
  fc.tuple(
    fc.record({ cmd: fc.constant('resume'), token: fc.nat(12).map((n) => `token-${n}`) }),
    maybe('cursors', cursors(room)),
  ),
);

const sets = fc.oneof(
  set('history', 'all', 'joined', 'none', 'joined', 'none'),
  set('secret', 'on', 'on', 'off'),
  set('invite-only', 'on', 'off'),
);

const whole = <T>(shapes: fc.Arbitrary<T>) =>
  shapes.map((shape) => Object.assign({}, ...(Array.isArray(shape) ? shape : [shape])));

type Move = readonly [who: number, what: Command | 'come' | 'lost' | 'due'];

/** What is set is mostly set by whoever may. */
const move = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.constantFrom(0, 0, 0, 1), sets) },
  { weight: 5, arbitrary: fc.tuple(fc.nat(9), whole(says)) },
  { weight: 5, arbitrary: fc.tuple(fc.nat(9), whole(goes)) },
  { weight: 6, arbitrary: fc.tuple(fc.nat(9), whole(asks)) },
  { weight: 1, arbitrary: fc.tuple(fc.nat(9), whole(changesWho)) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(0, 1), fc.constant({ cmd: 'quit' })) },
  { weight: 2, arbitrary: fc.tuple(fc.integer({ min: 3, max: 9 }), login) },
  { weight: 1, arbitrary: fc.tuple(fc.nat(9), fc.constantFrom('come', 'lost', 'due')) },
) as fc.Arbitrary<Move>;

/** Bob is away while something is said, and comes back on another device. */
const absence = fc.tuple(room, fc.constantFrom('all', 'joined', 'none')).map(
  ([where, value]) =>
    [
      [1, { cmd: 'join', rooms: [where] }],
      [0, { cmd: 'set', room: where, name: 'history', value }],
      [1, { cmd: 'quit' }],
      [0, { cmd: 'msg', to: where, text: '' }],
      [3, { cmd: 'login', nick: 'bob', password: '' }],
      [3, { cmd: 'unread' }],
      [3, { cmd: 'mentions' }],
      [3, { cmd: 'history', target: where }],
    ] as Move[],
);

const moves = fc
  .tuple(
    fc.array(move, { maxLength: 8 }),
    fc.option(absence, { nil: [], freq: 2 }),
    fc.array(move, { minLength: 30, maxLength: 60 }),
  )
  .map(([before, between, after]) => [...before, ...between, ...after]);

/** Since which step somebody is in a room, and since which one they are here. */
interface Since {
  readonly joined: number;
  readonly came: number;
}

/** How things are for everybody at one time. */
interface Snapshot {
  readonly since: ReadonlyMap<Person, ReadonlyMap<Room, Since>>;
  readonly here: ReadonlySet<Person>;
  /** What each room says of its past, and whether it is secret. */
  readonly history: ReadonlyMap<Room, string>;
  readonly secret: ReadonlySet<Room>;
  readonly holders: ReadonlyMap<Room, ReadonlySet<string>>;
}

/** What is so behind a step, by what was so before it and who was whose session. */
function snapshot(
  crowd: Library,
  step: number,
  before?: Snapshot,
  was?: Person,
  is?: Person,
): Snapshot {
  const since = new Map<Person, Map<Room, Since>>();
  const here = new Set<Person>();
  for (const person of everybody(crowd.world)) {
    if (person.sessions.size > 0) here.add(person);
    const isBack = person.sessions.size > 0 && before?.here.has(person) === false;
    const rooms = new Map<Room, Since>();
    for (const each of person.rooms.values()) {
      const own = before?.since.get(person)?.get(each);
      const brought = is === person && was ? before?.since.get(was)?.get(each) : undefined;
      const known = own ?? brought ?? { joined: step, came: step };
      rooms.set(each, own && isBack ? { ...own, came: step } : known);
    }
    since.set(person, rooms);
  }
  const all = crowd.rooms;
  const set = (each: Room, name: 'history' | 'secret') =>
    each.fold.policy.settings.get(name)?.value;
  return {
    since,
    here,
    history: new Map(all.map((each) => [each, set(each, 'history') ?? 'all'])),
    secret: new Set(all.filter((each) => set(each, 'secret') === 'on')),
    holders: new Map(all.map((each) => [each, new Set(each.fold.policy.roles.keys())])),
  };
}

const mayRead = (
  { since, history }: Snapshot,
  person: Person,
  where: Room,
  said: number,
): boolean => {
  const stay = since.get(person)?.get(where);
  if (stay === undefined) return false;
  const open = history.get(where);
  return said >= (open === 'joined' ? stay.joined : open === 'none' ? stay.came : 0);
};

const mayFind = ({ since, secret, holders }: Snapshot, person: Person, where: Room): boolean =>
  !secret.has(where) ||
  since.get(person)?.has(where) === true ||
  holders.get(where)?.has(person.identity) === true;

/** The topic is not of the past; what keeps a room from being found keeps it, too. */
const textsIn = (event: Event): string[] =>
  event.ev === 'room' || event.ev === 'rooms' ? [] : (JSON.stringify(event).match(/w\d+x/g) ?? []);

describe('whatever people do, in rooms that show nothing of their past, or that are secret', () => {
  it('nobody is shown a text that they may not read, and nobody outside finds a secret room', () => {
    let shownTexts = 0;
    let hidden = 0;
    fc.assert(
      fc.property(moves, (script) => {
        const crowd = new Library();
        const said = new Map<string, { where: Room; step: number }>();
        for (const one of NICKS) crowd.come(one);
        let now = snapshot(crowd, 0);
        for (const [n, [who, what]] of [...prelude, ...script].entries()) {
          const step = n + 1;
          crowd.now += 1000;
          const connection = who + 1;
          const owners = new Map(
            [...crowd.world.sessions.values()].map((one) => [one.id, one.person]),
          );
          const session = crowd.world.sessions.byConnection.get(connection);
          const { id: asker, person: was } = session ?? {};
          const effects = play(crowd, connection, what, `w${step}x`);
          const shown = crowd.shown(effects);
          const is = crowd.world.sessions.byConnection.get(connection)?.person;
          const before = now;
          now = snapshot(crowd, step, before, was === is ? undefined : was, is);
          for (const effect of effects) remember(crowd, said, effect, step);
          crowd.world.journal.commit(crowd.world.journal.end);
          const either = (to: number, holds: (then: Snapshot, person: Person) => boolean) =>
            [owners.get(to), crowd.world.sessions.get(to)?.person].some(
              (person) => person && (holds(before, person) || holds(now, person)),
            );
          for (const { to, event } of shown) {
            for (const text of textsIn(event)) {
              const { where, step: at } = said.get(text) ?? {};
              if (where === undefined || at === undefined) continue;
              shownTexts += 1;
              const isRead = either(to, (then, person) => mayRead(then, person, where, at));
              expect(isRead, `${to} was shown ${text}`).to.equal(true);
            }
            for (const { room: name = '', unread } of event.ev === 'unread' ? event.logs : []) {
              const where = crowd.world.rooms.find(name);
              const known = [...said.values()].filter(
                (one) =>
                  one.where === where &&
                  either(to, (then, person) => mayRead(then, person, one.where, one.step)),
              );
              expect(unread, `unread in ${name}`).to.be.at.most(known.length);
            }
            if (event.ev === 'invitation') continue;
            for (const each of crowd.rooms) {
              if (to === asker && names(what, each)) continue;
              if (either(to, (then, person) => mayFind(then, person, each))) continue;
              hidden += 1;
              const told = JSON.stringify(event);
              expect(
                told.match(/#[a-z]+/g)?.includes(each.name) === true,
                `${to} found ${each.name}: ${told}`,
              ).to.equal(false);
            }
          }
          for (const effect of effects) {
            if (effect.do !== 'ring') continue;
            const person = crowd.world.sessions.get(effect.who)?.person;
            const rings = effects.some(
              (each) => each.do === 'record' && person && hears(crowd, person, each.log),
            );
            expect(rings, 'a bell rang for nothing that was told').to.equal(true);
          }
        }
      }),
      { numRuns: 600 },
    );
    expect(Math.min(shownTexts / 5, hidden)).to.be.greaterThan(200);
  });
});

/** Ann and bob have accounts, and ann owns the rooms. */
const prelude: Move[] = [
  [0, { cmd: 'register', password: '' }],
  [1, { cmd: 'register', password: '' }],
  [0, { cmd: 'join', rooms: ROOMS.slice(0, 2) }],
  [0, { cmd: 'bell', state: 'on' }],
  [2, { cmd: 'join', rooms: ROOMS.slice(0, 2) }],
];

function play(crowd: Library, connection: number, what: Move[1], text: string): Effect[] {
  const at = crowd.now;
  if (what === 'come') {
    crowd.come(`late${at}`);
    return [];
  }
  if (what === 'lost') return crowd.give({ at, on: 'lost', connection });
  if (what === 'due') {
    const due = crowd.reminders[connection];
    return due ? crowd.give({ at, on: 'due', due }) : [];
  }
  const command = 'text' in what ? { ...what, text: `hi ann ${text}` } : what;
  return crowd.give({ at, on: 'commanded', connection, command: command as Command });
}

/** The line itself has the name of the room. */
const names = (what: Move[1], { name }: Room): boolean =>
  JSON.stringify(what).includes(`"${name}"`);

function remember(
  { world }: Library,
  said: Map<string, { where: Room; step: number }>,
  effect: Effect,
  step: number,
): void {
  if (effect.do !== 'record') return;
  const where = world.rooms.get(effect.log as RoomKey);
  for (const text of where ? textsIn(effect.event) : []) {
    if (where && !said.has(text)) said.set(text, { where, step });
  }
}

const hears = ({ world }: Library, person: Person, log: LogKey): boolean =>
  world.log(log) !== undefined && person.rooms.has(log as RoomKey);

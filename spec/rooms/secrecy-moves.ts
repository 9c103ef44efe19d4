/** What people do who may not read all, by chance: they speak, go, ask and set what others may see. */
import fc from 'fast-check';
import type { Command } from '../../grammar/ast.ts';
import { maybe } from './scripts.ts';

const ROOMS = ['#alpha', '#beta', '#gamma'];
/** Who is there from the beginning. */
export const NICKS = ['ann', 'bob', 'cy', 'dora', 'eve'];

const room = fc.constantFrom(...ROOMS);
const nick = fc.constantFrom(...NICKS);
const seq = fc.integer({ min: 1, max: 12 });
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

/** Whoever has that connection does it; or something happens to it. */
export type Move = readonly [who: number, what: Command | 'come' | 'lost' | 'due'];

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

/** Cy reports something in a room of ann's, and somebody else asks what was reported. */
const reporting = fc.tuple(fc.constantFrom(...ROOMS.slice(0, 2)), fc.nat(9), seq).map(
  ([where, who, message]) =>
    [
      [0, { cmd: 'msg', to: where, text: '' }],
      [2, { cmd: 'report', room: where, message }],
      [who, { cmd: 'reports', room: where }],
      [0, { cmd: 'reports', room: where }],
    ] as Move[],
);

/** What people do one after the other. */
export const moves = fc
  .tuple(
    fc.array(move, { maxLength: 8 }),
    fc.option(absence, { nil: [], freq: 2 }),
    fc.option(reporting, { nil: [], freq: 2 }),
    fc.array(move, { minLength: 30, maxLength: 60 }),
  )
  .map((parts) => parts.flat());

/** Ann and bob have accounts, and ann owns the rooms. */
export const prelude: Move[] = [
  [0, { cmd: 'register', password: '' }],
  [1, { cmd: 'register', password: '' }],
  [0, { cmd: 'join', rooms: ROOMS.slice(0, 2) }],
  [0, { cmd: 'bell', state: 'on' }],
  [2, { cmd: 'join', rooms: ROOMS.slice(0, 2) }],
];

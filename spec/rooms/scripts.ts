/** What people may do at random, all kinds of inputs among it, and a way to play that. */
import fc from 'fast-check';
import type { Command } from '../../grammar/ast.ts';
import type { RoomKey } from '../../grammar/names.ts';
import { levels, privacies } from '../../grammar/preferences.ts';
import { roles } from '../../grammar/roles.ts';
import type { Input } from '../../server/rooms/effects.ts';
import type { Order } from '../../server/rooms/people/orders.ts';
import { Crowd } from './crowd.ts';

const nick = fc.constantFrom('ann', 'bob', 'Cy', 'ANN', 'zoë', 'guest0', 'guest1');
const who = fc.oneof(nick, fc.constantFrom('gues*', '10.0.0.1', '10.0.0.0/24'));
const room = fc.constantFrom('#dev', '#DEV', '#tea', '#x');
const text = fc.string({ minLength: 1, maxLength: 12 });
const seq = fc.integer({ min: 1, max: 4 });
const tag = fc.option(fc.constantFrom('t1', 't2', 't3'), { nil: undefined, freq: 2 });
/** Something that is left out at times. */
export const maybe = <T>(name: string, value: fc.Arbitrary<T>) =>
  fc.oneof(
    fc.constant({}),
    value.map((given) => ({ [name]: given })),
  );

const shapes = fc.oneof(
  fc.record({ cmd: fc.constant('nick'), nick }),
  fc.tuple(
    fc.record({ cmd: fc.constant('join'), rooms: fc.uniqueArray(room, { minLength: 1 }) }),
    maybe('quiet', fc.constant(true)),
    maybe('key', fc.constantFrom('1', 'x')),
  ),
  fc.record({ cmd: fc.constantFrom('msg', 'notice'), to: fc.oneof(nick, room), text }),
  fc.record({ cmd: fc.constantFrom('say', 'away'), text }),
  fc.tuple(fc.record({ cmd: fc.constant('topic') }), maybe('room', room), maybe('text', text)),
  fc.tuple(
    fc.record({ cmd: fc.constantFrom('part', 'room', 'names', 'who') }),
    maybe('room', room),
  ),
  fc.tuple(
    fc.record({ cmd: fc.constantFrom('edit', 'reply'), text }),
    maybe('target', room),
    maybe('seq', seq),
  ),
  fc.tuple(
    fc.record({ cmd: fc.constant('role'), nick, role: fc.constantFrom(...roles) }),
    maybe('room', room),
  ),
  fc.tuple(
    fc.oneof(
      fc.record({
        cmd: fc.constant('set'),
        name: fc.constantFrom('topic-lock', 'moderated', 'invite-only', 'secret', 'members-only'),
        value: fc.constantFrom('on', 'off'),
      }),
      fc.record({
        cmd: fc.constant('set'),
        name: fc.constantFrom('key', 'limit', 'churn'),
        value: fc.constantFrom('1', '3', 'off'),
      }),
      fc.record({
        cmd: fc.constant('set'),
        name: fc.constant('history'),
        value: fc.constantFrom('joined', 'none', 'off'),
      }),
      fc.record({
        cmd: fc.constant('set'),
        name: fc.constantFrom('slow', 'hold'),
        value: fc.constantFrom('1s', '5s', 'off'),
      }),
      fc.record({ cmd: fc.constantFrom('kick', 'invite'), nick }),
      fc.record({ cmd: fc.constant('invite'), nick, for: fc.constantFrom('1s', '1h') }),
      fc
        .tuple(fc.record({ cmd: fc.constant('archive') }), maybe('off', fc.constant(true)))
        .map(([a, b]) => ({ ...a, ...b })),
      fc.record({ cmd: fc.constantFrom('mute', 'unmute'), who }),
    ),
    maybe('room', room),
  ),
  fc.tuple(
    fc.oneof(
      fc.record({ cmd: fc.constantFrom('ban', 'allow', 'unban', 'disallow'), who }),
      fc.record({ cmd: fc.constantFrom('ban', 'allow'), who, for: fc.constantFrom('1s', '9w') }),
      fc.record({ cmd: fc.constant('undo'), act: seq }),
      fc.record({ cmd: fc.constantFrom('bans', 'audit', 'reports') }),
      fc.record({ cmd: fc.constant('reports'), close: seq }),
    ),
    maybe('room', fc.oneof(room, fc.constant('*'))),
  ),
  fc.tuple(
    fc.record({ cmd: fc.constantFrom('op', 'deop', 'voice', 'devoice'), nick }),
    maybe('room', room),
  ),
  fc.tuple(fc.record({ cmd: fc.constant('delete') }), maybe('target', room), maybe('seq', seq)),
  fc.tuple(
    fc.record({ cmd: fc.constant('delete'), from: nick, since: fc.constant('1h') }),
    maybe('target', room),
  ),
  fc.record({ cmd: fc.constant('why') }),
  fc.record({ cmd: fc.constant('knock'), room }),
  fc.tuple(fc.record({ cmd: fc.constant('report'), message: seq }), maybe('room', room)),
  fc.tuple(fc.record({ cmd: fc.constant('typing') }), maybe('target', fc.oneof(nick, room))),
  fc.record({ cmd: fc.constantFrom('ignore', 'unignore'), nick }),
  fc.record({ cmd: fc.constant('ignore') }),
  fc.record({ cmd: fc.constant('privacy'), who: fc.constantFrom(...privacies) }),
  fc.tuple(
    fc.record({ cmd: fc.constant('read'), target: fc.oneof(room, nick) }),
    maybe('seq', seq),
  ),
  fc.record({ cmd: fc.constantFrom('unread', 'mentions') }),
  fc.tuple(
    fc.record({ cmd: fc.constant('notify') }),
    maybe('room', room),
    maybe('level', fc.constantFrom(...levels)),
    maybe('until', fc.constantFrom('1s', '1h', '1970-01-01')),
  ),
  fc.tuple(
    fc.record({ cmd: fc.constant('names') }),
    maybe('room', room),
    maybe('all', fc.constant(true)),
  ),
  fc.record({ cmd: fc.constant('bell'), state: fc.constantFrom('on', 'off') }),
  fc.tuple(
    fc.record({ cmd: fc.constant('room'), room, private: fc.constant(true) }),
    maybe('invite', fc.uniqueArray(nick, { minLength: 1, maxLength: 3 })),
  ),
  fc.tuple(
    fc.record({ cmd: fc.constant('rename'), name: fc.oneof(room, fc.constant('#y')) }),
    maybe('room', room),
  ),
  fc.record({ cmd: fc.constant('forget'), room, confirm: room }),
  fc.record({ cmd: fc.constantFrom('back', 'whoami', 'rooms', 'ping', 'history', 'help', 'part') }),
  fc.record({ cmd: fc.constant('format'), format: fc.constantFrom('plain', 'json') }),
  fc.record({
    cmd: fc.constant('resume'),
    token: fc.constantFrom(
      'token-1',
      'token-2',
      'token-11',
      'token-12',
      'token-21',
      'token-22',
      'x',
    ),
  }),
  fc.tuple(
    fc.record({ cmd: fc.constant('register'), password: fc.constant('') }),
    maybe('invite', fc.constantFrom('code-1', 'code-2')),
  ),
  fc.record({ cmd: fc.constant('login'), nick, password: fc.constant('') }),
  fc.record({ cmd: fc.constant('password'), old: fc.constant(''), new: fc.constant('') }),
  fc.record({ cmd: fc.constantFrom('logout', 'account', 'sessions') }),
  fc.tuple(
    fc.record({
      cmd: fc.constant('account'),
      delete: fc.constant(true),
      password: fc.constant(''),
    }),
    maybe('texts', fc.constant(true)),
  ),
  fc.record({ cmd: fc.constant('sessions'), end: fc.constantFrom(1, 2, 'others') }),
  fc.tuple(
    fc.record({ cmd: fc.constant('token'), new: fc.constantFrom('a', 'b') }),
    maybe('rooms', fc.constantFrom(['#dev'], ['#tea', '#x'])),
    maybe('can', fc.constantFrom('read', 'say')),
  ),
  fc.record({
    cmd: fc.constant('cert'),
    add: fc.constantFrom('AB'.repeat(32), 'CD'.repeat(32), 'this'),
  }),
  fc.record({ cmd: fc.constant('cert'), remove: fc.constant('AB'.repeat(32)) }),
  fc.record({ cmd: fc.constant('cert') }),
  fc.record({ cmd: fc.constant('token'), revoke: fc.constantFrom('a', 'b') }),
  fc.record({ cmd: fc.constant('kill'), nick }),
  fc.record({ cmd: fc.constant('announce'), text }),
  fc.record({ cmd: fc.constant('lockdown'), state: fc.constantFrom('on', 'off') }),
  fc.record({ cmd: fc.constantFrom('stats', 'rehash', 'quit') }),
);

export const commands = fc
  .tuple(shapes, tag)
  .map(([shape, given]) =>
    Object.assign({}, ...(Array.isArray(shape) ? shape : [shape]), given && { tag: given }),
  ) as fc.Arbitrary<Command>;

const orders: fc.Arbitrary<Order> = fc.oneof(
  fc.record({
    order: fc.constant('add' as const),
    nick,
    identity: fc.constant(''),
    secret: fc.constant('password'),
  }),
  fc.record({ order: fc.constant('password' as const), nick, secret: fc.constant('password') }),
  fc.record({ order: fc.constant('delete' as const), nick, texts: fc.boolean() }),
  fc.record({
    order: fc.constant('role' as const),
    nick,
    role: fc.constantFrom('operator' as const, 'none' as const),
  }),
  fc.record({
    order: fc.constant('invite' as const),
    secret: fc.constantFrom('code-1', 'code-2'),
    uses: fc.constantFrom(1, 2),
    for: fc.constantFrom(30, 1000),
  }),
  fc.record({ order: fc.constant('list' as const), after: fc.nat(2) }),
);

type ScriptMove =
  | readonly ['command', number, Command]
  | readonly ['order', Order]
  | readonly [
      ('come' | 'lost' | 'silent' | 'closed' | 'slowed' | 'live' | 'due' | 'configured') | 'sleep',
      number,
    ];

const scriptMove: fc.Arbitrary<ScriptMove> = fc.oneof(
  { weight: 16, arbitrary: fc.tuple(fc.constant('command' as const), fc.nat(6), commands) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('order' as const), orders) },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc.constantFrom(
        ...(['come', 'lost', 'silent', 'closed', 'slowed', 'live', 'due', 'configured'] as const),
        'sleep',
      ),
      fc.nat(6),
    ),
  },
);

type Script = readonly ScriptMove[];
export const scripts: fc.Arbitrary<Script> = fc.array(scriptMove, { size: 'max', maxLength: 60 });

/** Plays one move after the other in a crowd that is there. */
export function playOn(crowd: Crowd, script: Script): void {
  for (const move of script) {
    crowd.now += 10;
    if (move[0] === 'order') {
      const [, order] = move;
      // Nobody else has ever been who is new.
      const its = order.order === 'add' ? { identity: `guest:${crowd.now}` } : {};
      crowd.give({ at: crowd.now, on: 'ordered', order: { ...order, ...its }, id: 1 });
      continue;
    }
    const [what, who, command] = move;
    const [at, connection] = [crowd.now, who + 1];
    switch (what) {
      case 'command':
        crowd.give({ at, on: 'commanded', connection, command });
        break;
      case 'come':
        crowd.come(`late${crowd.now}`, 'json', `10.0.0.${who % 3}`);
        break;
      case 'configured': {
        const { version: _, store: __, manners: ___, ...settings } = crowd.world.settings;
        crowd.give({ at, on: what, settings: { ...settings, motd: `${at}` } });
        break;
      }
      case 'closed':
        crowd.give({ at, on: what, connection, reason: 'connection closed' });
        break;
      case 'live':
        crowd.give({ at, on: what, connection, rooms: ['#dev' as RoomKey] });
        break;
      case 'sleep':
        crowd.now += crowd.world.settings.limits.sleepAfter;
        crowd.give({ at: crowd.now, on: 'due', due: { due: 'sleep' } });
        break;
      case 'due': {
        // Sleep is a move of its own: what comes is the same, whether somebody has slept or not.
        const due = crowd.reminders.filter((each) => each.due !== 'sleep')[who];
        if (due) crowd.give({ at, on: what, due });
        break;
      }
      default:
        crowd.give({ at, on: what, connection });
    }
  }
}

/** Plays a script among four people, and returns all that went in. */
export function play(script: Script): { crowd: Crowd; given: Input[] } {
  const crowd = new Crowd();
  const given: Input[] = [];
  const give = crowd.give.bind(crowd);
  crowd.give = (input) => {
    given.push(structuredClone(input));
    return give(input);
  };
  for (let n = 0; n < 4; n += 1) crowd.come(`guest${n}`);
  playOn(crowd, script);
  return { crowd, given };
}

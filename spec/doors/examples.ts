/** Every kind of event with its plain rendering: the table that the specs of all doors go through. */
import type { EventName, EventOf } from '../../grammar/events.ts';

type Example<Name extends EventName> = [event: EventOf<Name>, plain: string];

const at = '2026-11-22T12:01:02.345Z';
const later = '2026-11-22T12:03:04.567Z';
const token = 'k3f9-77aa';
/** Where, when and by whom something was done that a log keeps. */
const inRoom = { room: '#dev', seq: 42, at, from: 'ann' };
const inServer = { ...inRoom, room: '*' };
const inPrivate = { to: 'bob', log: '@k3f9', seq: 7, at, from: 'ann' };

export const examples: { [Name in EventName]: Example<Name>[] } = {
  welcome: [
    [
      {
        ev: 'welcome',
        protocol: 1,
        server: 'Parlance',
        version: '0.1.0',
        store: 's1',
        nick: 'guest-k3',
        session: token,
        formats: ['plain', 'json'],
        limits: { line: 8192 },
      },
      '* Welcome to Parlance, guest-k3. /nick NAME to choose a name, /rooms to look around, /help for the rest.\n' +
        '* If your connection is lost: /resume k3f9-77aa\n',
    ],
  ],
  ok: [
    [{ ev: 'ok', done: 'ping' }, '* pong\n'],
    [{ ev: 'ok', done: 'msg', room: '#dev', seq: 42 }, ''],
    [{ ev: 'ok', done: 'nick', nick: 'ann' }, ''],
    [{ ev: 'ok', done: 'join', rooms: ['#dev'], cursors: { '#dev': 41 } }, ''],
    [{ ev: 'ok', done: 'room', room: '#dev' }, '* You are talking in #dev now.\n'],
    [{ ev: 'ok', done: 'away' }, ''],
    [{ ev: 'ok', done: 'back' }, ''],
    [{ ev: 'ok', done: 'bell', bell: 'on' }, '* Your bell rings when you are mentioned.\n'],
    [{ ev: 'ok', done: 'bell', bell: 'off' }, '* Your bell does not ring any more.\n'],
    [
      { ev: 'ok', done: 'privacy', privacy: 'accounts' },
      '* Only accounts may write to you in private.\n',
    ],
    [{ ev: 'ok', done: 'typing' }, '* The others see that you are typing.\n'],
    [{ ev: 'ok', done: 'reply', room: '#dev', seq: 42 }, ''],
    [{ ev: 'ok', done: 'edit', room: '#dev', seq: 42 }, ''],
    [{ ev: 'ok', done: 'delete', log: '@k3f9', seq: 8 }, ''],
    [{ ev: 'ok', done: 'search' }, ''],
    [{ ev: 'ok', done: 'format' }, '* You read plain text here.\n'],
    [
      { ev: 'ok', done: 'resume', nick: 'ann', rooms: ['#dev', '#tea'] },
      '* You are ann again, in #dev, #tea.\n',
    ],
    [
      { ev: 'ok', done: 'resume', nick: 'ann', rooms: ['#dev'], logs: ['@k3f9'] },
      '* You are ann again, in #dev, @k3f9.\n',
    ],
    [
      { ev: 'ok', done: 'resume', nick: 'ann', rooms: [], session: 'k3.t0' },
      '* You are ann again.\n',
    ],
    [{ ev: 'ok', re: 't1', done: 'whoami' }, '* ok t1\n'],
    [{ ev: 'ok', re: 't1', done: 'msg', room: '#dev', seq: 42 }, '* ok t1: #dev 42\n'],
    [
      {
        ev: 'ok',
        re: 't1',
        done: 'resume',
        nick: 'ann',
        room: '#dev',
        rooms: ['#dev', '#tea'],
        logs: ['@k3f9'],
      },
      '* ok t1: ann #dev #tea @k3f9\n',
    ],
    [{ ev: 'ok', re: 't1', done: 'msg', log: '@k3f9', seq: 7 }, '* ok t1: @k3f9 7\n'],
  ],
  error: [
    [
      { ev: 'error', code: 'nick_taken', message: 'ann is in use. Choose another nick.' },
      '! nick_taken: ann is in use. Choose another nick.\n',
    ],
    [
      { ev: 'error', re: 't1', code: 'bad_cursor', message: '#dev ends at 4.', target: '#dev' },
      '! bad_cursor (t1): #dev ends at 4.\n',
    ],
    [
      {
        ev: 'error',
        code: 'syntax',
        message: 'Expected a room.',
        line: '/join dev',
        col: 6,
        expected: ['room'],
      },
      '! syntax: Expected a room.\n  /join dev\n        ^\n',
    ],
    [
      { ev: 'error', code: 'syntax', message: 'Expected a room.', line: '/join' },
      '! syntax: Expected a room.\n',
    ],
  ],
  room: [
    [
      {
        ev: 'room',
        re: 't1',
        room: '#dev',
        seq: 0,
        count: 1,
        members: [{ nick: 'ann', role: 'owner' }],
        settings: {},
      },
      '* #dev: 1 person: ann (owner)\n',
    ],
    [
      {
        ev: 'room',
        room: '#dev',
        topic: 'build day',
        topic_from: 'ann',
        topic_at: at,
        seq: 41,
        count: 3,
        members: [
          { nick: 'ann', role: 'owner', away: true },
          { nick: 'bob', away: true },
          { nick: 'cy' },
        ],
        settings: {},
      },
      '* #dev: 3 people: ann (owner, away), bob (away), cy (41 events so far)\n* #dev topic: build day (ann, 2026-11-22 12:01 UTC)\n',
    ],
    [
      {
        ev: 'room',
        room: '#dev',
        topic: 'build day',
        seq: 41,
        count: 1204,
        members: [{ nick: 'ann' }, { nick: 'bob' }],
        more: true,
        settings: {},
      },
      '* #dev: 1204 people: ann, bob … and others (41 events so far)\n* #dev topic: build day\n',
    ],
  ],
  joined: [
    [{ ev: 'joined', room: '#dev', nick: 'ann', at }, '* ann joined #dev\n'],
    [{ ev: 'joined', room: '#dev', nick: 'bob', role: 'op', at }, '* bob (op) joined #dev\n'],
  ],
  parted: [
    [{ ev: 'parted', room: '#dev', nick: 'ann', at }, '* ann left #dev\n'],
    [{ ev: 'parted', room: '#dev', nick: 'ann', reason: 'tea', at }, '* ann left #dev: tea\n'],
  ],
  quit: [
    [{ ev: 'quit', nick: 'ann', reason: 'bye', at }, '* ann quit: bye\n'],
    [{ ev: 'quit', nick: 'ann', reason: '', at }, '* ann quit\n'],
  ],
  nick: [[{ ev: 'nick', from: 'ann', to: 'anna', at }, '* ann is now called anna\n']],
  count: [[{ ev: 'count', room: '#dev', count: 1204, at }, '* #dev has 1204 people now\n']],
  away: [
    [{ ev: 'away', nick: 'ann', text: 'lunch', at }, '* ann is away: lunch\n'],
    [{ ev: 'away', re: 't1', nick: 'ann', text: '', at }, '* ann is away\n'],
  ],
  absent: [
    [
      { ev: 'absent', nick: 'ann', seen: at, at },
      '* ann is not here, last seen 2026-11-22 12:01 UTC, and will find it when they log in\n',
    ],
    [
      { ev: 'absent', re: 't1', nick: 'ann', at },
      '* ann is not here, and will find it when they log in\n',
    ],
  ],
  read: [
    [
      { ev: 'read', room: '#dev', seq: 41 },
      '* You have read #dev as far as 41 on another device.\n',
    ],
    [
      { ev: 'read', log: '@k3f9', with: 'bob', seq: 7 },
      '* You have read what you and bob said as far as 7 on another device.\n',
    ],
  ],
  unread: [
    [{ ev: 'unread', logs: [] }, '* Nothing is unread\n'],
    [
      {
        ev: 'unread',
        re: 't1',
        logs: [
          { room: '#dev', read: 41, unread: 3, mentions: 1 },
          { log: '@k3f9', with: 'bob', read: 0, unread: 999, more: true },
        ],
        more: true,
      },
      '* 3 unread in #dev (1 mentions you), 999+ from bob, and more elsewhere: /history #dev after=41 shows it, /read #dev marks it as read\n',
    ],
  ],
  mentions: [
    [{ ev: 'mentions', events: [] }, '* Nobody has called you\n'],
    [
      {
        ev: 'mentions',
        re: 't1',
        events: [
          { ev: 'message', room: '#dev', seq: 42, at, from: 'ann', kind: 'say', text: 'bob?' },
        ],
        more: true,
        next: '3f9',
      },
      '* You were called in 1 message, newest first (more: /mentions next=3f9)\n  #dev:42 2026-11-22 12:01 <ann> bob?\n',
    ],
  ],
  notify: [
    [{ ev: 'notify', levels: [{ level: 'mentions' }] }, '* You are told of mentions\n'],
    [
      {
        ev: 'notify',
        re: 't1',
        levels: [
          { level: 'none', until: at },
          { room: '#dev', level: 'all' },
        ],
      },
      '* You are told of nothing until 2026-11-22 12:01 UTC; in #dev of all that is said\n',
    ],
  ],
  back: [[{ ev: 'back', nick: 'ann', at }, '* ann is back\n']],
  message: [
    [
      { ev: 'message', room: '#dev', seq: 42, at, from: 'ann', kind: 'say', text: 'hi' },
      '[#dev] <ann> hi\n',
    ],
    [
      { ev: 'message', room: '#dev', seq: 42, at, from: 'ann', kind: 'action', text: 'waves' },
      '[#dev] * ann waves\n',
    ],
    [
      { ev: 'message', room: '#dev', seq: 42, at, from: 'ann', kind: 'notice', text: 'build done' },
      '[#dev] -ann- build done\n',
    ],
    [
      {
        ev: 'message',
        to: 'bob',
        log: '@k3f9',
        seq: 7,
        at,
        from: 'ann',
        kind: 'say',
        text: 'psst',
      },
      '[ann -> bob] psst\n',
    ],
    [
      {
        ev: 'message',
        to: 'bob',
        log: '@k',
        seq: 7,
        at,
        from: 'ann',
        kind: 'action',
        text: 'waves',
      },
      '[ann -> bob] * ann waves\n',
    ],
    [
      {
        ev: 'message',
        to: 'bob',
        log: '@k',
        seq: 7,
        at,
        from: 'ann',
        kind: 'notice',
        text: 'done',
      },
      '[ann -> bob] -ann- done\n',
    ],
    [
      { ev: 'message', room: '#dev', seq: 42, at, from: 'ann', kind: 'say', text: 'one\n* two\n' },
      '[#dev] <ann> one\n    * two\n    \n',
    ],
    [
      { ev: 'message', ...inRoom, kind: 'say', text: 'sure', of: 41, of_from: 'bob' },
      '[#dev] <ann> (re bob 41) sure\n',
    ],
    [
      { ev: 'message', ...inPrivate, kind: 'say', text: 'sure', of: 5, of_from: 'bob' },
      '[ann -> bob] (re bob 5) sure\n',
    ],
    [
      { ev: 'message', ...inRoom, kind: 'say', text: 'one\ntwo', edited: 47 },
      '[#dev] <ann> one\n    two (edited)\n',
    ],
    [{ ev: 'message', ...inRoom, kind: 'say', text: '', deleted: 48 }, '[#dev] <ann> (deleted)\n'],
    [
      { ev: 'message', ...inRoom, kind: 'action', text: '', edited: 47, deleted: 48 },
      '[#dev] * ann (deleted)\n',
    ],
    [
      { ev: 'message', ...inPrivate, kind: 'say', text: '', of: 5, of_from: 'bob', deleted: 9 },
      '[ann -> bob] (re bob 5) (deleted)\n',
    ],
    [
      {
        ev: 'message',
        ...inPrivate,
        kind: 'notice',
        text: 'done',
        of: 5,
        of_from: 'bob',
        edited: 9,
      },
      '[ann -> bob] -ann- (re bob 5) done (edited)\n',
    ],
  ],
  edit: [
    [
      { ev: 'edit', ...inRoom, of: 41, of_from: 'ann', text: 'new text' },
      '[#dev] * ann edited 41: new text\n',
    ],
    [
      { ev: 'edit', ...inRoom, of: 41, of_from: 'ann', text: 'one\n* two' },
      '[#dev] * ann edited 41: one\n    * two\n',
    ],
    [{ ev: 'edit', ...inRoom, of: 41, of_from: 'ann' }, '[#dev] * ann edited 41\n'],
    [
      { ev: 'edit', ...inPrivate, of: 5, of_from: 'ann', text: 'at five' },
      '[ann -> bob] * ann edited 5: at five\n',
    ],
  ],
  delete: [
    [{ ev: 'delete', ...inRoom, of: 41, of_from: 'ann' }, '[#dev] * ann deleted 41\n'],
    [
      { ev: 'delete', ...inRoom, of: 41, of_from: 'ann', reason: 'wrong room' },
      '[#dev] * ann deleted 41: wrong room\n',
    ],
    [
      { ev: 'delete', ...inRoom, of: 41, of_from: 'bob', count: 2 },
      '[#dev] * ann deleted 2 messages of bob\n',
    ],
    [{ ev: 'delete', ...inRoom, of: 42, of_from: 'bob', with: 43 }, ''],
    [{ ev: 'delete', ...inPrivate, of: 5, of_from: 'ann' }, '[ann -> bob] * ann deleted 5\n'],
  ],
  react: [
    [
      { ev: 'react', ...inRoom, of: 41, of_from: 'bob', emoji: '👍' },
      "[#dev] * ann reacted 👍 to bob's 41\n",
    ],
    [
      { ev: 'react', ...inPrivate, of: 5, of_from: 'bob', emoji: '+1' },
      "[ann -> bob] * ann reacted +1 to bob's 5\n",
    ],
  ],
  unreact: [
    [
      { ev: 'unreact', ...inRoom, of: 41, of_from: 'bob', emoji: '👍' },
      "[#dev] * ann took back 👍 from bob's 41\n",
    ],
    [
      { ev: 'unreact', ...inPrivate, of: 5, of_from: 'bob' },
      "[ann -> bob] * ann took back all reactions from bob's 5\n",
    ],
  ],
  typing: [
    [{ ev: 'typing', room: '#dev', nick: 'ann', at }, '* ann is typing in #dev\n'],
    [{ ev: 'typing', to: 'bob', log: '@k3f9', nick: 'ann', at }, '* ann is typing to bob\n'],
  ],
  search: [
    [
      {
        ev: 'search',
        re: 't1',
        words: 'tea',
        events: [
          { ev: 'message', ...inRoom, seq: 142, kind: 'action', text: 'makes tea' },
          { ev: 'message', ...inPrivate, kind: 'say', text: 'tea?', of: 5, of_from: 'bob' },
          {
            ev: 'message',
            ...inRoom,
            seq: 9,
            at: later,
            kind: 'say',
            text: 'tea\nnow',
            edited: 11,
          },
        ],
        more: true,
        next: '3f9',
      },
      '* Search for tea: 3 messages, newest first, times in UTC (more: the same with next=3f9)\n' +
        '  #dev:142 2026-11-22 12:01 * ann makes tea\n' +
        '  @k3f9:7  2026-11-22 12:01 [ann -> bob] (re bob 5) tea?\n' +
        '  #dev:9   2026-11-22 12:03 <ann> tea\n    now (edited)\n',
    ],
    [
      {
        ev: 'search',
        words: '"green tea"',
        events: [{ ev: 'message', ...inRoom, kind: 'say', text: 'green tea' }],
      },
      '* Search for "green tea": 1 message, newest first, times in UTC\n' +
        '  #dev:42 2026-11-22 12:01 <ann> green tea\n',
    ],
    [{ ev: 'search', words: 'coffee', events: [] }, '* Search for coffee: nothing found\n'],
  ],
  role: [
    [
      { ev: 'role', room: '#dev', seq: 43, at, from: 'ann', nick: 'bob', role: 'op' },
      '* ann made bob an op of #dev\n',
    ],
    [
      { ev: 'role', room: '#dev', seq: 43, at, from: 'ann', nick: 'bob', role: 'voice' },
      '* ann gave bob voice in #dev\n',
    ],
    [
      { ev: 'role', room: '#dev', seq: 43, at, from: 'ann', nick: 'bob', role: 'member' },
      '* ann made bob a member of #dev\n',
    ],
  ],
  setting: [
    [
      { ev: 'setting', room: '#dev', seq: 43, at, from: 'ann', name: 'limit', value: '20' },
      '* ann set limit of #dev to 20\n',
    ],
  ],
  kicked: [
    [
      { ev: 'kicked', room: '#dev', seq: 43, at, from: 'ann', nick: 'bob' },
      '* ann put bob out of #dev\n',
    ],
    [
      { ev: 'kicked', room: '#dev', seq: 43, at, from: 'ann', nick: 'bob', reason: 'noise' },
      '* ann put bob out of #dev: noise\n',
    ],
  ],
  renamed: [
    [
      { ev: 'renamed', room: '#kitchen', seq: 43, at, from: 'ann', was: '#tea' },
      '* ann renamed #tea to #kitchen\n',
    ],
  ],
  invited: [
    [
      { ev: 'invited', room: '#dev', seq: 43, at, from: 'ann', nick: 'bob' },
      '* ann invited bob to #dev\n',
    ],
    [
      { ev: 'invited', room: '#dev', seq: 43, at, from: 'ann', nick: 'bob', until: later },
      '* ann invited bob to #dev until 2026-11-22 12:03 UTC\n',
    ],
  ],
  banned: [
    [
      { ...{ ev: 'banned', ...inRoom, kind: 'person', who: 'bob' }, until: later, reason: 'noise' },
      '* ann banned bob from #dev until 2026-11-22 12:03 UTC: noise\n',
    ],
    [{ ev: 'banned', ...inRoom, kind: 'address' }, '* ann banned an address from #dev\n'],
  ],
  muted: [
    [
      { ...{ ev: 'muted', ...inRoom, kind: 'mask', who: 'spam*' }, until: later, reason: 'noise' },
      '* ann muted spam* in #dev until 2026-11-22 12:03 UTC: noise\n',
    ],
  ],
  allowed: [
    [
      {
        ...{ ev: 'allowed', ...inRoom, kind: 'person', who: 'bob' },
        until: later,
        reason: 'noise',
      },
      '* ann made an exception of bob in #dev until 2026-11-22 12:03 UTC: noise\n',
    ],
  ],
  lifted: [
    [
      { ev: 'lifted', ...inRoom, measure: 'ban', of: 7, kind: 'person', who: 'bob' },
      '* ann took back the ban of bob in #dev\n',
    ],
    [
      { ev: 'lifted', ...inRoom, measure: 'allow', of: 7, kind: 'address' },
      '* ann took back the exception of an address in #dev\n',
    ],
  ],
  lockdown: [
    [{ ev: 'lockdown', ...inServer, state: 'on' }, '* ann set lockdown of this server to on\n'],
  ],
  announced: [
    [{ ev: 'announced', ...inServer, text: 'Tea\nnow' }, '* ann told everybody: Tea now\n'],
  ],
  reports: [
    [{ ev: 'reports', room: '*', reports: [] }, '* 0 open reports on this server\n'],
    [
      {
        ev: 'reports',
        re: 't1',
        room: '#dev',
        reports: [
          { number: 3, room: '#dev', seq: 41, of_from: 'bob', from: 'ann', at, reason: 'noise' },
        ],
        more: true,
      },
      '* 1 open report in #dev, and others\n  3  #dev:41 of bob (ann, 2026-11-22 12:01 UTC): noise\n',
    ],
  ],
  bans: [
    [{ ev: 'bans', room: '#dev', bans: [] }, '* #dev has no bans, mutes or exceptions\n'],
    [
      {
        ev: 'bans',
        re: 't1',
        room: '#dev',
        more: true,
        bans: [
          { seq: 7, does: 'ban', kind: 'person', who: 'bob', from: 'ann', at, reason: 'noise' },
          { seq: 41, does: 'allow', kind: 'address', from: 'ann', at, until: later },
        ],
      },
      '* 2 bans, mutes and exceptions in #dev, and others\n' +
        '  7   ban of bob (ann, 2026-11-22 12:01 UTC): noise\n' +
        '  41  exception of an address (ann, 2026-11-22 12:01 UTC, until 2026-11-22 12:03 UTC)\n',
    ],
  ],
  audit: [
    [{ ev: 'audit', room: '#dev', events: [] }, '* 0 acts of staff in #dev\n'],
    [
      {
        ...{ ev: 'audit', re: 't1', room: '#dev', next: 42 },
        events: [{ ev: 'kicked', ...inRoom, nick: 'bob' }],
      },
      '* 1 act of staff in #dev (more: /audit #dev before=42)\n  42  2026-11-22 12:01 UTC * ann put bob out\n',
    ],
  ],
  why: [
    [{ ev: 'why' }, '* Nothing was refused to you here so far\n'],
    [{ ev: 'why', re: 't1', code: 'nick_taken', message: 'ann is in use.' }, '* ann is in use.\n'],
  ],
  knocked: [
    [
      { ev: 'knocked', room: '#dev', nick: 'bob', text: 'it is me', at },
      '* bob asks to be let into #dev: it is me. /invite bob #dev lets them in\n',
    ],
    [
      { ev: 'knocked', room: '#dev', nick: 'bob', at },
      '* bob asks to be let into #dev. /invite bob #dev lets them in\n',
    ],
  ],
  hits: [
    [
      {
        ...{ ev: 'hits', re: 't1', room: '#dev', does: 'ban', who: 'spam*', count: 2, more: true },
        ...{ people: ['spam1', 'spam2'], spared: ['spamela'] },
      },
      '* /ban spam* would hit, of those in #dev, 2 people: spam1, spam2 … and others; not, as they are staff: spamela\n',
    ],
    [
      { ev: 'hits', room: '#dev', does: 'mute', who: 'spam*', count: 0, people: [] },
      '* /mute spam* would hit, of those in #dev, nobody\n',
    ],
  ],
  invitation: [
    [
      { ev: 'invitation', room: '#dev', from: 'ann', at },
      '* ann invites you to #dev: type /join #dev\n',
    ],
    [
      { ev: 'invitation', room: '#dev', from: 'ann', until: later, at },
      '* ann invites you to #dev until 2026-11-22 12:03 UTC: type /join #dev\n',
    ],
  ],
  forgotten: [
    [
      { ev: 'forgotten', room: '#dev', from: 'ann', at },
      '* ann has deleted #dev, with all that was said in it\n',
    ],
  ],
  welcomed: [
    [
      { ev: 'welcomed', room: '#dev', from: 'ann', text: 'tea at five', at },
      '* #dev welcomes you: tea at five\n',
    ],
  ],
  settings: [
    [
      {
        ev: 'settings',
        re: 't1',
        room: '#dev',
        settings: [
          { name: 'limit', value: '20', from: 'ann', at },
          { name: 'moderated', value: 'off' },
        ],
      },
      '* Settings of #dev\n  limit      20 (ann, 2026-11-22 12:01 UTC)\n  moderated  off\n',
    ],
  ],
  hidden: [
    [{ ev: 'hidden', room: '#dev', seq: 42, at }, ''],
    [{ ev: 'hidden', log: '@k3f9', seq: 7, at }, ''],
  ],
  announcement: [
    [{ ev: 'announcement', from: 'ann', text: 'Tea\nnow', at }, '* ann, to all: Tea now\n'],
  ],
  token: [
    [
      {
        ...{ ev: 'token', re: 't1', name: 'builds', nick: 'ann', until: at },
        token: 'plt_0123456789012345678901',
      },
      '* The token builds, until 2026-11-22 12:01 UTC unless it is used; it is shown only now\n' +
        '  plt_0123456789012345678901\n' +
        '* A bot gives it as a password: /login ann TOKEN\n',
    ],
    [
      { ev: 'token', name: 'builds', nick: 'ann', until: at, token: '' },
      '* The token builds was made, and its answer lost: /token revoke builds\n',
    ],
  ],
  tokens: [
    [
      {
        ...{ ev: 'tokens', re: 't1' },
        tokens: [
          { name: 'builds', since: at, until: at, rooms: ['#dev', '#tea'], can: 'say' },
          { name: 'all', since: at, until: at },
        ],
      },
      '* You have 2 tokens\n' +
        '  builds  until 2026-11-22 12:01 UTC (can=say, rooms=#dev,#tea)\n' +
        '  all     until 2026-11-22 12:01 UTC\n',
    ],
  ],
  certificates: [
    [
      {
        ...{ ev: 'certificates', re: 't1' },
        certificates: [
          { fingerprint: 'AB:CD', since: at, own: true },
          { fingerprint: 'EF:01', since: at },
        ],
      },
      '* You have 2 certificates to log in with\n' +
        '  AB:CD  since 2026-11-22 12:01 UTC (this connection)\n' +
        '  EF:01  since 2026-11-22 12:01 UTC\n',
    ],
  ],
  stats: [
    [
      {
        ...{
          ev: 'stats',
          re: 't1',
          people: 1,
          sessions: 2,
          lost: 0,
          accounts: 3,
          rooms: 1,
          privates: 0,
        },
        ...{ codes: 1, lockdown: true },
      },
      '* 1 person here on 2 sessions (0 lost), 3 accounts, 1 room, 0 private logs, 1 invitation, lockdown on\n',
    ],
  ],
  rehashed: [
    [
      { ev: 'rehashed', re: 't1', changed: ['motd', 'rate'], restart: ['port'] },
      '* the configuration was read again; changed: motd, rate; after a restart: port\n',
    ],
    [
      { ev: 'rehashed', changed: [], restart: [] },
      '* the configuration was read again; nothing has changed\n',
    ],
  ],
  inherited: [
    [
      { ev: 'inherited', room: '#dev', nick: 'bob', at },
      '* bob owns #dev now: its last owner is gone\n',
    ],
  ],
  topic: [
    [
      { ev: 'topic', room: '#dev', seq: 43, at, from: 'ann', text: 'build day' },
      '* ann set the topic of #dev: build day\n',
    ],
    [
      { ev: 'topic', room: '#dev', seq: 43, at, from: 'ann', text: '' },
      '* ann cleared the topic of #dev\n',
    ],
  ],
  history: [
    [
      {
        ev: 'history',
        room: '#dev',
        events: [
          { ev: 'message', room: '#dev', seq: 42, at, from: 'ann', kind: 'say', text: 'one\ntwo' },
          { ev: 'topic', room: '#dev', seq: 43, at, from: 'ann', text: 'build day' },
        ],
        more: true,
      },
      '* #dev: 2 events from history, times in UTC (more: /history #dev before=42 limit=2, or after=43 limit=2)\n' +
        '  42 2026-11-22 12:01 [#dev] <ann> one\n    two\n' +
        '  43 2026-11-22 12:01 * ann set the topic of #dev: build day\n',
    ],
    [
      {
        ev: 'history',
        room: '#dev',
        events: [
          { ev: 'message', ...inRoom, seq: 98, kind: 'say', text: '', deleted: 101 },
          { ev: 'message', ...inRoom, seq: 99, kind: 'say', text: 'ok', of: 98, of_from: 'ann' },
          { ev: 'react', ...inRoom, seq: 100, of: 98, of_from: 'ann', emoji: '👍' },
          { ev: 'delete', ...inRoom, seq: 101, of: 98, of_from: 'ann' },
        ],
      },
      '* #dev: 4 events from history, times in UTC\n' +
        '   98 2026-11-22 12:01 [#dev] <ann> (deleted)\n' +
        '   99 2026-11-22 12:01 [#dev] <ann> (re ann 98) ok\n' +
        "  100 2026-11-22 12:01 [#dev] * ann reacted 👍 to ann's 98\n" +
        '  101 2026-11-22 12:01 [#dev] * ann deleted 98\n',
    ],
    [
      {
        ev: 'history',
        re: 't1',
        log: '@k3f9',
        with: 'bob',
        events: [
          { ev: 'message', to: 'bob', log: '@k', seq: 7, at, from: 'ann', kind: 'say', text: 'hm' },
        ],
      },
      '* with bob (@k3f9): 1 event from history, times in UTC\n  7 2026-11-22 12:01 [ann -> bob] hm\n',
    ],
    [
      {
        ev: 'history',
        log: '@k3f9',
        events: [
          { ev: 'message', to: 'bob', log: '@k', seq: 1, at, from: 'ann', kind: 'say', text: 'hm' },
        ],
        more: true,
      },
      '* with @k3f9: 1 event from history, times in UTC (more: /history @k3f9 after=1 limit=1)\n' +
        '  1 2026-11-22 12:01 [ann -> bob] hm\n',
    ],
    [{ ev: 'history', room: '#dev', events: [] }, '* #dev: 0 events from history\n'],
  ],
  lagged: [
    [
      { ev: 'lagged', room: '#dev', from: 120, to: 4870 },
      '* You missed 120 to 4870 of #dev: /history #dev after=119 shows what is kept\n',
    ],
    [
      { ev: 'lagged', log: '@k3f9', from: 1, to: 2 },
      '* You missed 1 to 2 of @k3f9: /history @k3f9 after=0 shows what is kept\n',
    ],
  ],
  ignored: [
    [{ ev: 'ignored', re: 't1', people: ['bob', 'cy'] }, '* You ignore bob, cy\n'],
    [{ ev: 'ignored', people: [] }, '* You ignore nobody\n'],
  ],
  rooms: [
    [
      {
        ev: 'rooms',
        re: 't1',
        rooms: [
          { room: '#dev', count: 3, topic: 'build day' },
          { room: '#tea', count: 1 },
        ],
        more: true,
      },
      '* 2 rooms, and others: /rooms PART finds them\n  #dev  3 people: build day\n  #tea  1 person\n',
    ],
    [{ ev: 'rooms', rooms: [] }, '* No such room yet. /join #dev would open one.\n'],
  ],
  who: [
    [
      {
        ev: 'who',
        re: 't1',
        room: '#dev',
        count: 3,
        people: [{ nick: 'ann' }, { nick: 'bob', away: 'lunch' }, { nick: 'cy', away: '' }],
        more: true,
      },
      '* 3 people in #dev: ann, bob (away), cy (away) … and others\n  bob is away: lunch\n',
    ],
    [{ ev: 'who', count: 1, people: [{ nick: 'ann' }] }, '* 1 person on this server: ann\n'],
    [
      { ev: 'who', room: '#dev', count: 0, people: [{ nick: 'cy', offline: true }] },
      '* 0 people in #dev: cy (offline)\n',
    ],
  ],
  whois: [
    [
      { ev: 'whois', nick: 'ann', rooms: ['#dev', '#tea'], bot: true, since: at, connected: true },
      '* ann (bot) is here since 2026-11-22 12:01 UTC, in #dev, #tea\n',
    ],
    [
      {
        ...{ ev: 'whois', nick: 'ann', rooms: [], since: at, connected: false },
        ...{ offline: true, seen: at },
      },
      '* ann is not here, last seen 2026-11-22 12:01 UTC\n',
    ],
    [
      { ev: 'whois', nick: 'ann', rooms: [], since: at, connected: false, offline: true },
      '* ann is not here\n',
    ],
    [
      {
        ev: 'whois',
        re: 't1',
        nick: 'ann',
        rooms: ['#dev'],
        more: true,
        away: 'lunch',
        since: at,
        connected: false,
      },
      '* ann is here since 2026-11-22 12:01 UTC, in #dev … and others\n* ann is away: lunch\n' +
        '* ann has lost the connection and may come back\n',
    ],
  ],
  whoami: [
    [
      {
        ev: 'whoami',
        re: 't1',
        nick: 'ann',
        room: '#dev',
        rooms: ['#dev', '#tea'],
        away: 'lunch',
        bell: 'on',
        session: token,
      },
      '* You are ann, in #dev, #tea; your bell is on\n* You are talking in #dev\n* You are away: lunch\n' +
        '* If your connection is lost: /resume k3f9-77aa\n',
    ],
    [
      { ev: 'whoami', nick: 'guest-k3', rooms: [], bell: 'off', privacy: 'known', session: token },
      '* You are guest-k3; your bell is off\n* Who may write to you in private: known\n* If your connection is lost: /resume k3f9-77aa\n',
    ],
  ],
  account: [
    [
      { ev: 'account', re: 't1', nick: 'ann', since: at, sessions: 1 },
      '* ann is an account since 2026-11-22 12:01 UTC, logged in on 1 device\n',
    ],
    [
      { ev: 'account', nick: 'ann', since: at, sessions: 2 },
      '* ann is an account since 2026-11-22 12:01 UTC, logged in on 2 devices\n',
    ],
  ],
  sessions: [
    [
      {
        ev: 'sessions',
        re: 't1',
        sessions: [
          { device: 1, address: '127.0.0.1', format: 'plain', since: at, heard: later, own: true },
          { device: 2, since: at, heard: at, lost: true },
        ],
      },
      '* You are logged in on 2 devices\n' +
        '  1: 127.0.0.1, plain, since 2026-11-22 12:01 UTC, last heard 2026-11-22 12:03 UTC (this one)\n' +
        '  2: from before the restart, since 2026-11-22 12:01 UTC, last heard 2026-11-22 12:01 UTC (connection lost)\n',
    ],
  ],
  help: [
    [
      {
        ev: 'help',
        commands: [
          { usage: '/nick NICK', summary: 'choose your name' },
          { usage: '/join ROOM[,ROOM…]', summary: 'enter rooms', short: ['j'] },
          { usage: '/history [TARGET] [before=SEQ|after=SEQ]', summary: 'show what was said' },
        ],
      },
      '* What is not a command is said in your current room. The commands:\n' +
        '  /nick NICK          choose your name\n' +
        '  /join ROOM[,ROOM…]  enter rooms (/j)\n' +
        '  /history [TARGET] [before=SEQ|after=SEQ]\n' +
        '                      show what was said\n' +
        '* /help NAME tells more of one of them. //text says a line that begins with a slash.\n',
    ],
    [
      {
        ev: 'help',
        re: 't1',
        commands: [
          {
            usage: '/join ROOM[,ROOM…]',
            summary: 'enter rooms',
            short: ['j'],
            about:
              'Enters all of the rooms, or none if one of them refuses you; the last one becomes your current room.\nROOM=SEQ replays what came after.',
            examples: ['/join #dev', '/join #dev,#tea'],
          },
        ],
      },
      '* /join ROOM[,ROOM…]: enter rooms\n' +
        '  Enters all of the rooms, or none if one of them refuses you; the last one\n' +
        '  becomes your current room.\n' +
        '  ROOM=SEQ replays what came after.\n' +
        '* Or shorter: /j\n' +
        '* For example:\n  /join #dev\n  /join #dev,#tea\n',
    ],
    [
      { ev: 'help', commands: [{ usage: '/ping', summary: 'ask for an answer' }] },
      '* /ping: ask for an answer\n',
    ],
  ],
  motd: [
    [{ ev: 'motd', re: 't1', text: 'Be kind.\nTea at four.' }, '* Be kind.\n* Tea at four.\n'],
  ],
  slowed: [[{ ev: 'slowed', message: 'You write fast.' }, '* You write fast.\n']],
  ping: [[{ ev: 'ping' }, '* ping\n']],
  bye: [[{ ev: 'bye', code: 'quit', message: 'see you' }, '* Bye: see you\n']],
};

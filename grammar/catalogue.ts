/** What a person wants to know about each command: `/help` shows it, grammar/REFERENCE.md is made from it. */
import type { CommandName } from './ast.ts';
import type { FaultCode } from './faults.ts';
import { living } from './living.ts';

export interface Page {
  /** How it is typed: words in capitals stand for something, brackets may be left out. */
  usage: string;
  /** One line for the list. */
  summary: string;
  /** Other names that may be typed, without the slash. */
  short?: readonly string[];
  /** What it does, for whom, and what may surprise. */
  about: string;
  /** Typed lines; each parses to this command. */
  examples: readonly string[];
  /** What can go wrong, besides a line that is no command at all. */
  faults: readonly FaultCode[];
}

export const catalogue = {
  say: {
    usage: '/say TEXT',
    summary: 'say something in the current room',
    about:
      'Says TEXT in the room that you last joined or switched to, like a line without a slash. It is there for texts that begin with a slash or with blanks, and for programs that want an answer to their tag.',
    examples: [
      'good morning',
      '//slashes look like this',
      '/say /join is a command',
      '/say@t1 hello',
    ],
    faults: ['no_current_room', 'empty_text', 'too_long', 'tag_used', 'store_unavailable'],
  },
  nick: {
    usage: '/nick NICK',
    summary: 'change your nick',
    about:
      'Takes another nick, if nobody has it: case makes no difference. A nick has 1 to 32 letters, digits and -_.[]{}\\|^`, and starts with no digit or dash. Everybody in your rooms is told.',
    examples: ['/nick ann', '/nick@t1 Ann_42'],
    faults: ['bad_nick', 'nick_taken', 'tag_used', 'store_unavailable'],
  },
  join: {
    usage: '/join ROOM[=SEQ][,ROOM[=SEQ]…] [quiet]',
    summary: 'enter rooms, and open those that are new',
    short: ['j'],
    about:
      'Enters all of the rooms, or none if one of them refuses you; the last one becomes your current room. After #dev=120 you also get what came after number 120. With quiet nobody is told, but you are listed in /names all the same.',
    examples: ['/join #dev', '/j #dev,#tea', '/join@t1 #dev=120,#tea', '/join #builds quiet'],
    faults: [
      'bad_room',
      'too_many_rooms',
      'server_full',
      'too_many_made',
      'bad_cursor',
      'bad_command',
      'tag_used',
      'store_unavailable',
    ],
  },
  part: {
    usage: '/part [ROOM,…] [REASON]',
    summary: 'leave rooms',
    short: ['p'],
    about:
      'Leaves the rooms named, or the current one. Whatever begins with # right after the command is a room, so a REASON that begins with # needs a room before it.',
    examples: ['/part', '/part #dev', '/part #dev,#tea lunch', '/p back in an hour'],
    faults: [
      'bad_room',
      'no_such_room',
      'not_in_room',
      'no_current_room',
      'empty_text',
      'too_long',
      'tag_used',
      'store_unavailable',
    ],
  },
  room: {
    usage: '/room [ROOM]',
    summary: 'switch the current room, or show it',
    about:
      'Makes ROOM, which you have joined, the one in which your lines are said. Without ROOM it shows the current one: topic, members and the number of the last event.',
    examples: ['/room #tea', '/room'],
    faults: [
      'bad_room',
      'no_such_room',
      'not_in_room',
      'no_current_room',
      'tag_used',
      'store_unavailable',
    ],
  },
  msg: {
    usage: '/msg TO TEXT',
    summary: 'say something to a room or a person',
    short: ['m'],
    about:
      'Says TEXT to a room that you are in, to the person with that nick, or in a private log such as @k3f9. Exactly one blank ends TO; more of them belong to TEXT.',
    examples: ['/msg #dev hello', '/m ann are you there?', '/msg@t7 @k3f9 psst'],
    faults: [
      'bad_room',
      'bad_nick',
      'bad_target',
      'no_such_room',
      'not_in_room',
      'no_such_nick',
      'no_such_log',
      'gone',
      'empty_text',
      'too_long',
      'tag_used',
      'store_unavailable',
    ],
  },
  me: {
    usage: '/me [ROOM] TEXT',
    summary: 'tell what you do',
    about:
      'Shows TEXT as something that you do: "* ann waves". It goes to ROOM or to the current room. A TEXT that begins with # needs the room before it.',
    examples: ['/me waves', '/me #tea puts the kettle on'],
    faults: [
      'bad_room',
      'no_such_room',
      'not_in_room',
      'no_current_room',
      'empty_text',
      'too_long',
      'tag_used',
      'store_unavailable',
    ],
  },
  notice: {
    usage: '/notice TO TEXT',
    summary: 'say something that wants no answer',
    about:
      'Like /msg, but marked as a notice: bots answer with notices and never answer one, so that two bots do not talk for ever.',
    examples: ['/notice #builds build 81 is green', '/notice ann your job is done'],
    faults: [
      'bad_room',
      'bad_nick',
      'bad_target',
      'no_such_room',
      'not_in_room',
      'no_such_nick',
      'no_such_log',
      'gone',
      'empty_text',
      'too_long',
      'tag_used',
      'store_unavailable',
    ],
  },
  topic: {
    usage: '/topic [ROOM] [TEXT]',
    summary: 'show or set what a room is about',
    about:
      'Sets the topic of ROOM, or of the current room, to TEXT; a lone - clears it; without TEXT it is shown. A TEXT that begins with # needs the room before it.',
    examples: [
      '/topic',
      '/topic #tea',
      '/topic #tea green, mostly',
      '/topic release on friday',
      '/topic -',
    ],
    faults: [
      'bad_room',
      'no_such_room',
      'not_in_room',
      'no_current_room',
      'empty_text',
      'too_long',
      'tag_used',
      'store_unavailable',
    ],
  },
  names: {
    usage: '/names [ROOM]',
    summary: 'show who is in a room',
    about: 'Shows ROOM, or the current room: its topic and its members.',
    examples: ['/names', '/names #dev'],
    faults: ['bad_room', 'no_such_room', 'no_current_room'],
  },
  rooms: {
    usage: '/rooms [MATCHING]',
    summary: 'list the rooms',
    short: ['list'],
    about:
      'Lists the rooms that have MATCHING in their names or topics, or all, with how many people are in each.',
    examples: ['/rooms', '/list', '/rooms dev'],
    faults: ['empty_text', 'too_long'],
  },
  who: {
    usage: '/who [ROOM]',
    summary: 'list the people',
    short: ['w'],
    about: 'Lists who is on the server, or in ROOM, and who of them is away.',
    examples: ['/who', '/w #dev'],
    faults: ['bad_room', 'no_such_room'],
  },
  whois: {
    usage: '/whois NICK',
    summary: 'show who somebody is',
    about: 'Shows in which rooms somebody is, since when, and whether they are away.',
    examples: ['/whois ann'],
    faults: ['bad_nick', 'no_such_nick'],
  },
  whoami: {
    usage: '/whoami',
    summary: 'show who you are',
    about:
      'Shows your nick, your rooms, which of them is current, and the session token for /resume.',
    examples: ['/whoami', '/whoami@t1'],
    faults: [],
  },
  away: {
    usage: '/away [TEXT]',
    summary: 'tell that you are away',
    about: 'Whoever writes to you in private is told that you are away, and TEXT. /back ends it.',
    examples: ['/away', '/away having lunch'],
    faults: ['empty_text', 'too_long', 'tag_used', 'store_unavailable'],
  },
  back: {
    usage: '/back',
    summary: 'tell that you are back',
    about: 'Ends /away.',
    examples: ['/back'],
    faults: ['tag_used', 'store_unavailable'],
  },
  bell: {
    usage: '/bell on|off',
    summary: 'ring when somebody says your nick',
    about:
      'Rings the bell of a plain terminal when somebody else says your nick or writes to you in private.',
    examples: ['/bell on', '/bell off'],
    faults: ['tag_used', 'store_unavailable'],
  },
  history: {
    usage: '/history [TARGET] [before=SEQ|after=SEQ|around=SEQ|since=TIME] [limit=N]',
    summary: 'show what was said',
    about:
      'Shows what a room, or the private log with a person, has kept: the last events, those before SEQ, after it or on both sides of it, or the first ones since TIME; oldest first and at most N of them (50, or 1 to 500), each with its number. TIME is how long ago, such as 30m, 2h or 7d, or a day or moment such as 2026-11-20 or 2026-11-20T18:00+09:00: without an offset it is UTC, and in parlance chat your local time. Without TARGET it is the current room.',
    examples: [
      '/history',
      '/history #dev limit=20',
      '/history ann before=41',
      '/history #dev around=41',
      '/history since=2h',
      '/history since=2026-11-20T18:00 limit=100',
      '/history since=2026-11-20T18:00+09:00',
      '/history@t1 #dev after=120 limit=500',
    ],
    faults: [
      'bad_room',
      'bad_nick',
      'bad_target',
      'no_such_room',
      'not_in_room',
      'no_such_nick',
      'no_such_log',
      'no_current_room',
      'bad_command',
      'store_unavailable',
    ],
  },
  ...living,
  ping: {
    usage: '/ping',
    summary: 'check that the server has done all before this',
    about:
      'Is answered when everything that you asked before has been stored and handed to everybody who keeps up.',
    examples: ['/ping', '/ping@t1'],
    faults: [],
  },
  format: {
    usage: '/format plain|json',
    summary: 'switch between lines for people and for programs',
    about:
      'With json everything that follows is one JSON object a line, and the first of them is a welcome. With plain it is text again.',
    examples: ['/format json', '/format plain'],
    faults: [],
  },
  resume: {
    usage: '/resume TOKEN [TARGET=SEQ,…]',
    summary: 'go on with a session whose connection was lost',
    about:
      'Takes over the session that TOKEN names, with its nick and rooms. Of each room or private log named, everything after SEQ is told again, once and in order. The tagged ok comes last.',
    examples: ['/resume k3yt0k3n', '/resume@t1 k3yt0k3n #dev=41,@k3f9=7'],
    faults: [
      'bad_room',
      'bad_target',
      'no_such_session',
      'own_session',
      'session_in_use',
      'bad_cursor',
      'bad_command',
      'store_unavailable',
    ],
  },
  help: {
    usage: '/help [COMMAND]',
    summary: 'show the commands, or one of them',
    about: 'Shows all commands in short, or one at length.',
    examples: ['/help', '/help join', '/help /join'],
    faults: ['no_such_topic', 'empty_text', 'too_long'],
  },
  motd: {
    usage: '/motd',
    summary: 'show the message of the day',
    about: 'Shows what the server greets with.',
    examples: ['/motd'],
    faults: [],
  },
  quit: {
    usage: '/quit [REASON]',
    summary: 'say goodbye and leave',
    short: ['q'],
    about: 'Ends your session and its connection; everybody in your rooms is told REASON.',
    examples: ['/quit', '/quit see you tomorrow', '/q'],
    faults: ['empty_text', 'too_long', 'tag_used'],
  },
} as const satisfies { [K in CommandName]: Page };

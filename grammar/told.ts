/**
 * What the reference says besides the catalogue and the schemas: what may stand in an argument, what follows each command,
 * and what each event means.
 */
import { type CommandName, LIST_LIMIT } from './ast.ts';
import type { EventName } from './events.ts';
import { NICK_LENGTH, ROOM_LENGTH } from './names.ts';
import { limits } from './text.ts';

const nick = `a nick such as ann: 1 to ${NICK_LENGTH} code points, see [Names](../PROTOCOL.md#names-and-texts)`;
const room = `\`#\` and 1 to ${ROOM_LENGTH} code points, see [Names](../PROTOCOL.md#names-and-texts)`;
const lineOf = (bytes: number): string => `one line of 1 to ${bytes} bytes`;
const time =
  'How long ago: a number from 1 to 999999 and `s`, `m`, `h`, `d` or `w` (`30m`, `2h`, `4w`). Or a day, which is its first moment (`2026-11-20`). Or a moment, perhaps with seconds and milliseconds (`2026-11-20T18:00`, `2026-11-20T18:00:30.250`), in UTC unless it ends with an offset (`+09:00`)';

/** What an argument means and what may stand in it, where its schema says too little: by its name, or by the command's and that. */
export const forms: Readonly<Record<string, string>> = {
  text: `what to say: 1 to ${limits.text} bytes, several lines if it likes`,
  'topic text': `one line of at most ${limits.topic} bytes; an empty one clears the topic`,
  'away text': lineOf(limits.reason),
  reason: lineOf(limits.reason),
  matching: lineOf(limits.reason),
  words: `what to look for: ${lineOf(limits.reason)}, with a letter or a digit`,
  emoji: `an emoji or a short word such as +1: 1 to ${limits.emoji} bytes without blanks`,
  nick,
  from: nick,
  room: `a room such as #dev: ${room}`,
  rooms: `a list of 1 to ${LIST_LIMIT} rooms such as ["#dev"], each of them ${room}`,
  'history before': 'the last events before this number',
  'history after': 'the first events after this number',
  'history around':
    'half of the events before this number, then it and the rest; near the end of the log and beyond it, the last ones',
  since: `the first events from this time on. ${time}`,
  'history limit': 'how many events; 50 when left out',
  'search before': `only what was said before this time. ${time}`,
  'search after': `only what was said from this time on. ${time}`,
  'search limit': 'how many messages; 20 when left out',
};

/** What a program has to know about a command that a person needn't. */
export interface Answer {
  /** What is told before the `ok`. */
  readonly tells?: string;
  /** The fields of the `ok` of a tagged one. */
  readonly ok: string;
  /** More of what it does, for whoever writes a client. */
  readonly notes?: string;
  /** Where it is played: a file of spec/transcripts. */
  readonly played: string;
}

const place = '`room` or `log`, and `seq`';
const page = 'fewer when a line would grow too long';

export const answers: { readonly [C in CommandName]: Answer } = {
  say: { tells: '`message`', ok: '`room`, `seq`', played: 'talk' },
  nick: {
    tells: '`nick`',
    ok: '`nick`',
    notes:
      "A nick passes for no other one: it is written in one script (with Han, kana, bopomofo or Hangul, Latin may stand; digits, signs and accents go with any), in plain letters (NFKC leaves it as it is, Thai, Lao and Korean keyboards excepted), and looks like nobody else's by the skeleton of Unicode's UTS 39, but for m, which does not look like rn: `paypaI` is `nick_taken` while there is a `paypal`. Whoever had such a nick before this was asked keeps it.",
    played: 'names',
  },
  join: {
    tells:
      'for each room that it enters, the events after its cursor, then its `room`; where it enters none, the `room` that is current now',
    ok: '`room`, or `rooms` when it joined several; `cursors` of those that it entered',
    notes:
      'Where the session is in a room already, nothing is replayed: the room last named becomes the current one. With `plain`, a joiner without a cursor is shown the last ten events as `history`.',
    played: 'rooms',
  },
  part: { tells: 'a `parted` for each room', ok: '`room`, or `rooms`', played: 'rooms' },
  room: {
    tells: 'without ROOM, `room`',
    ok: 'with ROOM, `room`; else none',
    played: 'rooms',
  },
  msg: {
    tells: '`message`; `away` behind it when the person is away',
    ok: place,
    played: 'private',
  },
  me: { tells: '`message` of the kind `action`', ok: '`room`, `seq`', played: 'talk' },
  notice: {
    tells: '`message` of the kind `notice`, and never `away`: nothing answers a notice by itself',
    ok: place,
    played: 'talk',
  },
  topic: {
    tells: '`topic`; without TEXT, `room`',
    ok: 'with TEXT, `room` and `seq`; else none',
    played: 'topic-and-away',
  },
  names: { tells: '`room`', ok: 'none', played: 'asking' },
  rooms: {
    tells: '`rooms`',
    ok: 'none',
    notes: `At most 500 rooms are listed, ${page}; then \`more\` is true.`,
    played: 'asking',
  },
  who: {
    tells: '`who`',
    ok: 'none',
    notes: `At most 500 people are listed, ${page}; then \`more\` is true. \`count\` is always exact.`,
    played: 'asking',
  },
  whois: { tells: '`whois`', ok: 'none', played: 'asking' },
  whoami: { tells: '`whoami`', ok: 'none', played: 'asking' },
  away: { tells: '`away`', ok: 'none', played: 'topic-and-away' },
  back: { tells: '`back`', ok: 'none', played: 'topic-and-away' },
  bell: {
    ok: '`bell`',
    notes: 'Only `plain` rings: by a byte BEL behind the lines.',
    played: 'tags-and-order',
  },
  history: {
    tells: '`history`, oldest first',
    ok: 'none',
    notes: `At most one of \`before\`, \`after\`, \`around\` and \`since\`; without one, the last events. It gives ${page}. With \`more\` there are further ones in the direction in which it reads: go on with \`before\` the first \`seq\`, or with \`after\` the last.`,
    played: 'history',
  },
  search: {
    tells: '`search`, newest first',
    ok: 'none',
    notes: `It gives ${page}. All WORDS must be there, whatever their case, accents and vowel marks; \`"in quotes"\` they stand side by side, and \`brew*\` is the beginning of a word. In scripts without blanks between words, what is looked for is found wherever it stands. With \`more\` there is a \`next\`: the same \`/search\` with it goes on behind the last one, so that nothing is lost and nothing comes twice, whatever was said since. It is opaque, and worth nothing when \`welcome.store\` is another one.`,
    played: 'search',
  },
  reply: { tells: '`message` with `of` and `of_from`', ok: place, played: 'living' },
  edit: { tells: '`edit`', ok: place, played: 'living' },
  delete: { tells: '`delete`', ok: place, played: 'living' },
  react: { tells: '`react`', ok: place, played: 'living' },
  unreact: { tells: '`unreact`', ok: place, played: 'living' },
  typing: {
    tells: '`typing`, unless it was told in this log within three seconds',
    ok: 'none',
    notes:
      'A program that sends it by itself shows neither `no_such_log` (nothing was said between the two so far) nor `gone` to the person.',
    played: 'living',
  },
  ping: { ok: 'none; it has one also without a tag', played: 'tags-and-order' },
  format: {
    tells: '`welcome`, when the connection was `plain` and becomes `json`',
    ok: 'none',
    played: 'greeting',
  },
  resume: {
    tells: 'what [Resume](../PROTOCOL.md#resume) says',
    ok: '`nick`, `room`, `rooms`, `logs`',
    played: 'resume',
  },
  help: { tells: '`help`', ok: 'none', played: 'asking' },
  motd: { tells: '`motd`', ok: 'none', played: 'greeting' },
  quit: { ok: 'none; then comes `bye`', played: 'goodbye' },
};

export const tells: { readonly [E in EventName]: string } = {
  welcome: 'the first object of a connection',
  ok: 'a tagged command, or `/ping`, was done; with what it produced',
  error:
    'a line was refused, and nothing happened; or, with `target` and no `re`, a cursor of a `/resume` is left out',
  room: 'the state of a room: when you enter it, resume, have caught up, or ask',
  joined: 'somebody entered a room',
  parted: 'somebody left a room',
  quit: 'somebody with whom you share a room or a private log left the server',
  nick: 'you have another nick, or somebody with whom you share a room or a private log',
  count: 'how many people a big room has now, instead of who came and went',
  away: 'somebody with whom you share a room or a private log went away, or somebody to whom you wrote in private is away',
  back: 'somebody with whom you share a room or a private log is back',
  message: 'something was said, in a room or in private',
  topic: "a room's topic was set or cleared",
  edit: 'somebody put another text in the place of what they had said',
  delete: 'somebody took back what they had said: its text is gone',
  react: 'somebody reacted to a message',
  unreact: 'somebody took a reaction back',
  typing: 'somebody is writing something; told to those who are there, and never kept',
  search: 'the answer to `/search`',
  history: 'the answer to `/history`',
  lagged: 'events that you should get and the log keeps no more; both ends are included',
  rooms: 'the answer to `/rooms`',
  who: 'the answer to `/who`',
  whois: 'the answer to `/whois`',
  whoami: 'the answer to `/whoami`',
  help: 'the answer to `/help`',
  motd: 'the message of the day: after a `welcome` if there is one, and the answer to `/motd`',
  slowed: 'you send faster than you may, and are read more slowly; told once',
  ping: 'are you there? Any line is an answer',
  bye: 'the last line before the server closes',
};

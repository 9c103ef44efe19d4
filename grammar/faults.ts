/** Every way in which a line can be refused: code → sentence. Codes are protocol and never change meaning. */

const templates = {
  syntax: (p: { message: string }) => p.message,
  unknown_command: (p: { name: string; near: string[]; full?: string }) =>
    p.full === undefined
      ? noSuchCommand(p)
      : `Objects use the full name in lower case: "${p.full}".`,
  bad_line: (p: { message: string }) => p.message,
  too_long: (p: { what: string; limit: number; whole?: true }) =>
    `${p.what} is longer than ${p.limit} bytes. ${p.whole ? 'Shorten it.' : 'Send it in several pieces.'}`,
  empty_text: (p: { what: string; optional: boolean }) =>
    `${p.what} is empty: write something${p.optional ? ', or leave it out' : ''}.`,
  bad_character: (p: { character: string }) =>
    `The line holds ${p.character}, which may not be sent. Leave it out.`,
  bad_json: (p: { message: string }) => p.message,
  bad_command: (p: { message: string }) => p.message,
  bad_nick: (p: { nick: string; problem: string }) =>
    `${p.nick} can't be a nick: a nick ${p.problem}.`,
  bad_who: (p: { who: string; problem: string }) =>
    `${p.who} ${p.problem}. /help ban tells whom one can name.`,
  bad_room: (p: { room: string; problem: string }) =>
    `${p.room} can't be a room: a room's name ${p.problem}.`,
  bad_target: (p: { target: string; problem: string }) =>
    `${p.target} is no target: a private log's name ${p.problem}.`,
  nick_taken: (p: { nick: string; like?: string; account?: string }) => taken(p),
  bad_password: (p: { bounds: string }) => `A password has ${p.bounds} and control characters.`,
  wrong_password: (p: { seconds: number }) =>
    `There is no account of that name with that password. Try again${p.seconds === 0 ? '' : ` in ${p.seconds} s`}.`,
  too_many_tries: (p: { what: 'wrong passwords' | 'new accounts'; seconds: number }) =>
    `There were too many ${p.what}. Try again in ${p.seconds} s.`,
  guest_nick: (p: { nick: string }) =>
    `${p.nick} is the nick of a guest. Choose yours first: /nick NAME.`,
  has_account: (p: { nick: string }) =>
    `${p.nick} is an account already. /password OLD NEW changes its password.`,
  no_account: (p: { nick: string }) => `${p.nick} is no account. /register PASSWORD makes it one.`,
  operators_only: () =>
    'Only operators of this server may do that. Whoever runs it makes one: parlance account role NICK operator.',
  locked_down: () =>
    'The server is locked down: only accounts may do that now. /login NICK PASSWORD, or come again later.',
  registration_closed: () =>
    'Only whoever runs this server makes accounts here: ask them for one. You can go on as a guest.',
  code_needed: (p: { given: boolean }) =>
    p.given
      ? 'That code is none, or is used up or over. Ask whoever runs this server for another one. Then: /register PASSWORD invite=CODE.'
      : 'An account needs a code here. Ask whoever runs this server for one. Then: /register PASSWORD invite=CODE.',
  too_many_codes: (p: { limit: number }) =>
    `There are ${p.limit} codes that nobody has used, the most there can be. Wait until some are over.`,
  no_such_account: (p: { nick: string }) => `There is no account called ${p.nick}.`,
  too_many_accounts: (p: { limit: number }) =>
    `The server keeps ${p.limit} accounts, the most there can be. Go on as a guest.`,
  too_many_sessions: (p: { nick: string; limit: number }) =>
    `${p.nick} is logged in on ${p.limit} devices, the most there can be. /sessions end N ends one of them.`,
  no_such_device: (p: { device: number }) =>
    `You are logged in on no device ${p.device}. /sessions lists them.`,
  no_such_nick: (p: { nick: string; near: string[] }) =>
    `There is nobody called ${p.nick}. ${didYouMean(p.near, 'Type /who to see who is here.')}`,
  no_such_room: (p: { room: string; near: string[] }) =>
    `There is no room ${p.room}. ${didYouMean(p.near, 'Type /rooms for the list, or /join it to open it.')}`,
  no_such_log: (p: { log: string } | { nick: string }) =>
    'log' in p
      ? `You have no private log ${p.log}. Name the person instead.`
      : `Nothing was said between you and ${p.nick} so far. Begin with /msg ${p.nick} hello.`,
  gone: (p: { log: string }) =>
    `Whoever you talked to in ${p.log} is gone. What was said stays: /history ${p.log}.`,
  not_in_room: (p: { room: string }) => `You are not in ${p.room}. Type /join ${p.room} first.`,
  no_current_room: () =>
    'You are talking in no room. Type /join #dev, or /room #dev for one that you are in.',
  too_many_rooms: (p: { limit: number }) =>
    `That would be more than ${p.limit} rooms, the most that one can be in. /part one first.`,
  server_full: () => 'The server keeps no more rooms. Join one that exists: /rooms lists them.',
  too_many_made: (p: { limit: number }) =>
    `${p.limit} rooms were opened from your address, the most there can be. Join one that exists (/rooms lists them), or /part those in which nothing was said: they are forgotten.`,
  bad_cursor: (p: { target: string; seq: number; end: number }) =>
    `${p.target} ends at ${p.end}: there is no ${p.seq}. Begin at ${p.end} or before.`,
  no_such_session: () =>
    'That session is gone or never was. Go on with this one, and join your rooms again.',
  own_session: () => 'This is that session already. Nothing was missed.',
  session_in_use: () =>
    'You have already joined or said something here. Resume on a new connection.',
  no_such_topic: (p: { about: string; near: string[] }) =>
    `There is no help about ${p.about}. ${didYouMean(
      p.near.map((name) => `/help ${name}`),
      'Type /help for the list.',
    )}`,
  no_words: (p: { typed: string }) =>
    `There is no word to look for in ${p.typed}: a word has a letter or a digit.`,
  tag_used: (p: { tag: string; done: string }) =>
    `The tag ${p.tag} has answered another command already, a /${p.done}. Choose a new tag for what is new.`,
  no_such_message: (p: { target: string; seq?: number; own?: true }) => missing(p),
  not_yours: (p: { target: string; seq: number; from: string }) =>
    `${p.from} said ${p.seq} in ${p.target}. Only your own messages can be changed (ops of a room can delete): /reply ${p.target}:${p.seq} answers it.`,
  not_allowed: (p: { reason: string }) => p.reason,
  banned: (p: { room: string; set: string; why: string | undefined }) =>
    `You are banned from ${p.room} (${p.set})${p.why === undefined ? '' : `: ${p.why}`}. ${appeal(p.room)}`,
  muted: (p: { room: string; set: string; why: string | undefined }) =>
    `You are muted in ${p.room} (${p.set})${p.why === undefined ? '' : `: ${p.why}`}. ${appeal(p.room)}`,
  is_staff: (p: { room: string; nick: string; role: string }) =>
    `${p.nick} is ${p.role} of ${p.room}, and nothing of that kind hits staff. An owner can /role ${p.room} ${p.nick} member first.`,
  too_many_hit: (p: { who: string; count: number; limit: number }) =>
    `${p.who} would put ${p.count} people out, and at most ${p.limit} go at a time. Name fewer of them: with ? at the end you see whom it hits.`,
  too_many_measures: (p: { room: string; limit: number }) =>
    `${p.room} has ${p.limit} bans, mutes and exceptions, the most there can be. /bans ${p.room} lists them: take one back first.`,
  no_such_measure: (p: { room: string; who: string; measure: string }) =>
    `There is no ${p.measure} of ${p.who} in ${p.room}. /bans ${p.room} lists what there is.`,
  invite_only: (p: { room: string; set: string }) =>
    `${p.room} is invite-only (${p.set}). Ask an op of it for an invitation.`,
  bad_key: (p: { room: string; set: string; given: boolean }) =>
    `${p.room} has ${p.given ? 'another key' : 'a key'} (${p.set}). Type /join ${p.room} key=KEY with the one that its members know, or ask one of them to invite you.`,
  room_full: (p: { room: string; set: string; limit: string }) =>
    `${p.room} takes ${p.limit} people (${p.set}), and has them. Come again when somebody has left, or ask one of them to invite you.`,
  accounts_only: (p: { room: string; set: string }) =>
    `${p.room} is for accounts (members-only, ${p.set}). /register PASSWORD makes your nick one; /login NICK PASSWORD if you have one.`,
  too_early: (p: {
    room: string;
    set: string;
    name: 'slow' | 'hold';
    value: string;
    seconds: number;
  }) =>
    `${p.name === 'slow' ? `In ${p.room} each person says something every ${p.value}` : `Who comes into ${p.room} waits ${p.value} before they speak`} (${p.name}, ${p.set}). Try again in ${p.seconds} s.`,
  filtered: (p: { room: string; set: string; word: string }) =>
    `${p.room} takes no text with ${p.word} in it (filter, ${p.set}). Say it in other words.`,
  archived: (p: { room: string; set: string }) =>
    `${p.room} is archived (${p.set}): it is read only. An owner could take that back: /archive ${p.room} off.`,
  room_taken: (p: { room: string }) => `There is a room ${p.room} already. Choose another name.`,
  unconfirmed: (p: { room: string }) =>
    `That deletes ${p.room} and all that was said in it, for everybody and for good. If you mean it: /forget ${p.room} ${p.room}.`,
  being_forgotten: () => 'A room of that name is being deleted. Try again in a moment.',
  bad_setting: (p: { name: string; value: string; takes: string }) =>
    `${p.name} can't be ${p.value}: it takes ${p.takes}, or off.`,
  not_there: (p: { room: string; nick: string }) =>
    `${p.nick} is not in ${p.room}. /names ${p.room} shows who is.`,
  yourself: () => 'That is you. Name somebody else.',
  not_ignored: (p: { nick: string }) =>
    `You do not ignore ${p.nick}. /ignore shows whom you ignore.`,
  too_many_ignored: (p: { limit: number }) =>
    `You ignore ${p.limit} people, the most there can be. /unignore NICK shows one of them again.`,
  not_welcome: (p: { nick: string; who: 'accounts' | 'known' }) => notWelcome(p),
  already_there: (p: { room: string; nick: string }) => `${p.nick} is in ${p.room} already.`,
  only_owner: (p: { room: string }) =>
    `${p.room} would have no owner. Make somebody else one first: /role ${p.room} NICK owner.`,
  other_role: (p: { room: string; nick: string; role: string; was: string }) =>
    `${p.nick} is no ${p.was} in ${p.room}, but ${p.role}. /role ${p.room} ${p.nick} ROLE gives any role.`,
  too_many_roles: (p: { room: string; limit: number }) =>
    `${p.limit} people have roles in ${p.room}, the most there can be. Make one of them a member first: /role ${p.room} NICK member.`,
  message_deleted: (p: { target: string; seq: number }) =>
    `${p.seq} in ${p.target} is deleted: nothing is left to answer, change or react to.`,
  bad_emoji: (p: { problem: string }) =>
    `A reaction ${p.problem}: take an emoji, or a short word such as +1.`,
  store_unavailable: () =>
    'The server could not store that, so nobody has seen it. Send it again in a moment.',
} as const;

type Templates = typeof templates;
/** A word that stands in the `code` of an `error`. It never changes its meaning. */
export type FaultCode = keyof Templates;
/** All codes, in the order of the reference. */
export const faultCodes = Object.keys(templates) as FaultCode[];

/** What each code means, for those who write clients. */
export const meanings = {
  syntax: 'the grammar does not take the typed line: see `col` and `expected`',
  unknown_command: 'no command has this name; the message holds the nearest ones',
  bad_line: 'the bytes are no line of UTF-8; it was dropped whole',
  too_long: 'a line or a text has more bytes than its limit; nothing of it was kept',
  empty_text: 'a text that has to say something is empty, or of blanks where it may be left out',
  bad_character: 'a control character or half a surrogate pair, which may not be sent',
  bad_json: 'the line begins with `{` and is no JSON object; `col` says where it breaks',
  bad_command: 'a field of the command is missing or wrong; the message names it',
  bad_nick: 'no nick can look like this',
  bad_who: 'nobody can be meant by this address or mask, or too many would be',
  bad_room: 'no room can be called this',
  bad_target: 'no private log can be called this',
  nick_taken: 'somebody else has this nick, or one that differs only by case or looks the same',
  bad_password: 'no password can look like this',
  wrong_password: 'there is no such account, or its password is another one',
  too_many_tries: 'so much was tried for this account, or from your address, that you have to wait',
  guest_nick: 'you have the nick of a guest, which can be no account',
  has_account: 'your nick is an account already',
  no_account: 'you are a guest',
  operators_only: 'only operators of the server may do this',
  locked_down: 'the server is locked down: guests can only log in',
  registration_closed: 'on this server nobody makes accounts but whoever runs it',
  code_needed:
    'an account needs a code here: there was none, or one that is used up, over or wrong',
  too_many_codes: 'the server keeps as many codes as it may',
  no_such_account: 'there is no account of this name',
  too_many_accounts: 'the server keeps as many accounts as it may',
  too_many_sessions: 'the account has as many sessions as one may have',
  no_such_device: 'the account has no session with this number',
  no_such_nick: 'nobody who is here, and no account, has this nick',
  no_such_room: 'there is no room of this name',
  no_such_log: 'you have no private log of this name, or none with this person so far',
  gone: 'the other person of this private log has quit',
  not_in_room: 'only members may do this',
  no_current_room:
    'no room was named and none is current: you have joined none, or left the current one',
  too_many_rooms: 'you would be in more rooms than one may be',
  server_full: 'the server keeps as many rooms as it may',
  too_many_made: 'as many rooms as may be were opened from your address',
  bad_cursor: 'the log ends before this `seq`: the cursor comes from another store',
  no_such_session: 'the token names no session that can be resumed',
  own_session: 'the token is that of the session which asks; nothing was missed',
  session_in_use: 'this connection has joined or said something and can resume no more',
  no_such_topic: 'there is no help about this',
  no_words: 'what to look for has no word in it: no letter and no digit',
  tag_used:
    'another command of this session, or another text, was done under this tag; this one was not done',
  no_such_message: 'no message has this number, or there is none to be the last one',
  not_yours: 'somebody else said this message, and only they may change it',
  not_allowed:
    'your role in the room, or a setting of it, does not let you: the message says which, and what would lift it',
  banned: 'you are banned from the room, by name, nick or address',
  muted: 'you are muted in the room, by name, nick or address',
  is_staff: 'whoever it is about is an op or owner of the room',
  too_many_hit: 'as many people would be put out as may not go at a time',
  too_many_measures: 'the room has as many bans, mutes and exceptions as there may be',
  no_such_measure: 'the room has no such ban, mute or exception',
  invite_only: 'the room is invite-only, and you are not invited',
  bad_key: 'the room has a key, and you gave none, or another one',
  room_full: 'as many people are in the room as its `limit` lets in',
  accounts_only: 'only accounts come into the room, and you are a guest who is not invited',
  too_early:
    'the room is slow, or lets newcomers wait before they speak: the message says how long',
  filtered: 'a word stands in the text that the room does not take; the message says which',
  archived: 'the room is read only',
  room_taken: 'there is a room of this name',
  unconfirmed: 'the room has to be named twice for that',
  being_forgotten: 'a room of this name is being deleted; send it again',
  bad_setting: 'the setting does not take this value; the message says what it takes',
  not_there: 'whoever it is about is not in the room',
  yourself: 'that can be done to others only',
  not_ignored: 'you ignore nobody of this nick',
  too_many_ignored: 'you ignore as many people as one may',
  not_welcome: 'they have chosen by `/privacy` who may write to them in private, and you may not',
  already_there: 'whoever it is about is in the room already',
  only_owner: 'the only owner of a room may not step down',
  other_role: 'they do not have the role that would be taken from them',
  too_many_roles: 'as many people as may have roles in the room',
  message_deleted: 'the message was deleted: it can no more be answered, changed or reacted to',
  bad_emoji: 'no reaction can look like this',
  store_unavailable: 'it could not be stored, so nobody was told; send it again',
} as const satisfies Record<FaultCode, string>;

/** What a program does about a code. A code that stands in no row is for the person to decide. */
export const remedies: readonly (readonly [remedy: string, codes: readonly FaultCode[]])[] = [
  [
    'mend the line',
    [
      'syntax',
      'unknown_command',
      'bad_line',
      'too_long',
      'empty_text',
      'bad_character',
      'bad_json',
      'bad_command',
      'bad_nick',
      'bad_who',
      'bad_room',
      'bad_target',
      'bad_emoji',
      'no_words',
      'no_such_topic',
      'bad_password',
    ],
  ],
  ['wait as long as it says', ['too_many_tries']],
  ['send it again later, with its tag', ['store_unavailable']],
  ['choose another tag', ['tag_used']],
  [
    'see [Resume](../PROTOCOL.md#resume)',
    ['bad_cursor', 'no_such_session', 'own_session', 'session_in_use'],
  ],
];

/** A refusal: what is told to the person as an `error`. */
export interface Fault {
  code: FaultCode;
  message: string;
  /** The tag of the refused command, where one could be read. */
  re?: string;
  /** Code points from 0 in the line as sent. */
  col?: number;
  /** What could stand at `col`: words of the closed list in REFERENCE.md. */
  expected?: string[];
  /** The room or private log that the refusal is about. */
  target?: string;
  /** The refused line, for the caret. */
  line?: string;
}

/** Makes the fault of a code from what its sentence needs. */
export function fault<C extends FaultCode>(code: C, ...given: Parameters<Templates[C]>): Fault {
  const sentence = templates[code] as (...given: Parameters<Templates[C]>) => string;
  return { code, message: sentence(...given) };
}

const appeal = (room: string): string =>
  `An op or owner of ${room} can take that back, or /allow you.`;

/** Whoever is meant by it can log in; all others choose another one. */
function taken({ nick, like, account }: { nick: string; like?: string; account?: string }): string {
  const other = like === undefined ? `${nick} is` : `${nick} looks like ${like}, which is`;
  return account === undefined
    ? `${other} in use. Choose another nick.`
    : `${other} an account. If it is yours: /login ${account} PASSWORD. If not, choose another nick.`;
}

/** What they have chosen, and what would lift it. */
const notWelcome = ({ nick, who }: { nick: string; who: 'accounts' | 'known' }): string =>
  who === 'accounts'
    ? `${nick} takes private messages only from accounts (/privacy). /register PASSWORD makes your nick one.`
    : `${nick} takes private messages only from people whom they know (/privacy). Meet them in a room: /whois ${nick} shows where they are.`;

/** With a number: it is no message. Without: there is no last message, or no last one of one's own. */
function missing(p: { target: string; seq?: number; own?: true }): string {
  const numbers = `/history ${p.target} shows the numbers.`;
  if (p.seq !== undefined) return `There is no message ${p.seq} in ${p.target}. ${numbers}`;
  return p.own
    ? `You have said nothing in ${p.target} that is still there. ${numbers}`
    : `Nothing has been said in ${p.target} so far. Begin with /msg ${p.target} hello.`;
}

function noSuchCommand({ name, near }: { name: string; near: string[] }): string {
  const otherwise = name.includes('/')
    ? 'To say a line that begins with a slash, begin it with //.'
    : 'Type /help for the list.';
  const meant = near.map((command) => `/${command}`);
  return `There is no command /${name}. ${didYouMean(meant, otherwise)}`;
}

function didYouMean(near: string[], otherwise: string): string {
  if (near.length === 0) return otherwise;
  return `Did you mean ${near.length === 1 ? near[0] : `${near.slice(0, -1).join(', ')} or ${near.at(-1)}`}?`;
}

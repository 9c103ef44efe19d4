/** Every way in which a line can be refused: code → sentence. Codes are protocol and never change meaning. */

import { isServer } from './names.ts';
import {
  appeal,
  didYouMean,
  type Hasty,
  hasty,
  missing,
  noSuchCommand,
  notWelcome,
  taken,
} from './sentences/refusals.ts';

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
    `The line has ${p.character} in it, which can't be sent. Leave it out.`,
  bad_json: (p: { message: string }) => p.message,
  bad_command: (p: { message: string }) => p.message,
  bad_nick: (p: { nick: string; problem: string }) =>
    `${p.nick} can't be a nick: a nick ${p.problem}.`,
  bad_who: (p: { who: string; problem: string }) =>
    `${p.who} ${p.problem}. /help ban tells whom one can name.`,
  late_preview: () =>
    'Nothing was done. To see first whom it would hit, put the ? before the reason: /ban bob ? spam.',
  bad_room: (p: { room: string; problem: string }) =>
    `${p.room} can't be a room: a room's name ${p.problem}.`,
  bad_target: (p: { target: string; problem: string }) =>
    `${p.target} is no target: a private log's name ${p.problem}.`,
  nick_taken: (p: { nick: string; like?: string; account?: string }) => taken(p),
  bad_password: (p: { bounds: string }) => `A password has ${p.bounds} and control characters.`,
  wrong_password: (p: { seconds: number }) =>
    `The nick or the password is wrong. Try again${p.seconds === 0 ? '' : ` in ${p.seconds} s`}.`,
  too_many_tries: (p: {
    what: 'wrong passwords' | 'new accounts' | 'messages to strangers';
    seconds: number;
  }) => `There were too many ${p.what}. Try again in ${p.seconds} s.`,
  no_certificate: () =>
    'This connection has shown no certificate. Give the password, or connect with TLS and a certificate: parlance chat tls://HOST --cert FILE --key FILE.',
  wrong_certificate: () =>
    'The certificate of this connection is no login of that account. /login NICK PASSWORD, and then /cert add.',
  too_many_certificates: (p: { limit: number }) =>
    `You have ${p.limit} certificates, the most there can be. /cert remove FINGERPRINT takes one back.`,
  no_such_certificate: () => 'You have no certificate of that fingerprint. /cert lists them.',
  readable: () =>
    'Nothing was done: others could read that on the way. Connect with TLS and do it there: parlance chat tls://HOST. A password that was sent just now is no secret any more: choose another one.',
  guest_nick: (p: { nick: string }) =>
    `${p.nick} is the nick of a guest. Choose yours first: /nick NAME.`,
  has_account: (p: { nick: string }) =>
    `${p.nick} is an account already. /password OLD NEW changes its password.`,
  no_account: (p: { nick: string }) => `${p.nick} is no account. /register PASSWORD makes it one.`,
  token_limits: (p: { name: string; cmd: string; may: string }) =>
    `The token ${p.name} ${p.may}: /${p.cmd} needs a session that was logged in with the password, or another token.`,
  token_exists: (p: { name: string }) =>
    `You have a token called ${p.name}. Choose another name, or end that one first: /token revoke ${p.name}.`,
  too_many_tokens: (p: { limit: number }) =>
    `You have ${p.limit} tokens, the most there can be. /token revoke NAME ends one of them.`,
  no_such_token: (p: { name: string }) =>
    `You have no token called ${p.name}. /token list shows them.`,
  operators_only: () =>
    'Only operators of this server may do that. Whoever runs it makes one: parlance account role NICK operator.',
  bad_configuration: (p: { mistakes: string }) =>
    `Nothing was changed, since the configuration has mistakes. ${p.mistakes}`,
  locked_down: () =>
    'The server is locked down: only accounts may do that now. /login NICK PASSWORD, or come again later.',
  account_needed: (p: { why: string }) =>
    `Whoever comes from your address needs an account here${p.why === '' ? '' : `: ${p.why}`}. /login NICK PASSWORD if you have one; if not, ask whoever runs this server for one.`,
  registration_closed: () =>
    'Only whoever runs this server makes accounts here: ask them for one. You can go on as a guest.',
  code_needed: (p: { given: boolean }) =>
    p.given
      ? 'That code is wrong, used up or expired. Ask whoever runs this server for another one. Then: /register PASSWORD invite=CODE.'
      : 'An account needs a code here. Ask whoever runs this server for one. Then: /register PASSWORD invite=CODE.',
  too_many_codes: (p: { limit: number }) =>
    `There are ${p.limit} codes that nobody has used, the most there can be. Wait until some expire.`,
  no_such_account: (p: { nick: string }) => `There is no account called ${p.nick}.`,
  too_many_accounts: (p: { limit: number }) =>
    `The server keeps ${p.limit} accounts, the most there can be. Go on as a guest.`,
  too_many_sessions: (p: { nick: string; limit: number }) =>
    `${p.nick} is logged in on ${p.limit} devices, the most there can be. /sessions end N ends one of them.`,
  no_such_device: (p: { device: number }) =>
    `You have no device ${p.device}. /sessions lists those that you have.`,
  no_such_nick: (p: { nick: string; near: string[] }) =>
    `There is nobody called ${p.nick}. ${didYouMean(p.near, 'Type /who to see who is here.')}`,
  no_such_room: (p: { room: string; near: string[] }) =>
    `There is no room ${p.room}. ${didYouMean(p.near, 'Type /rooms for the list, or /join it to open it.')}`,
  no_such_log: (p: { log: string } | { nick: string }) =>
    'log' in p
      ? `You have no private log ${p.log}. Name the person instead.`
      : `Nothing was said between you and ${p.nick} so far. Begin with /msg ${p.nick} hello.`,
  gone: (p: { log: string }) =>
    `The other person of ${p.log} has quit. You can still read what was said: /history ${p.log}.`,
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
    `The tag ${p.tag} belongs to another command already, a /${p.done}. Choose a new tag.`,
  no_such_message: (p: { target: string; seq?: number; own?: true; ignored?: true; of?: string }) =>
    missing(p),
  not_yours: (p: { target: string; seq: number; from: string }) =>
    `${p.from} said ${p.seq} in ${p.target}. Only your own messages can be changed (ops of a room can delete): /reply ${p.target}:${p.seq} answers it.`,
  not_allowed: (p: { reason: string }) => p.reason,
  banned: (p: { room: string; set: string; why: string | undefined }) =>
    `You are banned from ${whereof(p.room)} (${p.set})${p.why === undefined ? '' : `: ${p.why}`}. ${appeal(p.room)}`,
  muted: (p: { room: string; set: string; why: string | undefined }) =>
    `You are muted in ${p.room} (${p.set})${p.why === undefined ? '' : `: ${p.why}`}. ${appeal(p.room)}`,
  is_banned: (p: { room: string; nick: string; act: number }) =>
    `${p.nick} is kept out of ${p.room} by the ban with the number ${p.act}. /allow ${p.room} ${p.nick} lets them off, or /undo ${p.room} ${p.act} takes it back.`,
  is_staff: (p: { room: string; nick: string; role: string }) =>
    isServer(p.room)
      ? `${p.nick} is an operator, and nothing of that kind hits one. Whoever runs the server can take that back: parlance account role ${p.nick} none.`
      : `${p.nick} is ${p.role} of ${p.room}, and nothing of that kind hits staff. An owner can /role ${p.room} ${p.nick} member first.`,
  too_many_hit: (p: { who: string; count: number; limit: number }) =>
    `${p.who} would put ${p.count} people out, and at most ${p.limit} go at a time. Name fewer of them: with ? at the end you see whom it hits.`,
  too_many_measures: (p: { room: string; limit: number }) =>
    `${p.room} has ${p.limit} bans, mutes and exceptions, the most there can be. /bans ${p.room} lists them: take one back first.`,
  not_closed: (p: { room: string }) => `${p.room} lets you in as you are: /join ${p.room}.`,
  nobody_to_tell: (p: { room: string }) =>
    `Nobody who looks after ${p.room} can be told now. Try again later: /names ${p.room} shows who is there.`,
  looks_after: (p: { room: string; nick: string }) =>
    `${p.nick} looks after ${p.room}: you can see to it yourself. /help delete, /help mute and /help kick tell how.`,
  too_many_reports: (p: { limit: number }) =>
    `${p.limit} of your reports are open, the most there can be. Wait until somebody has seen to one of them.`,
  no_such_report: (p: { room: string; number: number }) =>
    `There is no open report ${p.number} ${isServer(p.room) ? 'on this server' : `in ${p.room}`}. /reports ${p.room} lists what there is.`,
  too_soon: (p: { seconds: number; what?: Hasty } | { seconds: number; room: string }) =>
    `${'room' in p ? `Too many people came, went or took other nicks in ${p.room}` : hasty[p.what ?? 'one']} just now. Try again in ${p.seconds} s.`,
  not_undoable: (p: { room: string; act: number; why: string }) =>
    `${p.act} in ${p.room} can't be taken back: ${p.why}. /audit ${p.room} shows what staff did.`,
  no_such_measure: (p: { room: string; who: string; measure: string }) =>
    `There is no ${p.measure} of ${p.who} ${isServer(p.room) ? 'on this server' : `in ${p.room}`}. /bans ${p.room} lists what there is.`,
  invite_only: (p: { room: string; set: string }) =>
    `${p.room} is invite-only (${p.set}). Ask an op of it for an invitation.`,
  bad_key: (p: { room: string; set: string; given: boolean }) =>
    `${p.room} has ${p.given ? 'another key' : 'a key'} (${p.set}). Ask a member for it, or for an invitation. Then: /join ${p.room} key=KEY.`,
  room_full: (p: { room: string; set: string; limit: string }) =>
    `${p.room} is full: it takes ${p.limit} people (${p.set}). Come again when somebody has left, or ask one of them to invite you.`,
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
  too_many_names: (p: { room: string; limit: number }) =>
    `${p.room} has had ${p.limit} other names, the most there can be. It can have one of them again.`,
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

/** A room, or the whole server. */
const whereof = (room: string): string => (isServer(room) ? 'this server' : room);

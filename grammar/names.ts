/** Nicks, rooms and private logs: what is a valid name, and the one key by which names are compared. */

import { plainAscii, strangerIn, undisguised } from './names/scripts.ts';

declare const brand: unique symbol;
type Key<Kind extends string> = string & { readonly [brand]: Kind };

/** A folded nick. Two nicks with the same key are the same nick. */
export type NickKey = Key<'nick'>;
/** A folded room name, with its `#`. */
export type RoomKey = Key<'room'>;
/** The name of the log that two identities share: `@` and lower-case letters and digits. */
export type PrivateKey = Key<'private'>;
/** A log is a room's or a pair's; the first character tells which. */
export type LogKey = RoomKey | PrivateKey;

/** In code points. */
export const MAX_NICK_LENGTH = 32;
/** In code points, without the `#`. */
export const MAX_ROOM_LENGTH = 63;

/** What is wrong with a name, as the end of a sentence that begins "A nick …" or "A room's name …". */
type NameProblem = string;

/**
 * NFC, lower, upper and lower case, NFC: ς, σ and Σ are one letter; ß and SS are the same, and so is ẞ, which has no other
 * upper case until it is a lower one.
 */
function fold(name: string): string {
  if (plainAscii.test(name)) return name.toLowerCase();
  return name.normalize('NFC').toLowerCase().toUpperCase().toLowerCase().normalize('NFC');
}

/** The key by which nicks are compared. `nick` need not be valid. */
export const nickKey = (nick: string): NickKey => fold(nick) as NickKey;
/** The key by which rooms are compared. `room` has its `#` and need not be valid. */
export const roomKey = (room: string): RoomKey => fold(room) as RoomKey;
/** Stands where a room is named for the whole server. */
export const SERVER = '*';
/** True for what names the whole server. */
export const isServer = (room: string): boolean => room === SERVER;

/** The key of a private log, which begins with `@`. */
export const privateKey = (log: string): PrivateKey => log.toLowerCase() as PrivateKey;

/** True for what can only mean a room (`#dev`), as opposed to a nick or a private log. */
export const isRoomName = (name: string): boolean => name.startsWith('#');
/** True for what can only mean a private log (`@k3f9`). */
export const isPrivateName = (name: string): boolean => name.startsWith('@');

/** True for the log of two persons, false for that of a room. */
export const isPrivateKey = (log: LogKey): log is PrivateKey => log.startsWith('@');

/** The key of the log that a TARGET names: a room or a private log. */
export const logKey = (target: string): LogKey =>
  isPrivateName(target) ? privateKey(target) : roomKey(target);

const nickCharacters = /^[\p{L}\p{N}\p{M}\-_.[\]{}\\|^`]*$/u;
// Default_Ignorable: zero-width and bidirectional controls, fillers, variation selectors, tags. U+2800: Braille's blank.
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\u2800]/v;
const spaceOrControl = /[\p{White_Space}\p{Cc}\p{Cs}\p{Cn}\p{Co}]/v;

/** Says why `nick` can't be a nick, or nothing. Whoever had it before there was a rule keeps it: see `newNickProblem`. */
export function nickProblem(nick: string): NameProblem | undefined {
  if (nick === '') return 'has at least one letter';
  if ([...nick].length > MAX_NICK_LENGTH) return `has at most ${MAX_NICK_LENGTH} characters`;
  if (invisible.test(nick)) return 'may not hold invisible characters';
  if (!nickCharacters.test(nick)) return 'is made of letters, digits and -_.[]{}\\|^`';
  if (/^\p{N}/u.test(nick)) return 'may not start with a digit';
  if (nick.startsWith('-')) return 'may not start with a dash';
  if (/^\p{M}/u.test(nick)) return 'may not start with an accent that stands alone';
  return undefined;
}

/** Says why nobody can take `nick`, or nothing: its letters must not pass for others. */
export function newNickProblem(nick: string): NameProblem | undefined {
  const problem = nickProblem(nick);
  if (problem !== undefined) return problem;
  const bare = undisguised(nick);
  if (bare !== undefined) return `is written in plain letters, as in ${bare}`;
  const stranger = strangerIn(nick);
  if (stranger === undefined) return undefined;
  const code = stranger.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return `is written in one script, and ${stranger} (U+${code}) is of another than what precedes it`;
}

const separator = /[,:\/=]/v;
const inNoRoom = [spaceOrControl, invisible, separator].map(({ source }) => source).join('');
const roomName = new RegExp(`^#[^${inNoRoom}]{1,${MAX_ROOM_LENGTH}}$`, 'v');

/** Says why `room` can't be a room's name, or nothing. */
export function roomProblem(room: string): NameProblem | undefined {
  if (roomName.test(room)) return undefined;
  if (!room.startsWith('#')) return 'starts with #';
  const length = [...room].length - 1;
  if (length === 0) return 'has at least one character after the #';
  if (length > MAX_ROOM_LENGTH) return `has at most ${MAX_ROOM_LENGTH} characters after the #`;
  if (spaceOrControl.test(room)) return 'may not hold spaces or control characters';
  if (invisible.test(room)) return 'may not hold invisible characters';
  return 'may not hold a comma, colon, slash or =';
}

/** Says why `log` can't be a private log's name, or nothing. */
export function privateProblem(log: string): NameProblem | undefined {
  return /^@[0-9a-z]{1,16}$/i.test(log) ? undefined : 'is @ and letters or digits, as in @k3f9';
}

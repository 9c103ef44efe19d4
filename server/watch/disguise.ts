/** Removes texts and addresses from a recording, so that it can be shown to others and still decides as before. */
import { createHmac, randomBytes } from 'node:crypto';
import { whomKind } from '../../grammar/names/whom.ts';
import { otherAddress } from './addresses.ts';

/**
 * Strings in these fields stay as they are: who, where, what was done and when, by name or number. All others are
 * disguised, also those that a later Parlance adds.
 */
const PLAIN = new Set([
  ...'did does was is until mask spared measure'.split(' '),
  ...'privacy registration autoJoin level afterwards ignored reads wrote formerly'.split(' '),
  ...'erasing bot can counted'.split(' '),
  ...'on cmd ev ask due do done code kind keep format tag re expected version store'.split(' '),
  ...'nick from of_from to who author identity person key by pair server'.split(' '),
  ...'room rooms log logs name target in current quiet privates arrived found'.split(' '),
  ...'role roles whom settings value invited founded at since next cursor state'.split(' '),
]);
/** Fields that decisions only compare: equal values become equal ones. */
const SECRET = new Set('secret earlier token password invite old new'.split(' '));
/** Where somebody comes from, or whom a ban is about. */
const ADDRESSES = new Set(['address', 'addresses', 'network']);
/** Worth nothing when the text is another one: then a tag answers for every command of that name. */
const DROPPED = new Set(['digest']);

/**
 * A function from plain data to plain data: equal texts become equal ones of as many bytes, which nobody can turn back.
 * With `texts`, only what is secret is disguised. Where somebody logs in to what `isNick` does not know, a password may
 * have been typed.
 */
export function disguise(
  texts: boolean,
  isNick: (text: string) => boolean,
  key = randomBytes(32),
): (value: unknown) => unknown {
  const sum = (text: string) => createHmac('sha256', key).update(text).digest('hex');
  const filler = (text: string) => {
    const length = Buffer.byteLength(text);
    return sum(text)
      .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')
      .repeat(Math.ceil(length / 64))
      .slice(0, length);
  };
  const other = otherAddress(sum);
  /** What is no address, and looks like one, does so still. */
  const elsewhere = (text: string): string => other(text) ?? `0${filler(text)}`;
  const hidden = (field: string, value: unknown): unknown => {
    if (typeof value === 'string') {
      if (ADDRESSES.has(field)) return other(value) ?? (value && sum(value).slice(0, 22));
      if (field === 'who' && whomKind(value) === 'address') return elsewhere(value);
      if (SECRET.has(field)) return sum(value).slice(0, 22);
      return texts || PLAIN.has(field) ? value : filler(value);
    }
    // JSON has no infinity, and nothing reaches this either.
    if (value === Number.POSITIVE_INFINITY) return Number.MAX_VALUE;
    if (Array.isArray(value)) return value.map((each) => hidden(field, each));
    if (typeof value !== 'object' || value === null) return value;
    const kept = Object.entries(value).filter(([name]) => texts || !DROPPED.has(name));
    const isMisplaced = (name: string, inside: unknown): boolean =>
      isLoginNick(name, value) && typeof inside === 'string' && !isNick(inside);
    return Object.fromEntries(
      kept.map(([name, inside]) => [
        name,
        isMisplaced(name, inside)
          ? filler(`${inside}`)
          : hidden(
              isRoomKey(name, value) ? 'secret' : isWords(name, value) ? 'text' : name,
              inside,
            ),
      ]),
    );
  };
  return (value) => hidden('', value);
}

/** What a room's key is set to or was, and what somebody gives for it; the key of a session is another thing. */
const isRoomKey = (field: string, { name, cmd }: { name?: unknown; cmd?: unknown }): boolean =>
  ((field === 'value' || field === 'was') && name === 'key') || (field === 'key' && cmd === 'join');

/** What somebody has written as a setting of a room. */
const isWords = (field: string, { name }: { name?: unknown }): boolean =>
  (field === 'value' || field === 'was') && (name === 'welcome' || name === 'filter');

const isLoginNick = (field: string, { cmd }: { cmd?: unknown }): boolean =>
  field === 'nick' && cmd === 'login';

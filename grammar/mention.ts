/** Whom a text calls by their nick: for the bell of the server, and for what a client marks. */
import { MAX_NICK_LENGTH, type NickKey, nickKey } from './names.ts';
import { hasLoneLetters, withoutLoneLetters } from './words.ts';

const betweenNames = /[^\p{L}\p{N}\p{M}\-_.[\]{}\\|^`]+/u;
/** Of what a nick may hold, what stands before and after one in a sentence. */
const opening = '.-[{`';
const closing = '.-]}`';
const blanks = /\s+/u;
/** Of a nick in a script without blanks: hardly any of their letters has two code units. */
const MAX_NICK_UNITS = MAX_NICK_LENGTH;
const mail = /(?<letter>[\p{L}\p{N}])@[\p{L}\p{N}]/u;
const pathOrRoom = /(?<![\p{L}\p{N}])[/#]\S|^www\./iu;

/**
 * Answers for each nick whether the text calls it, whatever its case: as a word of its own, not as a part of an address,
 * a path, a room's name, or another nick such as ann_ or ann-marie. A nick in a script without blanks is called wherever
 * it stands.
 */
export function calledIn(text: string): (nick: string) => boolean {
  const { folded, isPlain, names } = read(text);
  return (nick) => {
    const key: string = nickKey(nick);
    return names.has(key) || (!isPlain && hasLoneLetters(key) && standsFree(folded, key));
  };
}

/** All whom a text calls, of those that `find` knows by the keys of their nicks. */
export function allCalledIn<T>(text: string, find: (nick: NickKey) => T | undefined): Set<T> {
  const { folded, isPlain, names } = read(text);
  const called = new Set<T>();
  const look = (name: string): T | undefined => find(name as NickKey);
  for (const name of names) {
    const one = look(name);
    if (one !== undefined) called.add(one);
  }
  if (isPlain) return called;
  // Where no blanks are, every part of a run that has such letters may be a nick.
  for (const run of folded.split(betweenNames)) {
    if (!hasLoneLetters(run)) continue;
    for (let from = 0; from < run.length; from += 1) {
      const most = Math.min(run.length, from + MAX_NICK_UNITS);
      for (let to = from + 1; to <= most; to += 1) {
        const name = run.slice(from, to);
        const one = look(name);
        if (one !== undefined && hasLoneLetters(name) && standsFree(folded, name)) called.add(one);
      }
    }
  }
  return called;
}

interface Reading {
  readonly folded: string;
  /** No script in it is written without blanks. */
  readonly isPlain: boolean;
  readonly names: ReadonlySet<string>;
}

function read(text: string): Reading {
  const spoken = text
    .split(blanks)
    .filter((piece) => !isAddress(piece))
    .join(' ');
  const folded: string = nickKey(spoken);
  const isPlain = !hasLoneLetters(folded);
  const names = new Set(
    (isPlain ? folded : withoutLoneLetters(folded)).split(betweenNames).flatMap(readings),
  );
  return { folded, isPlain, names };
}

/** Every nick that a run of a nick's characters may stand for: `[ann].` for that, and for ann. */
function readings(run: string): string[] {
  const [from, to] = [afterMarks(run), beforeMarks(run)];
  return [run, run.slice(from), run.slice(0, to), run.slice(from, Math.max(from, to))];
}

function afterMarks(run: string): number {
  let from = 0;
  while (from < run.length && opening.includes(run.charAt(from))) from += 1;
  return from;
}

function beforeMarks(run: string): number {
  let to = run.length;
  while (to > 0 && closing.includes(run.charAt(to - 1))) to -= 1;
  return to;
}

/** Where no blanks are, only a mark on its last letter, or a sign of nicks such as _, makes another name of it. */
function standsFree(text: string, key: string): boolean {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    const end = at + key.length;
    if (!/[_\\|^]/.test(text.charAt(at - 1)) && !/^[\p{M}_\\|^]/u.test(text.slice(end, end + 2)))
      return true;
  }
  return false;
}

/** A link, a path, a mail address, or a room. Names with a slash between them, as in ann/bob, are names. */
function isAddress(piece: string): boolean {
  const { letter } = mail.exec(piece)?.groups ?? {};
  if (letter !== undefined && !hasLoneLetters(letter)) return true;
  if (piece.includes('://') || pathOrRoom.test(piece)) return true;
  return piece.includes('/') && piece.slice(0, beforeMarks(piece)).includes('.');
}

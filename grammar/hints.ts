/** What somebody probably wanted to type, told behind what was expected. */
import { HISTORY_LIMIT } from './ast.ts';
import { spellings } from './chart.ts';
import { commandWord, lexer } from './lexer.ts';
import { roomProblem } from './names.ts';
import { nearest } from './nearest.ts';
import { orList, shown } from './quote.ts';
import { literals } from './terminals.ts';

/** No option and no room's name is longer. */
const SEEN = 128;

/** A sentence about what stands at `index`, where `expected` could stand, with a blank before it; or nothing. */
export function hint(line: string, index: number, expected: readonly string[]): string {
  const rest = line.slice(index, index + SEEN);
  const word = /^[^ \t,]*/.exec(rest)?.[0] ?? '';
  const told =
    word === '' ? afterComma(rest) : (spacedOption(rest, expected) ?? aboutWord(word, expected));
  return told === undefined ? '' : ` ${told}`;
}

function aboutWord(word: string, expected: readonly string[]): string | undefined {
  const command = spellings.get(commandWord(lexer.line).toLowerCase());
  const meant = didYouMean(word, expected);
  if (meant) return meant;
  if (word.startsWith('#'))
    return expected.includes('room') ? undefined : noRoomHere(word, command);
  if (!expected.includes('room') || expected.includes('nick')) return undefined;
  if (roomProblem(`#${word}`)) return undefined;
  const person = command === 'who' ? ` For a person type /whois ${shown(word)}.` : '';
  return `A room begins with #: ${shown(`#${word}`)}.${person}`;
}

/** A room where none can stand. */
function noRoomHere(name: string, command: string | undefined): string | undefined {
  if (command === 'whois') return `For a room type /names ${shown(name)} or /who ${shown(name)}.`;
  const isListed = lexer.last?.type === 'room' || lexer.last?.type === 'seq';
  if (!isListed || (command !== 'join' && command !== 'resume')) return undefined;
  const before =
    lexer.line
      .slice(Math.max(0, lexer.at - SEEN), lexer.at)
      .split(/[ \t,]/)
      .at(-1) ?? '';
  return `Rooms are separated by commas: ${shown(before)},${shown(name)}.`;
}

function afterComma(rest: string): string | undefined {
  return lexer.last?.text === ',' && rest.trimStart() !== '' ? 'Leave out the blank.' : undefined;
}

/** `limit 10` and `limit = 10`. */
function spacedOption(rest: string, expected: readonly string[]): string | undefined {
  const [, name = '', value = ''] =
    /^(before|after|limit)[ \t]*[ \t=][ \t]*([0-9]{1,15})(?![^ \t])/i.exec(rest) ?? [];
  const option = `${name.toLowerCase()}=`;
  return expected.includes(option) ? `Did you mean ${option}${value}?` : undefined;
}

/** A mistyped option or word: `befor=5` is most like `before=`. */
function didYouMean(word: string, expected: readonly string[]): string | undefined {
  const meant = expected.includes('limit=') ? numberMeant(word) : undefined;
  if (meant) return `Did you mean ${meant}?`;
  const mistyped = /^[a-z]+=?/i.exec(word)?.[0] ?? '';
  if (mistyped === '') return undefined;
  const options = expected.filter((other) => Object.hasOwn(literals, other));
  const near = nearest(mistyped, options);
  return near.length > 0 && !near.includes(mistyped) ? `Did you mean ${orList(near)}?` : undefined;
}

/** `/history 10`, `/history #dev 10` and `/history limit 10` mean the same. */
export function numberMeant(word: string): string | undefined {
  if (!/^[0-9]{1,15}$/.test(word) || Number(word) === 0) return undefined;
  const option = `${lexer.last?.text}=`;
  if (option === 'before=' || option === 'after=') return `${option}${Number(word)}`;
  return `limit=${Math.min(Number(word), HISTORY_LIMIT)}`;
}

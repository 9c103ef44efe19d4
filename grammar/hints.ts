/** What somebody probably wanted to type, told behind what was expected. */
import { HISTORY_LIMIT } from './ast.ts';
import { spellings, waiting } from './chart.ts';
import { calledBy, commandWord, lexer, sign } from './lexer.ts';
import { literals } from './literals.ts';
import { roomProblem } from './names.ts';
import { nearest } from './nearest.ts';
import { orList, shown } from './quote.ts';
import { timeForm } from './time.ts';

/** No option and no room's name is longer. */
const SEEN = 128;

/** A sentence about what stands at `index`, where `expected` could stand, with a blank before it; or nothing. */
export function hint(line: string, index: number, expected: readonly string[]): string {
  const rest = line.slice(index, index + SEEN);
  const told = aboutRest(rest, expected);
  return told === undefined ? '' : ` ${told}`;
}

function aboutRest(rest: string, expected: readonly string[]): string | undefined {
  if (expected.includes('place')) return aboutPlace(rest);
  const word = /^[^ \t,]*/.exec(rest)?.[0] ?? '';
  if (word === '') return afterComma(rest);
  return spacedOption(rest, expected) ?? aboutWord(word, expected);
}

/** `#dev 41` and `#41`, and where the numbers are. */
function aboutPlace(rest: string): string {
  const [, target, seq = ''] =
    /^(?:([#@][^ \t:]+)[ \t:]+|#)([0-9]{1,15}|\^)(?![^ \t])/.exec(rest) ?? [];
  if (seq !== '') return `Did you mean ${target === undefined ? seq : `${shown(target)}:${seq}`}?`;
  const alone = /^[#@][^ \t:]+(?![^ \t:])/.exec(rest)?.[0];
  return alone === undefined
    ? '^ is the last one, and /history shows the numbers.'
    : `Name the message as well: ${shown(alone)}:^ is the last one there.`;
}

function aboutWord(word: string, expected: readonly string[]): string | undefined {
  const command = spellings.get(commandWord(lexer.line).toLowerCase());
  if (expected.includes('words')) return `Options come last: /search WORDS ${shown(word)}.`;
  const meant = (command === 'history' && valueMeant(word, expected)) || didYouMean(word, expected);
  if (meant) return meant;
  if (command === 'search' && expected.includes('end')) return 'The words come before the options.';
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

/** `limit 10`, `limit = 10` and `since 2h`. */
function spacedOption(rest: string, expected: readonly string[]): string | undefined {
  const [, name = '', value = ''] =
    /^([a-z]{2,6})[ \t]*[ \t=][ \t]*([#@]?[^ \t=]+)(?![^ \t])/i.exec(rest) ?? [];
  const option = `${name.toLowerCase()}=`;
  const state = waiting().find((state) => sign(state).literal === option);
  if (!state || !expected.includes(option)) return undefined;
  return isValue(calledBy(state), value) ? `Did you mean ${option}${shown(value)}?` : undefined;
}

/** `limit=N` goes with a number, and so on. */
function isValue(called: string, value: string): boolean {
  if (called.endsWith('=SEQ') || called.endsWith('=N')) return /^[0-9]{1,15}$/.test(value);
  return called.endsWith('=TIME') ? timeForm.test(value) : true;
}

/** A mistyped option or word: `befor=5` is most like `before=`. */
function didYouMean(word: string, expected: readonly string[]): string | undefined {
  const mistyped = /^[a-z]+=?/i.exec(word)?.[0] ?? '';
  if (mistyped === '') return undefined;
  const options = expected.filter((other) => Object.hasOwn(literals, other));
  const near = nearest(mistyped, options);
  return near.length > 0 && !near.includes(mistyped) ? `Did you mean ${orList(near)}?` : undefined;
}

/** A value without its option. */
function valueMeant(word: string, expected: readonly string[]): string | undefined {
  const number = expected.includes('limit=') ? numberMeant(word) : undefined;
  const meant = number ?? (expected.includes('since=') ? timeMeant(word) : undefined);
  return meant && `Did you mean ${meant}?`;
}

/** `/history 10`, `/history #dev 10` and `/history limit 10` mean the same. */
export function numberMeant(word: string): string | undefined {
  if (!/^[0-9]{1,15}$/.test(word) || Number(word) === 0) return undefined;
  const option = `${lexer.last?.text}=`;
  if (['before=', 'after=', 'around='].includes(option)) return `${option}${Number(word)}`;
  return `limit=${Math.min(Number(word), HISTORY_LIMIT)}`;
}

/** `/history 2h`, `/history #dev 2h` and `/history since 2h` mean the same. */
export function timeMeant(word: string): string | undefined {
  return timeForm.test(word) ? `since=${word}` : undefined;
}

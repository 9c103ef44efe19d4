/** A command as a person would type it: the inverse of `parse`, and of `readObject` where typing can't say it. */
import type { Command, CommandOf } from './ast.ts';
import { misplacesSlash, skipBlanks } from './ends.ts';
import { terminals } from './terminals.ts';
import { unreachable } from './unreachable.ts';

/**
 * The line of a checked command. Five things can't be typed: a text of several lines, a text that would be read as a
 * room (`/me #1 fan`), the topic `-`, words to look for that would be read as an option, and help about a phrase. Their
 * line is the JSON object, which clients of the json dialect may send. No other line begins with `{`.
 */
export function print(command: Command): string {
  const rest = typed(command);
  if (rest === undefined || rest.includes('\n')) return JSON.stringify(command);
  if (command.cmd === 'say' && command.tag === undefined) return talk(command.text);
  return `/${command.cmd}${command.tag === undefined ? '' : `@${command.tag}`}${rest}`;
}

function talk(text: string): string {
  if (text.startsWith('/')) return `/${text}`;
  return text.startsWith('{') || misplacesSlash(text) ? `/say ${text}` : text;
}

/** What follows the command's name and tag, or nothing if it can't be typed. */
function typed(command: Command): string | undefined {
  switch (command.cmd) {
    case 'say':
      return words(command.text);
    case 'msg':
    case 'notice':
      return words(command.to, command.text);
    case 'me':
      return afterRoom(command.room, command.text);
    case 'topic':
      if (command.text === '-') return undefined;
      return afterRoom(command.room, command.text === '' ? '-' : command.text);
    case 'part':
      return afterRoom(command.rooms?.join(), command.reason);
    case 'join':
      return words(places(command.rooms, command.cursors), command.quiet ? 'quiet' : undefined);
    case 'nick':
    case 'whois':
      return words(command.nick);
    case 'room':
    case 'names':
    case 'who':
      return words(command.room);
    case 'rooms':
      return words(command.matching);
    case 'away':
      return words(command.text);
    case 'bell':
      return words(command.state);
    case 'history':
      return words(
        command.target,
        option('before', command.before),
        option('after', command.after),
        option('around', command.around),
        option('since', command.since),
        option('limit', command.limit),
      );
    case 'search':
      return searched(command);
    case 'reply':
    case 'edit':
      return words(place(command), command.text);
    case 'delete':
      return words(place(command), command.reason);
    case 'react':
    case 'unreact':
      return words(place(command), command.emoji);
    case 'typing':
      return words(command.target);
    case 'format':
      return words(command.format);
    case 'resume':
      return words(command.token, places(Object.keys(command.cursors ?? {}), command.cursors));
    case 'help':
      return /^\/|[ \t]/.test(command.about ?? '') ? undefined : words(command.about);
    case 'quit':
      return words(command.reason);
    case 'whoami':
    case 'back':
    case 'ping':
    case 'motd':
      return '';
    default:
      return unreachable(command);
  }
}

/** One blank before each argument that is there. */
const words = (...given: (string | undefined)[]): string =>
  given
    .filter((word) => word !== undefined)
    .map((word) => ` ${word}`)
    .join('');

/** A text behind a room that may be left out must not look like the room. */
function afterRoom(rooms: string | undefined, text: string | undefined): string | undefined {
  if (rooms !== undefined || text === undefined) return words(rooms, text);
  return terminals.room.match(text, skipBlanks(text, 0)) < 0 ? words(text) : undefined;
}

/** Words that hold an option can't be typed, nor can some with blanks of other scripts around them. */
function searched(command: CommandOf<'search'>): string | undefined {
  const { words: given } = command;
  if (terminals.words.match(given, 0) !== given.length) return undefined;
  return words(
    given,
    option('in', command.in),
    option('from', command.from),
    option('before', command.before),
    option('after', command.after),
    option('next', command.next),
    option('limit', command.limit),
  );
}

/** `#dev:41`, `41` or `^`. */
const place = ({ target, seq }: { target?: string; seq?: number }): string =>
  `${target === undefined ? '' : `${target}:`}${seq ?? '^'}`;

const option = (name: string, value: number | string | undefined): string | undefined =>
  value === undefined ? undefined : `${name}=${value}`;

/** `#a=120,#b`; nothing for no places. */
function places(names: string[], cursors: Record<string, number> = {}): string | undefined {
  if (names.length === 0) return undefined;
  return names
    .map((name) => (Object.hasOwn(cursors, name) ? `${name}=${cursors[name]}` : name))
    .join();
}

/** Is what a command says allowed? The rules that both dialects share, whichever way the command was spelt. */
import type { Command, CommandOf } from './ast.ts';
import { type Fault, fault } from './faults.ts';
import {
  isPrivateName,
  isRoomName,
  logKey,
  newNickProblem,
  nickProblem,
  privateProblem,
  roomKey,
  roomProblem,
} from './names.ts';
import { characterAt, shown } from './quote.ts';
import { emojiProblem, limits, lineProblem, type TextProblem, textProblem } from './text.ts';
import { momentOf } from './time.ts';
import { unreachable } from './unreachable.ts';
import { phrases } from './words.ts';

/** The first thing that is wrong with a command of the right shape, or nothing. */
export function check(command: Command): Fault | undefined {
  switch (command.cmd) {
    case 'say':
      return said(command.text);
    case 'msg':
    case 'notice':
      return target(command.to) ?? said(command.text);
    case 'me':
      return maybe(command.room, room) ?? said(command.text);
    case 'nick':
      return newNick(command.nick);
    case 'whois':
      return nick(command.nick);
    case 'join':
      return each(command.rooms, room) ?? joinCursors(command.rooms, command.cursors);
    case 'part':
      return (
        each(command.rooms ?? [], room) ??
        maybe(command.reason, (text) => lined('The reason', text))
      );
    case 'room':
    case 'names':
    case 'who':
      return maybe(command.room, room);
    case 'reply':
    case 'edit':
      return maybe(command.target, log) ?? said(command.text);
    case 'delete':
      return (
        maybe(command.target, log) ?? maybe(command.reason, (text) => lined('The reason', text))
      );
    case 'react':
    case 'unreact':
      return maybe(command.target, log) ?? maybe(command.emoji, emoji);
    case 'typing':
      return maybe(command.target, target);
    case 'topic':
      return maybe(command.room, room) ?? maybe(command.text, topic);
    case 'rooms':
      return maybe(command.matching, (text) => lined('What to look for', text));
    case 'away':
      return maybe(command.text, (text) => lined('The away message', text));
    case 'quit':
      return maybe(command.reason, (text) => lined('The reason', text));
    case 'history':
      return maybe(command.target, target) ?? maybe(command.since, time) ?? onePage(command);
    case 'search':
      return (
        lined('What to look for', command.words, false) ??
        lookedFor(command.words) ??
        maybe(command.in, target) ??
        maybe(command.from, nick) ??
        maybe(command.before, time) ??
        maybe(command.after, time)
      );
    case 'resume':
      return session(command.token) ?? each(Object.keys(command.cursors ?? {}), log);
    case 'help':
      return maybe(command.about, (text) => lined("The command's name", text));
    case 'whoami':
    case 'back':
    case 'bell':
    case 'ping':
    case 'format':
    case 'motd':
      return undefined;
    default:
      return unreachable(command);
  }
}

/**
 * A checked command without its repetitions: of rooms and cursors that are the same when folded the first one stays,
 * and the cursors of a `join` are spelt like its rooms. The words of a `search` have no blanks around them. Most commands
 * come back as they are.
 */
export function tidy(command: Command): Command {
  if (command.cmd === 'resume' && command.cursors) {
    return { ...command, cursors: distinctCursors(command.cursors) };
  }
  if (command.cmd === 'part' && command.rooms && command.rooms.length > 1) {
    return { ...command, rooms: distinct(command.rooms) };
  }
  if (command.cmd === 'search' && command.words !== command.words.trim()) {
    return { ...command, words: command.words.trim() };
  }
  if (command.cmd === 'join' && command.quiet === false) {
    const { quiet: _, ...announced } = command;
    return tidy(announced);
  }
  if (command.cmd === 'join' && (command.rooms.length > 1 || command.cursors)) {
    const rooms = distinct(command.rooms);
    if (!command.cursors) return { ...command, rooms };
    const spelt = new Map(rooms.map((name) => [roomKey(name) as string, name]));
    return { ...command, rooms, cursors: distinctCursors(command.cursors, spelt) };
  }
  return command;
}

function distinct(rooms: string[]): string[] {
  const seen = new Set<string>();
  return rooms.filter((name) => seen.size < seen.add(roomKey(name)).size);
}

function distinctCursors(
  cursors: Record<string, number>,
  spelt: ReadonlyMap<string, string> = new Map(),
): Record<string, number> {
  const seen = new Set<string>();
  const kept = Object.entries(cursors).filter(([name]) => seen.size < seen.add(logKey(name)).size);
  return Object.fromEntries(kept.map(([name, seq]) => [spelt.get(logKey(name)) ?? name, seq]));
}

type Rule = (value: string) => Fault | undefined;

function maybe(value: string | undefined, rule: Rule): Fault | undefined {
  return value === undefined ? undefined : rule(value);
}

function each(values: readonly string[], rule: Rule): Fault | undefined {
  for (const value of values) {
    const wrong = rule(value);
    if (wrong) return wrong;
  }
  return undefined;
}

const quoted = (name: string): string => (name === '' ? '""' : shown(name));

const nickBy =
  (problemOf: typeof nickProblem): Rule =>
  (name) => {
    const problem = problemOf(name);
    return problem === undefined ? undefined : fault('bad_nick', { nick: quoted(name), problem });
  };

const nick = nickBy(nickProblem);
const newNick = nickBy(newNickProblem);

const room: Rule = (name) => {
  const problem = roomProblem(name);
  return problem === undefined ? undefined : fault('bad_room', { room: quoted(name), problem });
};

/** Whom a message can go to, or whose history can be read. */
const target: Rule = (name) => (isRoomName(name) || isPrivateName(name) ? log(name) : nick(name));

/** What has a number space of its own: a room or a private log. */
const log: Rule = (name) => {
  if (isRoomName(name)) return room(name);
  const problem = isPrivateName(name) ? privateProblem(name) : "starts with @, a room's with #";
  return problem === undefined ? undefined : fault('bad_target', { target: quoted(name), problem });
};

/** What people say: JSON clients may send several lines. */
const said: Rule = (text) => {
  if (text === '') return fault('empty_text', { what: 'The text', optional: false });
  return fits('The text', textProblem(text, limits.text), text, {});
};

function lined(what: string, text: string, optional = true): Fault | undefined {
  if (text.trim() === '') return fault('empty_text', { what, optional });
  return fits(what, lineProblem(text, limits.reason), text);
}

/** The empty topic clears; one of blanks alone would only look like it. */
const topic: Rule = (text) => {
  if (text !== '' && text.trim() === '')
    return fault('empty_text', { what: 'The topic', optional: true });
  return fits('The topic', lineProblem(text, limits.topic), text);
};

/** Only what is said can be said in pieces. */
function fits(
  what: string,
  problem: TextProblem | undefined,
  text: string,
  advice: { whole?: true } = { whole: true },
): Fault | undefined {
  if (problem === undefined) return undefined;
  if (problem.kind === 'too_long')
    return fault('too_long', { what, limit: problem.limit, ...advice });
  return fault('bad_character', { character: characterAt(text, problem.index) });
}

const session: Rule = (token) => {
  if (/^[\x21-\x7e]+$/.test(token)) return undefined;
  return fault('bad_command', { message: '`token` is no session token: see your welcome.' });
};

/** `/history` goes from one place only. */
function onePage(command: CommandOf<'history'>): Fault | undefined {
  const [one, other] = (['before', 'after', 'around', 'since'] as const).filter(
    (option) => command[option] !== undefined,
  );
  if (other === undefined) return undefined;
  return fault('bad_command', {
    message: `\`${one}\` and \`${other}\` exclude each other: send one.`,
  });
}

const time: Rule = (given) =>
  Number.isNaN(momentOf(given, 0))
    ? fault('bad_command', {
        message: `${shown(given)} is in no calendar. Write a time like 2h, 2026-11-20 or 2026-11-20T18:00+09:00; on nc it is UTC without an offset.`,
      })
    : undefined;

const lookedFor: Rule = (typed) =>
  phrases(typed).length > 0 ? undefined : fault('no_words', { typed: shown(typed.trim()) });

const emoji: Rule = (given) => {
  const problem = emojiProblem(given);
  return problem === undefined ? undefined : fault('bad_emoji', { problem });
};

/** A cursor of a room that is not joined by the same command would be ignored in silence. */
function joinCursors(
  rooms: string[],
  cursors: Record<string, number> | undefined,
): Fault | undefined {
  if (cursors === undefined) return undefined;
  const joined = new Set(rooms.map(roomKey));
  for (const name of Object.keys(cursors)) {
    const wrong = room(name);
    if (wrong) return wrong;
    if (!joined.has(roomKey(name)))
      return fault('bad_command', {
        message: `\`cursors\` names ${shown(name)}, which \`rooms\` does not.`,
      });
  }
  return undefined;
}

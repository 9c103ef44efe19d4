/** What Tab offers: what the grammar says may come next, filled with the rooms and nicks that are known. */

import { nickKey, roomKey } from '../../grammar/names.ts';
import type { Expected } from '../../grammar/reading/expect.ts';
import { actionNames } from '../keyboard/actions.ts';
import { type Aliases, begunBy } from '../language/aliases.ts';
import { isLinks, language } from '../language/language.ts';
import { type TableName, tableNames, toneNames } from '../language/options.ts';
import { emojiFor } from './emoji.ts';
import { type Line, lineOf } from './line.ts';
import { expectedAt } from './understand.ts';

/** The names that a person may mean, the likeliest first. */
export interface Known {
  rooms: readonly string[];
  nicks: readonly string[];
  /** How the messages that are in view can be named: the last one, and their numbers. */
  messages?: readonly string[];
  /** The servers of the configuration. */
  servers?: readonly string[];
  aliases?: Aliases;
  /** The keys that do something. */
  keys?: readonly string[];
  scripts?: readonly string[];
}

/** What may stand in a line instead of what was typed. */
export interface Completion {
  /** A choice replaces what stands from here to the caret. */
  from: number;
  choices: string[];
}

/**
 * What Tab offers at the caret: whole replacements for `text.slice(from, caret)`, the likeliest first; none when
 * nothing fits.
 */
export function complete({ text, caret }: Line, known: Known): Completion {
  const meant = known.aliases && begunBy(known.aliases, text.slice(0, caret));
  if (meant !== undefined) return behindAlias(text.slice(0, caret), meant, known);
  const { from, tokens } = expectedAt(text, caret);
  const half = text.slice(from, caret);
  const gap = /^\s/.test(text.slice(caret)) ? '' : ' ';
  const given = tokens.flatMap((token) => choicesOf(token, half, from, known));
  const choices = [...given, ...aliasesLike(half, from, known)];
  if (choices.length > 0) {
    const whole = [...new Set(choices)].map((each) => (each.endsWith('=') ? each : each + gap));
    return { from, choices: whole };
  }
  return tokens.some(({ rest, joins }) => !joins && rest)
    ? inText({ text, caret }, known, gap)
    : { from: caret, choices: [] };
}

/** What completes the line that is meant completes what was typed behind its alias, if both end alike. */
function behindAlias(typed: string, meant: string, known: Known): Completion {
  const { aliases: _, ...rest } = known;
  const { from, choices } = complete(lineOf(meant), rest);
  const half = meant.slice(from);
  return typed.endsWith(half)
    ? { from: typed.length - half.length, choices }
    : { from: typed.length, choices: [] };
}

const aliasesLike = (half: string, from: number, { aliases }: Known): string[] =>
  from === 0 && half.startsWith('/')
    ? [...(aliases?.keys() ?? [])].map((name) => `/${name}`).filter((name) => name.startsWith(half))
    : [];

/** Whether a room may stand at the caret of a command: alone, or as well as other things. */
export function roomAt({ text, caret }: Line): 'alone' | 'too' | 'never' {
  if (!text.startsWith('/')) return 'never';
  const words = expectedAt(text, caret).tokens.filter(({ joins }) => !joins);
  if (!words.some(({ word }) => word === 'room')) return 'never';
  return words.every(({ word }) => word === 'room') ? 'alone' : 'too';
}

/** What a person may want to type for one thing that is expected. */
function choicesOf(token: Expected, half: string, from: number, known: Known): string[] {
  if (token.joins || isLinksToken(token)) return [];
  if (token.literal !== undefined)
    return token.literal.startsWith(half) || isCommand(token) ? [token.literal] : [];
  switch (token.word) {
    case 'room':
      return roomsLike(half, known);
    case 'nick':
      return nicksLike(half, known);
    case 'place':
      return (known.messages ?? []).filter((each) => each.startsWith(half));
    case 'server':
      return (known.servers ?? []).filter((each) => each.startsWith(half));
    case 'entry':
      return entriesLike(half, known);
    case 'script':
      return (known.scripts ?? []).filter((each) => each.startsWith(half));
    case 'action':
      return [...actionNames, 'none'].filter((each) => each.startsWith(half));
    case 'emoji':
      return emojiFor(half);
    case 'command':
      return from === 0 ? commandLines(half) : commandNames(half);
    default:
      return [];
  }
}

/** What a person may want to name of a table of their configuration, once they have said of which. */
function entriesLike(half: string, { rooms, aliases, keys = [], scripts = [] }: Known): string[] {
  const names: Readonly<Record<TableName, readonly string[]>> = {
    keys,
    colours: toneNames,
    aliases: [...(aliases?.keys() ?? [])],
    scripts,
    'joins-in': rooms,
  };
  return tableNames
    .filter((table) => half.startsWith(`${table}.`))
    .flatMap((table) => names[table].map((key) => `${table}.${key}`))
    .filter((name) => name.startsWith(half));
}

/** The grammar has compared it already, whatever its case. */
const isCommand = ({ word }: Expected): boolean => word === 'command';

const commandLines = (half: string): string[] =>
  half === '' ? listed.flatMap(({ literal }) => literal ?? []) : [];

/** What the link does by itself is not for people to type. */
const isLinksToken = ({ literal = '' }: Expected): boolean => isLinks(literal.slice(1));

const listed = language.expectAt('/', 1).tokens.filter((token) => !isLinksToken(token));

const commandNames = (half: string): string[] =>
  [...language.commands.keys()].filter(
    (name) => !isLinks(name) && name.startsWith(half.toLowerCase().replace(/^\//, '')),
  );

const roomsLike = (half: string, { rooms }: Known): string[] =>
  rooms.filter((room) => roomKey(room).startsWith(roomKey(half)));

const nicksLike = (half: string, { nicks }: Known): string[] =>
  nicks.filter((nick) => nickKey(nick).startsWith(nickKey(half)));

/** Within a text the word at the caret is a nick; a room or an emoji if it begins like one. */
function inText({ text, caret }: Line, known: Known, gap: string): Completion {
  const half = /\S*$/.exec(text.slice(0, caret))?.[0] ?? '';
  const from = caret - half.length;
  if (half.startsWith('#')) {
    return { from, choices: roomsLike(half, known).map((room) => room + gap) };
  }
  if (/^:[\w+-]+:?$/.test(half)) {
    return { from, choices: emojiFor(half).map((emoji) => emoji + gap) };
  }
  const called = from === 0 ? `:${gap || ' '}` : gap;
  const word = half.replace(/^@/, '');
  const choices = word === '' ? [] : nicksLike(word, known).map((nick) => nick + called);
  return { from, choices };
}

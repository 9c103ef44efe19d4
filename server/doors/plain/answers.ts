/** How plain answers the one who asked: refusals, acknowledgements, lists of rooms and people, help. */
import { definitionOf } from '../../../grammar/ast.ts';
import type { EventOf } from '../../../grammar/events.ts';
import { because, minute, noted, people, plural } from '../../../grammar/sentences/phrases.ts';
import { caret } from './caret.ts';
import { line } from './line.ts';

/** The commands of `/help` have so many columns; with it, its indent and the longest summary a line has 80. */
const USAGE_COLUMNS = 24;

export function welcome({ server, nick, session }: EventOf<'welcome'>): string {
  return (
    line(
      `* Welcome to ${server}, ${nick}. /nick NAME to choose a name, /rooms to look around, /help for the rest.`,
    ) + line(`* If your connection is lost: /resume ${session}`)
  );
}

export function error({ code, re, message, line: source, col }: EventOf<'error'>): string {
  const refusal = line(`! ${code}${re === undefined ? '' : ` (${re})`}: ${message}`);
  return source === undefined || col === undefined ? refusal : refusal + caret(source, col);
}

/** A tagged `ok` names its tag and what was produced; an untagged one speaks where no other event answers. */
export function ok(event: EventOf<'ok'>): string {
  if (event.re !== undefined) return line(`* ok ${event.re}${because(product(event))}`);
  const sentence = definitionOf({ cmd: event.done }).acknowledged?.(event);
  return sentence === undefined ? '' : line(`* ${sentence}`);
}

/** Each thing once: a resumed session is in its current room, too. */
function product({
  nick,
  room,
  rooms = [],
  log,
  logs = [],
  seq,
  bell,
  privacy,
}: EventOf<'ok'>): string {
  const parts = new Set([nick, room, ...rooms, log, ...logs, seq, bell, privacy]);
  parts.delete(undefined);
  return [...parts].join(' ');
}

/** Who is in a room, how long its log is (with that number one joins again later), and its topic, if it has one. */
export function room(event: EventOf<'room'>): string {
  const who = event.members.map(({ nick, role, away, offline }) =>
    noted(nick, role, away && 'away', offline && 'offline'),
  );
  const there = `${people(event.count)}${because(listed(who, event.more))}`;
  const far = event.seq === 0 ? '' : ` (${plural(event.seq, 'event')} so far)`;
  const list = line(`* ${event.room}: ${there}${far}`);
  return event.topic ? list + topicOf(event, event.topic) : list;
}

function topicOf({ room, topic_from, topic_at }: EventOf<'room'>, topic: string): string {
  return line(`* ${room} topic: ${noted(topic, topic_from, topic_at && utc(topic_at))}`);
}

export const settings = ({ room, settings: list }: EventOf<'settings'>): string =>
  line(`* Settings of ${room}`) +
  list
    .map(({ name, value, from, at }) => line(`  ${name} ${noted(value, from, at && utc(at))}`))
    .join('');

export function rooms({ rooms, more }: EventOf<'rooms'>): string {
  if (rooms.length === 0) return line('* No such room yet. /join #dev would open one.');
  return [
    line(`* ${plural(rooms.length, 'room')}${more ? ', and others: /rooms PART finds them' : ''}`),
    ...rooms.map(({ room, count, topic }) => line(`  ${room}, ${people(count)}${because(topic)}`)),
  ].join('');
}

/** Away messages get lines of their own, so that none can pass for a further person. */
export function who({ room, count, people: listedPeople, more }: EventOf<'who'>): string {
  const names = listedPeople.map(({ nick, away }) =>
    away === undefined ? nick : `${nick} (away)`,
  );
  const where = room === undefined ? 'on this server' : `in ${room}`;
  return [
    line(`* ${people(count)} ${where}${because(listed(names, more))}`),
    ...listedPeople
      .filter(({ away }) => away)
      .map(({ nick, away }) => line(`  ${nick} is away: ${away}`)),
  ].join('');
}

export function whois(event: EventOf<'whois'>): string {
  const { nick, rooms, more, away, since, connected, offline, seen } = event;
  if (offline) return line(`* ${nick} is not here${seen ? `, last seen ${utc(seen)}` : ''}`);
  return [
    line(`* ${nick} is here since ${utc(since)}${among(rooms, more)}`),
    away === undefined ? '' : line(`* ${nick} is away${because(away)}`),
    connected ? '' : line(`* ${nick} has lost the connection and may come back`),
  ].join('');
}

export const ignored = ({ people: ignoredPeople }: EventOf<'ignored'>): string =>
  line(`* You ignore ${ignoredPeople.length === 0 ? 'nobody' : ignoredPeople.join(', ')}`);

export function whoami({
  nick,
  room,
  rooms,
  away,
  bell,
  privacy,
  session,
}: EventOf<'whoami'>): string {
  return [
    line(`* You are ${nick}${among(rooms)}; your bell is ${bell}`),
    room === undefined ? '' : line(`* You are talking in ${room}`),
    away === undefined ? '' : line(`* You are away${because(away)}`),
    privacy === undefined ? '' : line(`* Who may write to you in private: ${privacy}`),
    line(`* If your connection is lost: /resume ${session}`),
  ].join('');
}

export const account = ({ nick, since, sessions }: EventOf<'account'>): string =>
  line(`* ${nick} is an account since ${utc(since)}, logged in on ${plural(sessions, 'device')}`);

export const sessions = ({ sessions: all }: EventOf<'sessions'>): string =>
  [
    line(`* You are logged in on ${plural(all.length, 'device')}`),
    ...all.map(({ device, address, format, since, heard, lost, own }) => {
      const where = [address, format].filter(Boolean).join(', ') || 'from before the restart';
      const times = `since ${utc(since)}, last heard ${utc(heard)}`;
      return line(`  ${noted(`${device}: ${where}, ${times}`, own && 'this one', lost && 'lost')}`);
    }),
  ].join('');

type Manual = EventOf<'help'>['commands'][number];

/** One command with all that is known of it; several as a table. */
export function help({ commands }: EventOf<'help'>): string {
  const [only, ...others] = commands;
  if (only !== undefined && others.length === 0) return manual(only);
  const fitting = commands
    .map(({ usage }) => usage.length)
    .filter((length) => length <= USAGE_COLUMNS);
  const width = Math.max(0, ...fitting);
  return [
    line('* What is not a command is said in your current room. The commands:'),
    ...commands.map((each) => entry(each, width)),
    line('* /help NAME tells more of one of them. //text says a line that begins with a slash.'),
  ].join('');
}

/** A usage that is too long for its column has a line of its own. */
function entry({ usage, summary, short = [] }: Manual, width: number): string {
  const about = noted(summary, ...slashed(short));
  return usage.length > width
    ? line(`  ${usage}`) + line(`  ${''.padEnd(width)}  ${about}`)
    : line(`  ${usage.padEnd(width)}  ${about}`);
}

function manual({ usage, summary, short = [], about = '', examples = [] }: Manual): string {
  const names = slashed(short).join(', ');
  return [
    line(`* ${usage}: ${summary}`),
    ...wrapped(about).map((text) => line(`  ${text}`)),
    names && line(`* Or shorter: ${names}`),
    examples.length > 0 ? line('* For example:') : '',
    ...examples.map((example) => line(`  ${example}`)),
  ].join('');
}

const slashed = (names: string[]): string[] => names.map((name) => `/${name}`);

/** In pieces that fit a terminal's 80 columns with their indent; only a word that is longer stays whole. */
const wrapped = (text: string): string[] =>
  (text.match(/\S.{0,76}(?!\S)|\S+/g) ?? []).map((piece) => piece.trimEnd());

/** Set as the operator wrote it, line by line. */
export const motd = ({ text }: EventOf<'motd'>): string =>
  (text === '' ? 'There is no message of the day.' : text)
    .split('\n')
    .map((each) => line(`* ${each}`))
    .join('');

export const slowed = ({ message }: EventOf<'slowed'>): string => line(`* ${message}`);

export const ping = (): string => line('* ping');

export const bye = ({ message }: EventOf<'bye'>): string => line(`* Bye: ${message}`);

/** The end of a sentence about a person: the rooms that they are in. */
const among = (rooms: string[], more?: boolean): string =>
  rooms.length === 0 ? '' : `, in ${listed(rooms, more)}`;

const utc = (at: string): string => `${minute(at)} UTC`;

const listed = (names: string[], more: boolean | undefined): string =>
  `${names.join(', ')}${more ? ' … and others' : ''}`;

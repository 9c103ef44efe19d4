/** What the server answers, in words: the same in every dialect and client, which differ in how lines look. */
import type { AnswerName, EventOf } from '../events.ts';
import { unreachable } from '../unreachable.ts';
import { account, certificates, sessions, token, tokens } from './account-answers.ts';
import { type AnswerLine, entry, fact, given, item, type TimeInWords } from './answer-lines.ts';
import { notified, unread } from './attention.ts';
import { bansOf, hitsOf } from './measures.ts';
import { logged } from './message.ts';
import { because, noted, people, placeOf, plural } from './phrases.ts';
import { rehashed, stats } from './stats.ts';

/** An answer in a few lines of words. Of `whoami` is told what it has. */
export type AnswerInWords = EventOf<AnswerName> | WhoAmI;

type WhoAmI = Omit<EventOf<'whoami'>, 'bell' | 'session'> &
  Partial<Pick<EventOf<'whoami'>, 'bell' | 'session'>>;

/** The lines of an answer. Names and texts in them are as they were sent: whoever shows them cleans them. */
export function answer(event: AnswerInWords, time: TimeInWords): AnswerLine[] {
  switch (event.ev) {
    case 'room':
      return room(event, time);
    case 'settings':
      return settings(event, time);
    case 'bans': {
      const { heading, list } = bansOf(event, time);
      return [fact(heading), ...list.map(({ name, about }) => entry(name, about))];
    }
    case 'hits':
      return [fact(hitsOf(event))];
    case 'audit':
      return audit(event, time);
    case 'reports':
      return reports(event, time);
    case 'why':
      return [fact(event.message ?? 'Nothing was refused to you here so far')];
    case 'rooms':
      return rooms(event);
    case 'who':
      return who(event);
    case 'whois':
      return whois(event, time);
    case 'whoami':
      return whoami(event);
    case 'ignored':
      return [fact(`You ignore ${event.people.length === 0 ? 'nobody' : event.people.join(', ')}`)];
    case 'unread':
      return [fact(unread(event))];
    case 'notify':
      return [fact(notified(event, time))];
    case 'account':
      return [account(event, time)];
    case 'sessions':
      return sessions(event, time);
    case 'token':
      return token(event, time);
    case 'tokens':
      return tokens(event, time);
    case 'certificates':
      return certificates(event, time);
    case 'stats':
      return [fact(stats(event))];
    case 'rehashed':
      return [fact(rehashed(event))];
    case 'help':
      return help(event);
    case 'motd':
      return motd(event);
    default:
      return unreachable(event);
  }
}

/** Who is in a room, how long its log is (with that number one joins again later), and its topic, if it has one. */
function room(event: EventOf<'room'>, time: TimeInWords): AnswerLine[] {
  const { room: name, topic, topic_from, topic_at, seq, count, members, more } = event;
  const who = members.map(({ nick, role, away, offline, bot }) =>
    noted(nick, role, bot && 'bot', away && 'away', offline && 'offline'),
  );
  const far = seq === 0 ? '' : ` (${plural(seq, 'event')} so far)`;
  return [
    fact(`${name}: ${people(count)}${because(listed(who, more))}${far}`),
    ...given(!!topic, () => {
      const set = noted(`${topic}`, topic_from, topic_at && time(topic_at));
      return `${name} topic: ${set}`;
    }),
  ];
}

const settings = ({ room: name, settings: list }: EventOf<'settings'>, time: TimeInWords) => [
  fact(`Settings of ${name}`),
  ...list.map(({ name: setting, value, from, at }) =>
    entry(setting, noted(value, from, at && time(at))),
  ),
];

/** Each report with the number by which it is closed. */
function reports(
  { room: of, reports: all, more }: EventOf<'reports'>,
  time: TimeInWords,
): AnswerLine[] {
  const others = more ? ', and others' : '';
  return [
    fact(`${plural(all.length, 'open report')} ${placeOf(of)}${others}`),
    ...all.map(({ number, room: where, seq, of_from, from, at, reason }) => {
      const about = noted(`${where}:${seq} of ${of_from}`, from, time(at));
      return entry(`${number}`, `${about}${because(reason)}`);
    }),
  ];
}

/** Each act with the number by which it is taken back. */
function audit({ room: name, events, next }: EventOf<'audit'>, time: TimeInWords): AnswerLine[] {
  const more = next === undefined ? '' : ` (more: /audit ${name} before=${next})`;
  return [
    fact(`${plural(events.length, 'act')} of staff ${placeOf(name)}${more}`),
    ...events.map((event) => entry(`${event.seq}`, `${time(event.at)} ${logged(event)}`)),
  ];
}

function rooms({ rooms: list, more }: EventOf<'rooms'>): AnswerLine[] {
  if (list.length === 0) return [fact('No such room yet. /join #dev would open one.')];
  return [
    fact(`${plural(list.length, 'room')}${more ? ', and others: /rooms PART finds them' : ''}`),
    ...list.map((each) => entry(each.room, `${people(each.count)}${because(each.topic)}`)),
  ];
}

/** Away messages get lines of their own, so that none can pass for a further person. */
function who({ room: name, count, people: list, more }: EventOf<'who'>): AnswerLine[] {
  const names = list.map(({ nick, away, offline }) =>
    noted(nick, away !== undefined && 'away', offline && 'offline'),
  );
  const where = name === undefined ? 'on this server' : `in ${name}`;
  return [
    fact(`${people(count)} ${where}${because(listed(names, more))}`),
    ...list.filter(({ away }) => away).map(({ nick, away }) => item(`${nick} is away: ${away}`)),
  ];
}

function whois(event: EventOf<'whois'>, time: TimeInWords): AnswerLine[] {
  const { nick, rooms: where, more, away, since, connected, offline, seen, bot } = event;
  if (offline) return [fact(`${nick} is not here${seen ? `, last seen ${time(seen)}` : ''}`)];
  return [
    fact(`${noted(nick, bot && 'bot')} is here since ${time(since)}${among(where, more)}`),
    ...given(away !== undefined, () => `${nick} is away${because(away)}`),
    ...given(!connected, () => `${nick} has lost the connection and may come back`),
  ];
}

function whoami(event: WhoAmI): AnswerLine[] {
  const { nick, room: current, rooms: where, away, bell, privacy, session } = event;
  const rings = bell === undefined ? '' : `; your bell is ${bell}`;
  return [
    fact(`You are ${nick}${among(where)}${rings}`),
    ...given(current !== undefined, () => `You are talking in ${current}`),
    ...given(away !== undefined, () => `You are away${because(away)}`),
    ...given(privacy !== undefined, () => `Who may write to you in private: ${privacy}`),
    ...given(session !== undefined, () => `If your connection is lost: /resume ${session}`),
  ];
}

/** One command with all that is known of it; several as a list. */
function help({ commands }: EventOf<'help'>): AnswerLine[] {
  const [only, ...others] = commands;
  if (only !== undefined && others.length === 0) return manual(only);
  return [
    fact('What is not a command is said in your current room. The commands:'),
    ...commands.map(({ usage, summary, short = [] }) =>
      entry(usage, noted(summary, ...slashed(short))),
    ),
    fact('/help NAME tells more of one of them. //text says a line that begins with a slash.'),
  ];
}

function manual(command: EventOf<'help'>['commands'][number]): AnswerLine[] {
  const { usage, summary, short = [], about = '', examples = [] } = command;
  return [
    fact(`${usage}: ${summary}`),
    ...(about === '' ? [] : about.split('\n').map(told)),
    ...given(short.length > 0, () => `Or shorter: ${slashed(short).join(', ')}`),
    ...given(examples.length > 0, () => 'For example:'),
    ...examples.map(item),
  ];
}

/** A line behind a dash is one of a list. */
const told = (text: string): AnswerLine =>
  text.startsWith('- ') ? item(text.slice(2)) : { is: 'paragraph', text };

const slashed = (names: string[]): string[] => names.map((name) => `/${name}`);

/** Set as the operator wrote it, line by line. */
const motd = ({ text }: EventOf<'motd'>): AnswerLine[] =>
  (text === '' ? 'There is no message of the day.' : text).split('\n').map(fact);

/** The end of a sentence about a person: the rooms that they are in. */
const among = (where: string[], more?: boolean): string =>
  where.length === 0 ? '' : `, in ${listed(where, more)}`;

const listed = (names: string[], more: boolean | undefined): string =>
  `${names.join(', ')}${more ? ' … and others' : ''}`;

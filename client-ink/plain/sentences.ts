/** What an event says in one or several lines of plain text, for people who hear or read a stream. */
import type { Event, EventOf, Logged, Message } from '../../grammar/events.ts';
import { clean, cleanLine } from '../layout/text.ts';

/** The lines of an event; none for what a person need not hear. They hold nothing that could steer a terminal. */
export function sentences(event: Event): string[] {
  switch (event.ev) {
    case 'message':
    case 'topic':
      return logged(event);
    case 'room':
      return room(event);
    case 'joined':
      return one(`* ${event.nick} joined ${event.room}`);
    case 'parted':
      return one(`* ${event.nick} left ${event.room}${because(event.reason)}`);
    case 'quit':
      return one(`* ${event.nick} quit${because(event.reason)}`);
    case 'nick':
      return one(`* ${event.from} is now called ${event.to}`);
    case 'count':
      return one(`* ${event.room} has ${people(event.count)} now`);
    case 'away':
      return one(`* ${event.nick} is away${because(event.text)}`);
    case 'back':
      return one(`* ${event.nick} is back`);
    case 'error':
      return one(`! ${event.message}`);
    case 'history':
      return history(event);
    case 'lagged':
      return one(`* Not shown here: ${event.from} to ${event.to} of ${event.room ?? event.log}`);
    case 'rooms':
      return list(
        `${event.rooms.length} rooms`,
        event.rooms.map((each) => `${each.room}, ${people(each.count)}${because(each.topic)}`),
        event.more,
      );
    case 'who':
      return list(
        `${people(event.count)} ${event.room === undefined ? 'on this server' : `in ${event.room}`}`,
        event.people.map(({ nick, away }) =>
          away === undefined ? nick : `${nick}, away${because(away)}`,
        ),
        event.more,
      );
    case 'whois':
      return whois(event);
    case 'whoami':
      return one(
        `* You are ${event.nick}${among(event.rooms)}${event.away === undefined ? '' : `, away${because(event.away)}`}`,
      );
    case 'help':
      return help(event);
    case 'motd':
      return clean(event.text)
        .split('\n')
        .map((line) => `* ${line}`);
    case 'slowed':
    case 'bye':
      return one(`* ${event.message}`);
    default:
      // welcome, ok and ping are for the client. Kinds that are yet to be invented have no words here.
      return [];
  }
}

const one = (sentence: string): string[] => [cleanLine(sentence)];

/** What a log keeps, with its time. */
export function logged(event: Logged): string[] {
  const time = clock(event.at);
  return event.ev === 'message' ? message(time, event) : one(`${time} ${topic(event)}`);
}

function message(time: string, event: Message): string[] {
  const where = 'room' in event ? `[${event.room}]` : `[${event.from} -> ${event.to}]`;
  const who = { say: `<${event.from}>`, action: `* ${event.from}`, notice: `-${event.from}-` };
  const [first = '', ...others] = clean(event.text).split('\n');
  const head = cleanLine(`${time} ${where} ${who[event.kind]}`);
  return [`${head} ${first}`, ...others.map((line) => `    ${line}`)];
}

function topic({ from, room, text }: EventOf<'topic'>): string {
  return text === ''
    ? `* ${from} cleared the topic of ${room}`
    : `* ${from} set the topic of ${room}: ${text}`;
}

function room(event: EventOf<'room'>): string[] {
  const names = event.members.map(({ nick, away }) => (away ? `${nick} (away)` : nick));
  const who = `* ${event.room}: ${people(event.count)}: ${names.join(', ')}${others(event.more)}`;
  const about = event.topic ? one(`* ${event.room} topic: ${event.topic}`) : [];
  return [...one(who), ...about];
}

function history(event: EventOf<'history'>): string[] {
  const where = event.room ?? `with ${event.with ?? event.log}`;
  const count = event.events.length;
  const more = event.more ? ', and there is more' : '';
  const head = one(`* History ${where}: ${count} ${count === 1 ? 'line' : 'lines'}${more}`);
  return [...head, ...event.events.flatMap(logged)];
}

function whois({ nick, rooms, more, away, connected }: EventOf<'whois'>): string[] {
  return [
    ...one(`* ${nick}${among(rooms)}${others(more)}`),
    ...(away === undefined ? [] : one(`* ${nick} is away${because(away)}`)),
    ...(connected ? [] : one(`* ${nick} has lost the connection and may come back`)),
  ];
}

function help({ commands }: EventOf<'help'>): string[] {
  return commands.flatMap(({ usage, summary, about, examples = [] }) => [
    ...one(`${usage}: ${summary}`),
    ...(about === undefined ? [] : one(`  ${about}`)),
    ...examples.flatMap((example) => one(`  ${example}`)),
  ]);
}

function list(title: string, items: string[], more: true | undefined): string[] {
  return [
    ...one(`* ${title}`),
    ...items.flatMap((item) => one(`  ${item}`)),
    ...(more ? ['  and others'] : []),
  ];
}

const because = (reason: string | undefined): string => (reason ? `: ${reason}` : '');
const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);
const among = (rooms: string[]): string => (rooms.length === 0 ? '' : `, in ${rooms.join(', ')}`);
const others = (more: true | undefined): string => (more ? ' and others' : '');

/** 13:01, where the reader is. */
function clock(at: string): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

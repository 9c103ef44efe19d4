/** Answers of the server in words, a line each, as they are shown in a window. */

import { whyOwn } from '../../client/own.ts';
import { type EventOf, isVisible, type Logged, type Message } from '../../grammar/events.ts';
import { logged } from '../../grammar/sentences/logged.ts';
import { because, noted, people, plural } from '../../grammar/sentences/phrases.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import { isLinks } from '../language.ts';
import { moment } from '../times.ts';

export type QueryAnswer = EventOf<
  | 'room'
  | 'settings'
  | 'rooms'
  | 'who'
  | 'whois'
  | 'whoami'
  | 'ignored'
  | 'account'
  | 'sessions'
  | 'help'
  | 'motd'
  | 'history'
  | 'search'
>;

/** The answer in words, one line for each element; names and texts are not cleaned yet. */
export function answerSentences(event: QueryAnswer): string[] {
  switch (event.ev) {
    case 'room':
      return room(event);
    case 'settings':
      return settings(event);
    case 'rooms':
      return rooms(event);
    case 'who':
      return who(event);
    case 'whois':
      return whois(event);
    case 'whoami':
      return whoami(event);
    case 'ignored':
      return [ignored(event)];
    case 'account':
      return [account(event)];
    case 'sessions':
      return sessions(event);
    case 'help':
      return help(event);
    case 'motd':
      return event.text === '' ? ['There is no message of the day.'] : event.text.split('\n');
    case 'history':
      return history(event);
    case 'search':
      return search(event);
    default:
      return unreachable(event);
  }
}

const others = (more: boolean | undefined): string => (more ? ' … and others' : '');

function room({ room: name, topic, count, members, more }: EventOf<'room'>): string[] {
  const nicks = members.map(({ nick, role, away, offline }) =>
    noted(nick, role, away && 'away', offline && 'offline'),
  );
  const list = `${name}, ${people(count)}: ${nicks.join(', ')}${others(more)}`;
  return topic ? [list, `Topic: ${topic}`] : [list];
}

function settings({ room: name, settings: list }: EventOf<'settings'>): string[] {
  const width = Math.max(...list.map((each) => each.name.length));
  return [
    `Settings of ${name}:`,
    ...list.map(({ name: setting, value, from, at }) => {
      const by =
        from === undefined || at === undefined ? '' : ` (${from}, ${moment(Date.parse(at))})`;
      return `${setting.padEnd(width)}  ${value}${by}`;
    }),
  ];
}

function rooms({ rooms: list, more }: EventOf<'rooms'>): string[] {
  if (list.length === 0) return ['There is no such room yet. /join opens one.'];
  const width = Math.min(24, Math.max(...list.map(({ room }) => room.length)));
  return [
    ...list.map(({ room, count, topic }) => {
      const about = topic ? `  ${topic}` : '';
      return `${room.padEnd(width)}  ${people(count)}${about}`;
    }),
    ...(more ? ['… and others: /rooms PART finds them'] : []),
  ];
}

function who({ room: where, count, people: list, more }: EventOf<'who'>): string[] {
  const names = list.map(({ nick, away }) => {
    if (away === undefined) return nick;
    return away === '' ? `${nick} (away)` : `${nick} (away: ${away})`;
  });
  return [`${people(count)} ${where ? `in ${where}` : 'here'}: ${names.join(', ')}${others(more)}`];
}

function whois({ nick, rooms, more, away, since, connected }: EventOf<'whois'>): string[] {
  const inRooms = rooms.length === 0 ? '' : `, in ${rooms.join(', ')}${others(more)}`;
  return [
    `${nick} is here since ${moment(Date.parse(since))}${inRooms}`,
    ...(away === undefined ? [] : [`${nick} is away${because(away)}`]),
    ...(connected ? [] : [`${nick} has lost the connection and may come back`]),
  ];
}

/** Left out are the session's token, as a screen is easily looked at, and the bell, which this client rings by itself. */
function whoami({ nick, rooms, away, privacy }: EventOf<'whoami'>): string[] {
  const inRooms = rooms.length === 0 ? '' : `, in ${rooms.join(', ')}`;
  return [
    `You are ${nick}${inRooms}`,
    ...(away === undefined ? [] : [`You are away${because(away)}`]),
    ...(privacy === undefined ? [] : [`Who may write to you in private: ${privacy}`]),
  ];
}

const ignored = ({ people: list }: EventOf<'ignored'>): string =>
  `You ignore ${list.length === 0 ? 'nobody' : list.join(', ')}`;

function account({ nick, since, sessions }: EventOf<'account'>): string {
  return `${nick} is an account since ${moment(Date.parse(since))}, logged in on ${plural(sessions, 'device')}`;
}

function sessions({ sessions: all }: EventOf<'sessions'>): string[] {
  return all.map(({ device, address, format, since, heard, lost, own }) => {
    const where = [address, format].filter(Boolean).join(', ') || 'from before the restart';
    const times = [since, heard].map((at) => moment(Date.parse(at)));
    const notes = [own && 'this one', lost && 'connection lost'].filter(Boolean).join(', ');
    const told = `${device}: ${where}, since ${times[0]}, last heard ${times[1]}`;
    return notes === '' ? told : `${told} (${notes})`;
  });
}

function help({ commands }: EventOf<'help'>): string[] {
  const [only, ...more] = commands;
  if (only !== undefined && more.length === 0) {
    const { usage, summary, about, short = [], examples = [] } = only;
    return [
      `${usage}: ${summary}`,
      ...(about === undefined ? [] : [about]),
      ...(short.length === 0 ? [] : [`Or shorter: ${short.map((each) => `/${each}`).join(', ')}`]),
      ...examples.map((example) => `  ${example}`),
      ...[usage].map(nameIn).filter(isLinks).map(whyOwn),
    ];
  }
  return [
    ...commands
      .filter(({ usage }) => !isLinks(nameIn(usage)))
      .map(({ usage, summary }) => `${usage}: ${summary}`),
    '/help NAME tells more of one of them; F1 lists the keys.',
  ];
}

const nameIn = (usage: string): string => /^\/(\w+)/.exec(usage)?.[1] ?? '';

function history({ room: where, with: peer, log, events, more }: EventOf<'history'>): string[] {
  const visible = events.filter(isVisible);
  const count = plural(visible.length, 'message');
  const head = `${where ?? peer ?? log ?? ''}: ${count}${more ? ', and there are others' : ''}`;
  return [head, ...visible.map((event) => past(event, `${event.seq}`))];
}

function search({ words, events, more }: EventOf<'search'>): string[] {
  if (events.length === 0) return [`Nothing was found for: ${words}`];
  const count = plural(events.length, 'message');
  const head = `${words}: ${count}, the newest first${more ? ', and there are others' : ''}`;
  return [head, ...events.map((each) => past(each, placed(each)))];
}

/** Where a message is, as commands name it. */
const placed = (message: Message): string =>
  `${'room' in message ? message.room : message.log}:${message.seq}`;

/** What was said before, with the place by which commands name it. */
const past = (event: Logged, where: string): string =>
  `${moment(Date.parse(event.at))} ${where} ${logged(event)}`;

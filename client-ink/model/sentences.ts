/** Answers of the server in words, a line each, as they are shown in a window. */

import { whyOwn } from '../../client/own.ts';
import { type EventOf, isVisible, type Logged, type Message } from '../../grammar/events.ts';
import { type Answer, answer } from '../../grammar/sentences/answers.ts';
import { mentionsFound } from '../../grammar/sentences/attention.ts';
import { logged } from '../../grammar/sentences/logged.ts';
import { plural } from '../../grammar/sentences/phrases.ts';
import { isLinks } from '../language.ts';
import { moment } from '../times.ts';

/** An event that answers a question. */
export type QueryAnswer = EventOf<Answer['ev'] | 'history' | 'search' | 'mentions'>;

/** The answer in words, one line for each element; names and texts are not cleaned yet. */
export function answerSentences(event: QueryAnswer): string[] {
  switch (event.ev) {
    case 'history':
      return history(event);
    case 'search':
      return search(event);
    case 'mentions':
      return mentions(event);
    case 'whoami':
      return inLines(ofThisClient(event));
    case 'help':
      return help(event);
    default:
      return inLines(event);
  }
}

/** Left out are the session's token, as a screen is easily looked at, and the bell, which this client rings by itself. */
function ofThisClient({ bell: _, session: __, ...event }: EventOf<'whoami'>): Answer {
  return event;
}

/** Without what the client does by itself. */
function help(event: EventOf<'help'>): string[] {
  const [only, ...others] = event.commands;
  if (only !== undefined && others.length === 0)
    return [...inLines(event), ...[nameIn(only.usage)].filter(isLinks).map(whyOwn)];
  const commands = event.commands.filter(({ usage }) => !isLinks(nameIn(usage)));
  return [...inLines({ ...event, commands }), 'F1 lists the keys.'];
}

const nameIn = (usage: string): string => /^\/(\w+)/.exec(usage)?.[1] ?? '';

/** Names stand in a column of at most so many characters; where one is longer, there is none. */
const MAX_NAME_COLUMNS = 24;

function inLines(event: Answer): string[] {
  const lines = answer(event, (at) => moment(Date.parse(at)));
  const width = Math.max(0, ...lines.map((each) => (each.is === 'entry' ? each.name.length : 0)));
  return lines.map((each) => {
    if (each.is === 'item') return `  ${each.text}`;
    if (each.is !== 'entry') return each.text;
    const { name, about } = each;
    return width > MAX_NAME_COLUMNS ? `  ${name}: ${about}` : `  ${name.padEnd(width)}  ${about}`;
  });
}

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

const mentions = (event: EventOf<'mentions'>): string[] => [
  mentionsFound(event),
  ...event.events.map((each) => past(each, placed(each))),
];

/** Where a message is, as commands name it. */
const placed = (message: Message): string =>
  `${'room' in message ? message.room : message.log}:${message.seq}`;

/** What was said before, with the place by which commands name it. */
const past = (event: Logged, where: string): string =>
  `${moment(Date.parse(event.at))} ${where} ${logged(event)}`;

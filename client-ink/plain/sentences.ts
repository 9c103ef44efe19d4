/** What an event says in one or several lines of plain text, for people who hear or read a stream. */
import type { Event, EventOf, Logged, Message } from '../../grammar/events.ts';
import { clock } from '../layout/entries.ts';
import { clean, cleanLine } from '../layout/text.ts';
import { answerSentences, change } from '../model/sentences.ts';

/** The lines of an event; none for what a person need not hear. They hold nothing that could steer a terminal. */
export function sentences(event: Event): string[] {
  switch (event.ev) {
    case 'message':
    case 'topic':
    case 'edit':
    case 'delete':
    case 'react':
    case 'unreact':
      return logged(event);
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
    case 'room':
    case 'rooms':
    case 'who':
    case 'whois':
    case 'whoami':
    case 'help':
    case 'motd':
    case 'search':
      return answerSentences(event).map((line) => cleanLine(`* ${line}`));
    case 'slowed':
    case 'bye':
      return one(`* ${event.message}`);
    default:
      // welcome, ok, typing and ping are for the client. Kinds that are yet to be invented have no words here.
      return [];
  }
}

const one = (sentence: string): string[] => [cleanLine(sentence)];

/** What a log keeps, with its time. */
function logged(event: Logged): string[] {
  const time = clock(Date.parse(event.at));
  if (event.ev === 'message') return message(time, event);
  if (event.ev === 'topic') return one(`${time} ${topic(event)}`);
  const where = 'room' in event ? event.room : `${event.from} -> ${event.to}`;
  return one(`${time} [${where}] * ${change(event)}`);
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

/** What stands above the events of a page. */
function history(event: EventOf<'history'>): string[] {
  const where = event.room ?? `with ${event.with ?? event.log}`;
  const count = event.events.length;
  const more = event.more ? ', and there is more' : '';
  return one(`* History ${where}: ${count} ${count === 1 ? 'line' : 'lines'}${more}`);
}

const because = (reason: string | undefined): string => (reason ? `: ${reason}` : '');
const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

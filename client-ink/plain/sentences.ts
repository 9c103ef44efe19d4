/** What an event says in one or several lines of plain text, for people who hear or read a stream. */
import {
  type Event,
  type EventOf,
  isVisible,
  type Logged,
  type Message,
} from '../../grammar/events.ts';
import { readElsewhere } from '../../grammar/sentences/attention.ts';
import { body, done, type Happening, speaker } from '../../grammar/sentences/message.ts';
import { plural } from '../../grammar/sentences/phrases.ts';
import { presence } from '../../grammar/sentences/presence.ts';
import { changed } from '../../grammar/sentences/room-change.ts';
import { clean, cleanLine } from '../layout/text.ts';
import { answerSentences, type QueryAnswer } from '../model/sentences.ts';
import { clock } from '../times.ts';

/** The lines of an event; none for what a person need not hear. They hold nothing that could steer a terminal. */
export function sentences(event: Event): string[] {
  switch (event.ev) {
    case 'message':
    case 'topic':
    case 'role':
    case 'setting':
    case 'kicked':
    case 'invited':
    case 'banned':
    case 'muted':
    case 'allowed':
    case 'lifted':
    case 'renamed':
    case 'edit':
    case 'delete':
    case 'react':
    case 'unreact':
      return logged(event);
    case 'joined':
    case 'parted':
    case 'quit':
    case 'nick':
    case 'inherited':
    case 'invitation':
    case 'knocked':
    case 'welcomed':
    case 'forgotten':
    case 'announcement':
    case 'count':
    case 'away':
    case 'absent':
    case 'back':
      return one(`* ${presence(event)}`);
    case 'error':
      return one(`! ${event.message}`);
    case 'history':
      return history(event);
    case 'read':
      return one(`* ${readElsewhere(event)}.`);
    case 'lagged':
      return one(`* Not shown here: ${event.from} to ${event.to} of ${event.room ?? event.log}`);
    case 'search':
    case 'room':
    case 'settings':
    case 'bans':
    case 'hits':
    case 'audit':
    case 'why':
    case 'rooms':
    case 'who':
    case 'whois':
    case 'whoami':
    case 'ignored':
    case 'unread':
    case 'mentions':
    case 'notify':
    case 'account':
    case 'sessions':
    case 'token':
    case 'tokens':
    case 'stats':
    case 'help':
    case 'motd':
      return answered(event);
    case 'slowed':
    case 'bye':
      return one(`* ${event.message}`);
    default:
      // typing passes too quickly to be read; welcome, ok and ping are for the client. Kinds that are yet to be invented
      // have no words here.
      return [];
  }
}

/** A sign before each line but those that belong to the one before. */
const answered = (event: QueryAnswer): string[] =>
  answerSentences(event).map((line) => cleanLine(line.startsWith('  ') ? line : `* ${line}`));

const one = (sentence: string): string[] => [cleanLine(sentence)];

/** What a log keeps, with its number and its time. */
export const numbered = (event: Logged): string[] => logged(event, `${event.seq} `);

function logged(event: Logged, number = ''): string[] {
  const time = `${number}${clock(Date.parse(event.at))}`;
  switch (event.ev) {
    case 'message':
      return message(time, event);
    case 'topic':
    case 'role':
    case 'setting':
    case 'kicked':
    case 'invited':
    case 'banned':
    case 'muted':
    case 'allowed':
    case 'lifted':
    case 'renamed':
      return one(`${time} * ${event.from} ${changed(event, 'named')}`);
    default:
      return happening(time, event);
  }
}

/** What somebody did to a message; an edit may have several lines. */
function happening(time: string, event: Happening): string[] {
  const [first = '', ...others] = clean(done(event)).split('\n');
  const head = cleanLine(`${time} ${placeOf(event)} * ${event.from} ${first}`);
  return [head, ...others.map((line) => `    ${line}`)];
}

const placeOf = (event: Logged): string =>
  'room' in event ? `[${event.room}]` : `[${event.from} -> ${event.to}]`;

function message(time: string, event: Message): string[] {
  const head = cleanLine(`${time} ${placeOf(event)} ${speaker(event)}`).trimEnd();
  const [first = '', ...others] = clean(body(event)).split('\n');
  return [`${head} ${first}`, ...others.map((line) => `    ${line}`)];
}

/** What stands above the events of a page. */
function history(event: EventOf<'history'>): string[] {
  const where = event.room ?? `with ${event.with ?? event.log}`;
  const count = event.events.filter(isVisible).length;
  const more = event.more ? ', and there is more' : '';
  return one(`* History ${where}: ${plural(count, 'line')}${more}`);
}

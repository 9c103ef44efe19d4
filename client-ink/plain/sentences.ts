/** What an event says in one or several lines of plain text, for people who hear or read a stream. */
import {
  type Event,
  isAnswer,
  isLogged,
  isPage,
  isPresence,
  type Logged,
  type Message,
} from '../../grammar/events.ts';
import { readElsewhere } from '../../grammar/sentences/attention.ts';
import { body, done, type Happening, speaker } from '../../grammar/sentences/message.ts';
import { pageHeading } from '../../grammar/sentences/pages.ts';
import { presence } from '../../grammar/sentences/presence.ts';
import { changed, isRoomChange } from '../../grammar/sentences/room-change.ts';
import type { Timing } from '../language/options.ts';
import { timeOf } from '../language/times.ts';
import { clean, cleanLine } from '../layout/text.ts';
import { answerSentences, type QueryAnswer } from '../model/sentences.ts';

/** The lines of an event, a message with its number; none for what a person need not hear. They hold nothing that could steer a terminal. */
export function sentences(event: Event, timing: Timing): string[] {
  if (isLogged(event))
    return event.ev === 'message' ? numbered(event, timing) : logged(event, timing);
  // It passes too quickly to be read.
  if (event.ev === 'typing') return [];
  if (isPresence(event)) return one(`* ${presence(event)}`);
  if (event.ev === 'history') return one(`* ${pageHeading(event)}`);
  if (isPage(event) || isAnswer(event)) return answered(event);
  switch (event.ev) {
    case 'error':
      return one(`! ${event.message}`);
    case 'read':
      return one(`* ${readElsewhere(event)}.`);
    case 'lagged':
      return one(`* Not shown here: ${event.from} to ${event.to} of ${event.room ?? event.log}`);
    case 'slowed':
    case 'bye':
      return one(`* ${event.message}`);
    default:
      // The others are for the client. Kinds that are yet to be invented have no words here.
      return [];
  }
}

/** A sign before each line but those that belong to the one before. */
const answered = (event: QueryAnswer): string[] =>
  answerSentences(event).map((line) => cleanLine(line.startsWith('  ') ? line : `* ${line}`));

const one = (sentence: string): string[] => [cleanLine(sentence)];

/** What a log keeps, with its time and its number, as commands take it: `41`, and in private `@k3f9:41`. */
export const numbered = (event: Logged, timing: Timing): string[] =>
  logged(event, timing, `${'log' in event ? `${event.log}:` : ''}${event.seq} `);

/** What stands before what happened ends with a blank, unless nothing does. */
function logged(event: Logged, timing: Timing, number = ''): string[] {
  const time = timeOf(Date.parse(event.at), timing).trim();
  const before = `${number}${time}${time && ' '}`;
  if (event.ev === 'message') return message(before, event);
  if (!isRoomChange(event)) return happening(before, event);
  return one(`${before}* ${event.from} ${changed(event, 'named')}`);
}

/** What somebody did to a message; an edit may have several lines, and of many deletions at once the first tells. */
function happening(before: string, event: Happening): string[] {
  if (event.ev === 'delete' && event.with !== undefined) return [];
  const [first = '', ...others] = clean(done(event)).split('\n');
  const head = cleanLine(`${before}${placeOf(event)} * ${event.from} ${first}`);
  return [head, ...others.map((line) => `    ${line}`)];
}

const placeOf = (event: Logged): string =>
  'room' in event ? `[${event.room}]` : `[${event.from} -> ${event.to}]`;

function message(before: string, event: Message): string[] {
  const head = cleanLine(`${before}${placeOf(event)} ${speaker(event)}`).trimEnd();
  const [first = '', ...others] = clean(body(event)).split('\n');
  return [`${head} ${first}`, ...others.map((line) => `    ${line}`)];
}

/** Answers of the server in words, a line each, as they are shown in a window. */

import { whyOwn } from '../../client/own.ts';
import type { EventOf, Page } from '../../grammar/events.ts';
import { type AnswerInWords, answer } from '../../grammar/sentences/answers.ts';
import { logged } from '../../grammar/sentences/message.ts';
import { pageEntries, pageHeading } from '../../grammar/sentences/pages.ts';
import { isLinks } from '../language/language.ts';
import { moment } from '../language/times.ts';

/** An event that answers a question. */
export type QueryAnswer = EventOf<AnswerInWords['ev']> | Page;

/** The answer in words, one line for each element; names and texts are not cleaned yet. */
export function answerSentences(event: QueryAnswer): string[] {
  switch (event.ev) {
    case 'history':
    case 'search':
    case 'mentions':
      return page(event);
    case 'whoami':
      return inLines(ofThisClient(event));
    case 'help':
      return help(event);
    default:
      return inLines(event);
  }
}

/** Left out are the session's token, as a screen is easily looked at, and the bell, which this client rings by itself. */
function ofThisClient({ bell: _, session: __, ...event }: EventOf<'whoami'>): AnswerInWords {
  return event;
}

/** The list of commands, without those that the client gives by itself. */
function help(event: EventOf<'help'>): string[] {
  const [only, ...others] = event.commands;
  if (only !== undefined && others.length === 0)
    return [...inLines(event), ...[nameIn(only.usage)].filter(isLinks).map(whyOwn)];
  const commands = event.commands.filter(({ usage }) => !isLinks(nameIn(usage)));
  return [...inLines({ ...event, commands }), OF_CLIENT, 'F1 lists the keys.'];
}

const OF_CLIENT =
  'This client has more: /server goes to another server of your configuration, /set options shows its own options, /script its scripts.';

const nameIn = (usage: string): string => /^\/(\w+)/.exec(usage)?.[1] ?? '';

/** Names stand in a column of at most so many characters; where one is longer, there is none. */
const MAX_NAME_COLUMNS = 24;

function inLines(event: AnswerInWords): string[] {
  const lines = answer(event, (at) => moment(Date.parse(at)));
  const width = Math.max(0, ...lines.map((each) => (each.is === 'entry' ? each.name.length : 0)));
  return lines.map((each) => {
    if (each.is === 'item') return `  ${each.text}`;
    if (each.is !== 'entry') return each.text;
    const { name, about } = each;
    return width > MAX_NAME_COLUMNS ? `  ${name}: ${about}` : `  ${name.padEnd(width)}  ${about}`;
  });
}

/** Each event behind its time and the place by which commands name it. */
const page = (event: Page): string[] => [
  pageHeading(event),
  ...pageEntries(event).map(
    ({ place, event: one }) => `${moment(Date.parse(one.at))} ${place} ${logged(one)}`,
  ),
];

/** Searches all that was ever said: lists the hits, the newest first; Enter goes to one. */

import type { EventOf, Message } from '../../grammar/events.ts';
import { isFault } from '../../grammar/language.ts';
import { logKey } from '../../grammar/names.ts';
import { emptyLine, type Line, lineOf } from '../editor/line.ts';
import { understand } from '../editor/understand.ts';
import { language } from '../language/language.ts';
import { ask } from './asking.ts';
import { choiceAfter } from './list-keys.ts';
import { isSame } from './log.ts';
import { type Findings, type ModeOf, type Search, talking } from './mode.ts';
import { type Model, only, type Update } from './model.ts';
import { addPlace, logPlace, shownPlace } from './place-list.ts';
import { inQuery, type Pressed } from './pressed.ts';
import { jumpTo } from './view.ts';

/** The mode in which a search is typed and its hits are chosen from. */
export type Searching = ModeOf<'searching'>;
/** One page of hits asks for this many. */
const SEARCH_PAGE_HITS = 50;

/** Opens the search, with a query to begin with. */
export const beginSearch = (model: Model, query: Line = emptyLine): Update =>
  only({ ...model, mode: { is: 'searching', query, chosen: 0 } });

/** Enter: goes to what is chosen, as long as it is what was asked for; otherwise asks. */
function go(model: Model, mode: Searching): Update {
  if (mode.query.text.trim() === '') return only({ ...model, flash: 'Type what to look for.' });
  const command = understand(`/search ${mode.query.text}`);
  if (isFault(command)) return only({ ...model, flash: command.message });
  if (command.cmd !== 'search') return only(model);
  const { found } = mode;
  if (found === undefined || !isSameSearch(found.command, command)) {
    return lookFor(model, mode, command);
  }
  const message = found.messages[mode.chosen];
  return message ? goTo(model, message) : only({ ...model, flash: 'Nothing was found.' });
}

const isSameSearch = ({ tag: _, ...one }: Search, { tag: __, ...other }: Search): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

function lookFor(model: Model, mode: Searching, command: Search): Update {
  if (model.connection.is !== 'up') {
    return only({ ...model, flash: 'The server looks for it, and can not be reached now.' });
  }
  const { found: _, ...rest } = mode;
  return asking(model, { ...rest, chosen: 0 }, command, { limit: SEARCH_PAGE_HITS, ...command });
}

/** The answer belongs to this list, by its tag. `shown` is what the list is about, `sent` the question for a part. */
function asking(model: Model, mode: Searching, shown: Search, sent: Search): Update {
  const { tag: _, ...untagged } = sent;
  const { model: asked, effects, tag } = ask(model, model.shown, untagged);
  return { model: { ...asked, mode: { ...mode, waiting: { tag, command: shown } } }, effects };
}

/** Asks for what is older than all that was found. */
function more(model: Model, mode: Searching): Update {
  const { found, waiting } = mode;
  if (found?.next === undefined || waiting !== undefined) return only(model);
  if (model.connection.is !== 'up') return only(model);
  const { command, next } = found;
  return asking(model, mode, command, { limit: SEARCH_PAGE_HITS, ...command, next });
}

/** What was found has come. It belongs to the list that is open; a typed question opens one. */
export function found(model: Model, event: EventOf<'search'>): Model | undefined {
  const asked = event.re === undefined ? undefined : model.asked.get(event.re);
  if (asked === undefined || asked.command.cmd !== 'search') return undefined;
  const { mode } = model;
  if (asked.line !== undefined) return typedSearch(model, event, asked.command);
  if (mode.is !== 'searching' || mode.waiting?.tag !== event.re) return model;
  const { waiting, ...rest } = mode;
  return { ...model, mode: { ...rest, found: joined(mode.found, waiting!.command, event) } };
}

function joined(before: Findings | undefined, command: Search, event: EventOf<'search'>): Findings {
  const messages = [...(before?.messages ?? []), ...event.events];
  return { command, messages, ...(event.next !== undefined && { next: event.next }) };
}

/** Somebody who has gone on to something else gets the answer as lines, like others. */
function typedSearch(
  model: Model,
  event: EventOf<'search'>,
  { tag: _, ...command }: Search,
): Model | undefined {
  if (model.mode.is !== 'talking' || shownPlace(model).editor.line.text !== '') return undefined;
  const query = lineOf(language.print(command).slice('/search '.length));
  const found = joined(undefined, command, event);
  return { ...model, mode: { is: 'searching', query, chosen: 0, found } };
}

/** Goes to a message wherever it was said, if its place can be had. */
export function goTo(model: Model, message: Message): Update {
  const log = 'room' in message ? message.room : message.log;
  const known = logPlace(model, log);
  if (known !== undefined) return jumpTo(model, known.id, message.seq);
  if ('room' in message) return only({ ...model, flash: `You are not in ${message.room} now.` });
  const peer = isSame(message.from, model.nick) ? message.to : message.from;
  const { model: longer, place } = addPlace(model, 'private', peer, logKey(log));
  return jumpTo(longer, place.id, message.seq);
}

/** A key while the list is open. */
export function inSearch(model: Model, mode: Searching, pressed: Pressed): Update {
  const { action } = pressed;
  const hits = mode.found?.messages.length ?? 0;
  const chosen = choiceAfter(model, action, mode.chosen, hits);
  if (chosen !== undefined) {
    const moved: Searching = { ...mode, chosen };
    const next = { ...model, mode: moved };
    return chosen >= hits - 1 ? more(next, moved) : only(next);
  }
  switch (action) {
    case 'send':
      return go(model, mode);
    case 'cancel':
    case 'interrupt':
    case 'search':
      return only({ ...model, mode: talking });
    default:
      return inQuery(model, mode, pressed, (query) => only({ ...model, mode: { ...mode, query } }));
  }
}

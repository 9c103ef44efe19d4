/** Pages of logs in words: what stands above a history, what a search has found, or messages that call somebody; and how each event is named. */
import { DEFAULT_HISTORY_EVENTS } from '../commands/history.ts';
import {
  type EventOf,
  isVisible,
  type Logged,
  type Message,
  type Page,
  type Shown,
} from '../events.ts';
import { unreachable } from '../unreachable.ts';
import { noted, plural } from './phrases.ts';

/** An event of a page, with its place as commands name it: `41` in the history of one log, `#dev:41` where there are several. */
export interface PageEntry {
  readonly place: string;
  readonly event: Logged;
}

/** The line above a page, without a full stop. It says how to read on. `times` says how times are written, where that can be unclear. */
export function pageHeading(page: Page, times?: string): string {
  switch (page.ev) {
    case 'history':
      return history(page, times);
    case 'search':
      return search(page, times);
    case 'mentions':
      return mentions(page);
    default:
      return unreachable(page);
  }
}

/** What is shown of a page: events by people whom the reader ignores are not. */
export function pageEntries(page: Page): PageEntry[] {
  return page.ev === 'history'
    ? told(page.events).map((event) => ({ place: `${event.seq}`, event }))
    : page.events.map((event) => ({ place: placeOf(event), event }));
}

/** Of many deletions at once, the first tells of all. */
const told = (events: readonly Shown[]): Logged[] =>
  events.filter(isVisible).filter((event) => !(event.ev === 'delete' && event.with !== undefined));

const placeOf = (event: Message): string =>
  `${'room' in event ? event.room : event.log}:${event.seq}`;

const alsoSaid = (times: string | undefined): string => (times === undefined ? '' : `, ${times}`);

/** A private log is told with its name, under which it is found also when the other one has quit. */
function history(event: EventOf<'history'>, times: string | undefined): string {
  const { room, log, with: peer } = event;
  const where = room ?? `with ${peer === undefined ? log : noted(peer, log)}`;
  const { length } = told(event.events);
  const written = length === 0 ? '' : alsoSaid(times);
  return `${where}: ${plural(length, 'event')} from history${written}${further(event)}`;
}

/** How to read on, by pages of the same size. The event does not know which way its reader goes. */
function further({ room, log, events, more }: EventOf<'history'>): string {
  const [first, last] = [events.at(0), events.at(-1)];
  if (!more || !first || !last) return '';
  const limit = events.length === DEFAULT_HISTORY_EVENTS ? '' : ` limit=${events.length}`;
  const after = `after=${last.seq}${limit}`;
  // Before the first there is nothing.
  const ways = first.seq === 1 ? after : `before=${first.seq}${limit}, or ${after}`;
  return ` (more: /history ${room ?? log} ${ways})`;
}

function search({ words, events, next }: EventOf<'search'>, times: string | undefined): string {
  if (events.length === 0) return `Search for ${words}: nothing found`;
  const on = next === undefined ? '' : ` (more: the same with next=${next})`;
  return `Search for ${words}: ${plural(events.length, 'message')}, newest first${alsoSaid(times)}${on}`;
}

function mentions({ events, next }: EventOf<'mentions'>): string {
  if (events.length === 0) return 'Nobody has called you';
  const on = next === undefined ? '' : ` (more: /mentions next=${next})`;
  return `You were called in ${plural(events.length, 'message')}, newest first${on}`;
}

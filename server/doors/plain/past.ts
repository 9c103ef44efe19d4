/** How plain shows what a log has kept: pages of history, what a search found, and what was missed. */
import { DEFAULT_HISTORY_EVENTS } from '../../../grammar/commands/history.ts';
import { type EventOf, isVisible, type Message } from '../../../grammar/events.ts';
import { mentionsFound } from '../../../grammar/sentences/attention.ts';
import { minute, noted, plural } from '../../../grammar/sentences/phrases.ts';
import { line } from './line.ts';
import { found, logged } from './talk.ts';

/**
 * Each event with its number, which `/reply` and others want. A private log is told with its name, under which it is
 * found also when the other one has quit.
 */
export function history(event: EventOf<'history'>): string {
  const { room, log, with: peer, events } = event;
  const visible = events.filter(isVisible);
  const heading = [
    '* ',
    room ?? `with ${peer === undefined ? log : noted(peer, log)}`,
    `: ${plural(visible.length, 'event')} from history`,
    visible.length > 0 ? ', times in UTC' : '',
    further(event),
  ];
  const width = String(events.at(-1)?.seq ?? 0).length;
  const page = visible.map(
    (event) => `  ${String(event.seq).padStart(width)} ${minute(event.at)} ${logged(event)}`,
  );
  return line(heading.join('')) + page.join('');
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

/** Each message with its place, as `/reply` takes it; `/history #dev around=41` shows what was said around it. */
export function search({ words, events, next }: EventOf<'search'>): string {
  const last = events.at(-1);
  if (last === undefined) return line(`* Search for ${words}: nothing found`);
  const on = next === undefined ? '' : ` (more: the same with next=${next})`;
  const heading = `* Search for ${words}: ${plural(events.length, 'message')}, newest first, times in UTC${on}`;
  return line(heading) + placed(events);
}

/** Each message behind its place and time. */
function placed(events: readonly Message[]): string {
  const width = Math.max(...events.map((event) => placeOf(event).length));
  return events
    .map((event) => found(`  ${placeOf(event).padEnd(width)} ${minute(event.at)} `, event))
    .join('');
}

/** Messages that call one, likewise. */
export const mentions = (event: EventOf<'mentions'>): string =>
  line(`* ${mentionsFound(event)}`) + placed(event.events);

const placeOf = (event: Message): string =>
  `${'room' in event ? event.room : event.log}:${event.seq}`;

export function lagged({ room, log, from, to }: EventOf<'lagged'>): string {
  const target = room ?? log;
  return line(
    `* You missed ${from} to ${to} of ${target}: /history ${target} after=${from - 1} shows what is kept`,
  );
}

/** How plain shows what a log has kept: pages of history, what a search found, whom messages call, and what was missed. */
import type { EventOf, Message, Page } from '../../../grammar/events.ts';
import { type PageEntry, pageEntries, pageHeading } from '../../../grammar/sentences/pages.ts';
import { minute } from '../../../grammar/sentences/phrases.ts';
import { line } from './line.ts';
import { found, logged } from './talk.ts';

/** A page, each event behind its place and its time. */
export function page(event: Page): string {
  const entries = pageEntries(event);
  const width = Math.max(0, ...entries.map(({ place }) => place.length));
  const shown =
    event.ev === 'history'
      ? ({ place, event: one }: PageEntry) =>
          `  ${place.padStart(width)} ${minute(one.at)} ${logged(one)}`
      : ({ place, event: one }: PageEntry) =>
          found(`  ${place.padEnd(width)} ${minute(one.at)} `, one as Message);
  return line(`* ${pageHeading(event, 'times in UTC')}`) + entries.map(shown).join('');
}

/** Events that the log keeps no more. */
export function lagged({ room, log, from, to }: EventOf<'lagged'>): string {
  const target = room ?? log;
  return line(
    `* You missed ${from} to ${to} of ${target}: /history ${target} after=${from - 1} shows what is kept`,
  );
}

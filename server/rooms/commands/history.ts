/** What was said before: a page of a log, for those who may read it. */
import type { EventOf, Logged } from '../../../grammar/events.ts';
import { fault } from '../../../grammar/faults.ts';
import { isPrivateName, isRoomName } from '../../../grammar/names.ts';
import { byteLength } from '../../../grammar/text.ts';
import type { Act } from '../act.ts';
import type { Answer } from '../effects.ts';
import { memberOf, person, privateOf } from '../lookup.ts';
import type { Private, Room } from '../world.ts';
import type { Row } from './row.ts';

/** How many events a page has when nobody says. */
const PAGE = 50;
/** At most this many bytes of JSON in a page, within the 65,536 of a line. */
const PAGE_BYTES = 60_000;

export const history: Row<'history'> = {
  changes: false,
  needs: 'nothing',
  run(act, { target, before, after, limit = PAGE }) {
    const log = logOf(act, target);
    if (log === undefined) return;
    const end = Math.min(before ?? Number.POSITIVE_INFINITY, log.fold.seq + 1);
    const newest = after === undefined;
    act.ask({
      ask: 'history',
      log: log.key,
      after: after ?? Math.max(0, end - 2 - limit),
      before: end,
      limit,
      newest,
      tag: act.tag,
    });
  },
};

/** Only members read a room's log, and only the two of them a private one. */
function logOf(act: Act, target: string | undefined): Room | Private | undefined {
  if (target === undefined || isRoomName(target)) return memberOf(act, target);
  const { session, world } = act;
  if (isPrivateName(target)) return privateOf(act, target);
  const peer = person(act, target);
  if (peer === undefined) return undefined;
  const conversation = world.findPrivate(session.identity, peer.identity);
  if (conversation === undefined) {
    act.answer({ ev: 'history', with: peer.nick, events: [] });
    act.queried('history');
  }
  return conversation;
}

type Page = Extract<Answer, { ask: 'history' }>;

/** Tells a page that was read. */
export function tellPage(act: Act, { to: question, events: read }: Page): void {
  if (read === undefined) return act.refuse(fault('store_unavailable'));
  const log = act.world.log(question.log);
  if (log === undefined) return act.refuse(fault('no_such_log', { log: question.log }));
  const found = read.filter((event) => event.seq < question.before);
  const { events, more } = pageOf(found, question.limit, question.newest);
  act.answer({
    ev: 'history',
    ...place(act, log),
    events,
    ...(more && { more: true }),
  });
  act.queried('history');
}

function place(act: Act, log: Room | Private): Pick<EventOf<'history'>, 'room' | 'log' | 'with'> {
  if ('name' in log) return { room: log.name };
  const peer = act.world.peer(act.session, log);
  return peer ? { log: log.key, with: peer.nick } : { log: log.key };
}

/** As many events as fit into a page, counted from the newest or the oldest; oldest first. */
function pageOf(
  found: Logged[],
  limit: number,
  newest: boolean,
): Pick<EventOf<'history'>, 'events'> & { more: boolean } {
  const events = newest ? found.toReversed() : found;
  let bytes = 0;
  let count = 0;
  for (const event of events.slice(0, limit)) {
    bytes += byteLength(JSON.stringify(event)) + 1;
    if (bytes > PAGE_BYTES) break;
    count += 1;
  }
  const page = events.slice(0, count);
  if (newest) page.reverse();
  return { events: page, more: events.length > count };
}

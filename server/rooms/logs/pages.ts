/** A page of a log that was read, for those who may read it. */
import type { EventOf, Message, Shown } from '../../../grammar/events.ts';
import type { Act } from '../act.ts';
import type { Authored, Hit } from '../answers.ts';
import { fitting } from '../cutting.ts';
import { readable } from '../lookup.ts';
import { shownTo } from '../people/ignoring.ts';
import type { QuestionOf } from '../questions.ts';
import { type Private, placeOf, type Room } from '../world/state.ts';
import { mayRead, readableFrom } from './past.ts';

/** What was read, as much of it as the person may read and fits into one event; refuses when the log can't be read any more. */
export function pageFor(
  act: Act,
  question: QuestionOf<'history'>,
  records: readonly Authored[],
): EventOf<'history'> | undefined {
  const log = readable(act, question.log);
  if (log === undefined || log === 'nothing') return undefined;
  const first = readableFrom(act.person, log);
  const theirs = shownTo(
    act.person,
    records.filter(({ event }) => event.seq >= first),
  );
  const events = pageOf(theirs, question).map((event) =>
    'name' in log ? underName(event, log.name) : event,
  );
  const more = events.length < theirs.length;
  return { ev: 'history', ...placeFor(act, log), events, ...(more && { more: true }) };
}

/** The event as it would be now that its room is called so. */
const underName = <E extends Shown>(event: E, room: string): E =>
  'room' in event && event.ev !== 'renamed' ? { ...event, room } : event;

/** Of the hits those that may still be read, as many as fit into one event. One goes on with the cursor of the last. */
export function pageOfHits(
  act: Act,
  found: readonly Hit[],
  limit: number,
): Pick<EventOf<'mentions'>, 'events' | 'more' | 'next'> {
  const hits = found.filter(({ message }) => mayRead(act, message));
  const events = fitting(hits.slice(0, limit).map(({ message }) => underItsName(act, message)));
  const last = events.length < hits.length ? hits[events.length - 1] : undefined;
  return { events, ...(last && { more: true, next: last.cursor }) };
}

/** A message whose room may have another name since. */
function underItsName({ world }: Act, message: Message): Message {
  const room = 'room' in message ? world.rooms.find(message.room) : undefined;
  return room ? underName(message, room.name) : message;
}

/** Which log it is, and with whom, as events tell it. */
export function placeFor(
  { person, world }: Act,
  log: Room | Private,
): Pick<EventOf<'history'>, 'room' | 'log' | 'with'> {
  const peer = 'pair' in log ? world.privates.peer(person, log) : undefined;
  return { ...placeOf(log), ...(peer && { with: peer.nick }) };
}

/** As many events as fit into a page, counted from the newest or the oldest, or from one in the middle; oldest first. */
function pageOf(read: readonly Shown[], question: QuestionOf<'history'>): Shown[] {
  const { limit, keep, around } = question;
  if (keep === 'newest') return fitting(read.toReversed().slice(0, limit)).reverse();
  const page = read.slice(0, limit);
  if (around === undefined) return fitting(page);
  const outward = page.toSorted((a, b) => Math.abs(a.seq - around) - Math.abs(b.seq - around));
  return fitting(outward).sort((a, b) => a.seq - b.seq);
}

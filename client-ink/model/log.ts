/** Turns the events of a log into entries of its window, and changes entries that later events are about. */
import { isVisible, type Message, type Shown } from '../../grammar/events.ts';
import { nickKey } from '../../grammar/names.ts';
import type { Happening } from '../../grammar/sentences/message.ts';
import {
  changed as did,
  isRoomChange,
  type RoomChange,
} from '../../grammar/sentences/room-change.ts';
import { at, type Entries, type Entry, indexOfSeq, replaceAt, type Said, saidAt } from './entry.ts';
import { amended, befell, type Fates } from './fate.ts';
import type { Place } from './place.ts';
import { isCalledIn, type Self } from './self.ts';

/** Two spellings of one nick. */
export const isSame = (one: string, other: string): boolean => nickKey(one) === nickKey(other);

/** True for what is told in an entry of its own. */
export const isShown = (event: Shown): event is Message | RoomChange =>
  event.ev === 'message' || isRoomChange(event);

/** True for what shows in the entry of an earlier message. */
export const isHappening = (event: Shown): event is Happening =>
  isVisible(event) && !isShown(event);

/** A message in a room calls whoever it names and whoever it answers. */
export function calls(place: Place, event: Message, self: Self): boolean {
  if (self.nick === '' || isSame(event.from, self.nick)) return false;
  return 'room' in event && (isCalledIn(event.text, self) || answers(place, event, self));
}

function answers(place: Place, { of, of_from }: Message, { nick }: Self): boolean {
  if (of === undefined) return false;
  return isSame(of_from ?? '', nick) || saidAt(place.entries, of)?.mine === true;
}

/** An entry, with all that is known to have become of it. */
export function entryOf(place: Place, event: Message | RoomChange, self: Self, id: number): Entry {
  const { seq, from } = event;
  const when = Date.parse(event.at);
  if (event.ev !== 'message')
    return { id, kind: 'change', at: when, seq, from, text: did(event, 'here') };
  const { text, of, of_from = '', edited, deleted } = event;
  const said: Said = {
    id,
    kind: 'said',
    at: when,
    seq,
    from,
    how: event.kind,
    text,
    ...(calls(place, event, self) && { mention: true }),
    ...(isSame(from, self.nick) && { mine: true }),
    ...(of !== undefined && { answers: { seq: of, from: of_from } }),
    ...(edited !== undefined && { edited }),
    ...(deleted !== undefined && { deleted: '' }),
  };
  return amended(said, place.fates.get(seq), self);
}

/** Takes what happened to messages: entries that are held change now, others when they are read. */
export function befallen(place: Place, happenings: readonly Happening[], self: Self): Place {
  if (happenings.length === 0) return place;
  const fates = new Map(place.fates);
  const touched = new Set<number>();
  for (const event of happenings) {
    const before = fates.get(event.of);
    const after = befell(before, event);
    if (after === before) continue;
    fates.set(event.of, after);
    touched.add(event.of);
  }
  if (touched.size === 0) return place;
  const { past } = place;
  return {
    ...place,
    fates,
    entries: changed(place.entries, touched, fates, self),
    ...(past && { past: { ...past, entries: changed(past.entries, touched, fates, self) } }),
  };
}

function changed(entries: Entries, seqs: ReadonlySet<number>, fates: Fates, self: Self): Entries {
  let next = entries;
  for (const seq of seqs) {
    const index = indexOfSeq(next, seq);
    const entry = at(next, index);
    if (entry?.kind !== 'said' || entry.seq !== seq || seq === 0) continue;
    next = replaceAt(next, index, amended(entry, fates.get(seq), self));
  }
  return next;
}

/** Answers to commands in the window of a room: they stand apart from what people say, and go when they have been read. */
import { type Entries, type Entry, last } from './entry.ts';
import type { Place } from './place.ts';

/** What the person has asked for, or got wrong. In the server's window it stays. */
const isAnswer = (entry: Entry): boolean => entry.kind === 'note' && entry.tone !== 'info';

/** With its newest entry to be taken away later, if that is an answer. */
export function awaitingReading(place: Place): Place {
  const newest = last(place.entries);
  const goes = place.kind !== 'server' && newest !== undefined && isAnswer(newest);
  return goes && place.answersFrom === undefined ? { ...place, answersFrom: newest.id } : place;
}

/** The place when its answers have been read. A view that stood on one of them stands at the end. */
export function withoutAnswers(place: Place): Place {
  const { answersFrom, ...rest } = place;
  if (answersFrom === undefined) return place;
  const { scroll } = place;
  const entries = without(place.entries, answersFrom, isAnswer);
  const stood = scroll.to !== 'end' && scroll.to >= answersFrom;
  return { ...rest, entries, ...(stood && { scroll: { to: 'end' } }) };
}

/** Without those from an id on that are gone. */
function without({ pieces }: Entries, from: number, isGone: (entry: Entry) => boolean): Entries {
  const kept = pieces
    .map((piece) => (piece.at(-1)!.id < from ? piece : piece.filter((each) => !isGone(each))))
    .filter((piece) => piece.length > 0);
  return { pieces: kept, length: kept.reduce((sum, piece) => sum + piece.length, 0) };
}

/** Cuts lists and pages, so that no line grows past the 65,536 bytes of the protocol. */
import type { Shown } from '../../grammar/events.ts';
import { byteLength } from '../../grammar/text.ts';

/** At most this many entries in one list. */
export const MAX_LIST_LENGTH = 500;
/** At most this many bytes of JSON in one list, well within the 65,536 of a line. */
const MAX_LIST_BYTES = 48_000;

/** At most this many bytes of JSON in a page of events, within the 65,536 of a line. */
const MAX_PAGE_BYTES = 60_000;

/** The first entries of a list, as many as one line may hold, and those of `behind` after them; with `more` when not all are there. */
export function firstOf<Item, Entry>(
  items: Iterable<Item>,
  entry: (item: Item) => Entry,
  bytesOf: (entry: Entry) => number = bytesInJson,
  behind: Iterable<Item> = [],
): { list: Entry[]; more?: true } {
  const list: Entry[] = [];
  let bytes = 0;
  for (const part of [items, behind]) {
    for (const item of part) {
      const made = entry(item);
      bytes += bytesOf(made) + 1;
      if (list.length === MAX_LIST_LENGTH || bytes > MAX_LIST_BYTES) return { list, more: true };
      list.push(made);
    }
  }
  return { list };
}

const bytesInJson = (entry: unknown): number => byteLength(JSON.stringify(entry));

/** The first of these events, as many as one line may hold. */
export function fitting<E extends Shown>(events: readonly E[]): E[] {
  let bytes = 0;
  const end = events.findIndex((event) => {
    bytes += bytesInJson(event) + 1;
    return bytes > MAX_PAGE_BYTES;
  });
  return end < 0 ? [...events] : events.slice(0, end);
}

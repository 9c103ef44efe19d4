/** One thing that a room's window shows, and the list of them: cheap to append to, however long it is. */
import type { MessageKind } from '../../grammar/events.ts';

interface At {
  /** The id of the entry in its window: entries further down have greater ids. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A message, as it reads now. */
export interface Said extends At {
  readonly kind: 'said';
  /** The `seq` in the log; 0 when that log is gone. */
  readonly seq: number;
  readonly from: string;
  readonly how: MessageKind;
  /** The text as it reads now; empty when the message was deleted. */
  readonly text: string;
  /** All of the text is shown, however long it is. */
  readonly whole?: true;
  /** True when it calls the person who reads this. */
  readonly mention?: true;
  readonly mine?: true;
  /** The person's script that said it for them. */
  readonly script?: string;
  /** The message that it answers. */
  readonly answers?: { readonly seq: number; readonly from: string };
  /** The `seq` of the edit that gave the text. */
  readonly edited?: number;
  /** The reason of its deletion, if one was given. */
  readonly deleted?: string;
  /** The earliest first. */
  readonly reactions?: readonly Reaction[];
}

/** A reaction, and who reacts so. */
export interface Reaction {
  readonly emoji: string;
  readonly nicks: readonly string[];
  readonly mine?: true;
}

/** Somebody has changed something about the room. */
interface RoomChanged extends At {
  readonly kind: 'change';
  readonly seq: number;
  readonly from: string;
  /** What that person did, as the words behind the nick. */
  readonly text: string;
}

/** People who came, went, or took another nick, one after the other, told in one line. */
export interface PresenceChanges extends At {
  readonly kind: 'presence';
  readonly changes: readonly PresenceChange[];
}

/** One person came, went, or took another nick. */
export interface PresenceChange {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly how: 'joined' | 'left' | 'quit' | 'renamed';
  readonly nick: string;
  /** The new nick, or why somebody left. */
  readonly more?: string;
}

/** A sentence of the server or the client for this person alone. */
export interface Note extends At {
  readonly kind: 'note';
  readonly tone: 'info' | 'answer' | 'error';
  readonly text: string;
  /** So often it was told, one time after the other; once when absent. */
  readonly times?: number;
}

/** A mark: the entries above it are of a log that is gone. */
interface Divider extends At {
  readonly kind: 'divider';
  readonly text: string;
}

/** One thing that a window shows. */
export type Entry = Said | RoomChanged | PresenceChanges | Note | Divider;

/** An entry that has no place yet. */
export type Fresh = Entry extends infer Each
  ? Each extends Entry
    ? Omit<Each, 'id'>
    : never
  : never;

/** What is kept of a window for the next run: what was said and done, and where a log that is gone ends. */
export type KeptEntry = Exclude<Fresh, { kind: 'presence' | 'note' }>;

/** Entries in pieces of at most `PIECE`, so that appending copies one piece and not the list. */
export interface Entries {
  readonly pieces: readonly (readonly Entry[])[];
  readonly length: number;
}

const MAX_PIECE_ENTRIES = 256;

/** An empty list. */
export const noEntries: Entries = { pieces: [], length: 0 };

/** Adds the newest entry. Copies one piece of the list, however long the list is. */
export function append({ pieces, length }: Entries, entry: Entry): Entries {
  const last = pieces.at(-1);
  if (last === undefined || last.length >= MAX_PIECE_ENTRIES) {
    return { pieces: [...pieces, [entry]], length: length + 1 };
  }
  return { pieces: [...pieces.slice(0, -1), [...last, entry]], length: length + 1 };
}

/** `older` is sorted, and older than all that is there. */
export function prepend({ pieces, length }: Entries, older: readonly Entry[]): Entries {
  const more: (readonly Entry[])[] = [];
  for (let at = 0; at < older.length; at += MAX_PIECE_ENTRIES)
    more.push(older.slice(at, at + MAX_PIECE_ENTRIES));
  return { pieces: [...more, ...pieces], length: length + older.length };
}

/** Puts another entry in the place of the newest one. */
export function replaceLast({ pieces, length }: Entries, entry: Entry): Entries {
  const last = pieces.at(-1) ?? [];
  return { pieces: [...pieces.slice(0, -1), [...last.slice(0, -1), entry]], length };
}

/** Puts another entry at `index`, from 0. Copies one piece of the list. */
export function replaceAt(entries: Entries, index: number, entry: Entry): Entries {
  const { pieces, length } = entries;
  let start = 0;
  const which = pieces.findIndex((piece) => {
    start += piece.length;
    return index < start;
  });
  const piece = pieces[which];
  if (piece === undefined || index < 0) return entries;
  const within = index - (start - piece.length);
  return { pieces: pieces.with(which, piece.with(within, entry)), length };
}

/** About the older and the newer half. The list is cut between two pieces, so that nothing is copied. */
export function halves({ pieces, length }: Entries): [Entries, Entries] {
  const middle = pieces.length >> 1;
  const [older, newer] = [pieces.slice(0, middle), pieces.slice(middle)];
  const above = older.reduce((sum, piece) => sum + piece.length, 0);
  return [
    { pieces: older, length: above },
    { pieces: newer, length: length - above },
  ];
}

/** Without its oldest entries, at least one and about a piece of them. */
export function dropOldest({ pieces, length }: Entries): Entries {
  return { pieces: pieces.slice(1), length: length - (pieces[0]?.length ?? 0) };
}

/** The oldest entry that is held. */
export const first = ({ pieces }: Entries): Entry | undefined => pieces[0]?.[0];
/** The newest entry. */
export const last = ({ pieces }: Entries): Entry | undefined => pieces.at(-1)?.at(-1);

/** The entry at `index`, from 0. */
export function at({ pieces, length }: Entries, index: number): Entry | undefined {
  if (index < 0 || index >= length) return undefined;
  let end = length;
  for (let each = pieces.length - 1; each >= 0; each -= 1) {
    const piece = pieces[each]!;
    end -= piece.length;
    if (index >= end) return piece[index - end];
  }
  return undefined;
}

/** The index of the newest entry whose id is at most `id`, or -1. */
export function indexOf(entries: Entries, id: number): number {
  let end = entries.length;
  for (let each = entries.pieces.length - 1; each >= 0; each -= 1) {
    const piece = entries.pieces[each]!;
    end -= piece.length;
    if (piece[0]!.id > id) continue;
    let low = 0;
    let high = piece.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (piece[middle]!.id <= id) low = middle;
      else high = middle - 1;
    }
    return end + low;
  }
  return -1;
}

const seqOf = (entry: Entry): number | undefined => ('seq' in entry ? entry.seq : undefined);

/** The index of the entry with a number of the log, or of the nearest one before it; -1 when all come after it. */
export function indexOfSeq(entries: Entries, seq: number): number {
  let end = entries.length;
  for (let each = entries.pieces.length - 1; each >= 0; each -= 1) {
    const piece = entries.pieces[each]!;
    end -= piece.length;
    const firstSeq = seqOf(piece.find((entry) => 'seq' in entry) ?? piece[0]!);
    if (firstSeq === undefined || firstSeq > seq) continue;
    return end + piece.findLastIndex((entry) => (seqOf(entry) ?? seq + 1) <= seq);
  }
  return -1;
}

/** The message with a number of the log, if it is held. */
export function saidAt(entries: Entries, seq: number): Said | undefined {
  const entry = seq > 0 ? at(entries, indexOfSeq(entries, seq)) : undefined;
  return entry?.kind === 'said' && entry.seq === seq ? entry : undefined;
}

/** The newest message that is like this, of those that a command can name. */
export function lastSaid(
  { pieces }: Entries,
  isLikeThis: (said: Said) => boolean = () => true,
): Said | undefined {
  const isWanted = (entry: Entry): entry is Said =>
    entry.kind === 'said' && entry.seq > 0 && isLikeThis(entry);
  const piece = pieces.findLast((each) => each.some(isWanted));
  return piece?.findLast(isWanted);
}

/** The number of the oldest thing of the log that is held, or 0. */
export const firstSeq = ({ pieces }: Entries): number => {
  for (const piece of pieces) for (const entry of piece) if ('seq' in entry) return entry.seq;
  return 0;
};

/** The greatest `seq` among the entries; 0 without one. */
export const lastSeq = ({ pieces }: Entries): number => {
  for (const piece of pieces.toReversed())
    for (const entry of piece.toReversed()) if ('seq' in entry) return entry.seq;
  return 0;
};

/** The same entries, of a log that is gone: no number of the new log names one of them. */
export const unnumbered = ({ pieces, length }: Entries): Entries => ({
  pieces: pieces.map((piece) =>
    piece.map((entry) => ('seq' in entry ? { ...entry, seq: 0 } : entry)),
  ),
  length,
});

/** A place to be: the server, a room, or a private conversation, with all that its window shows. */
import type { Command } from '../../grammar/ast.ts';
import type { MessageKind } from '../../grammar/events.ts';
import type { LogKey } from '../../grammar/names.ts';
import { type Editor, emptyEditor } from '../editor/editor.ts';
import type { Line } from '../editor/line.ts';
import {
  append,
  dropOldest,
  type Entries,
  type Entry,
  type Fresh,
  firstSeq,
  last,
  noEntries,
  unnumbered,
} from './entry.ts';
import { type Fates, newestOf } from './fate.ts';
import { type Hues, withHues } from './hues.ts';
import type { Membership } from './members.ts';

/** Something said here that the server has not confirmed. */
export interface Pending {
  readonly tag: string;
  readonly text: string;
  readonly how: MessageKind;
  /** Where it goes, when that is not the place that shows it: the beginning of a private conversation. */
  readonly to?: string;
  readonly command: Command;
  /** `sending`: the link takes care of it. `perhaps`: its session is gone, so the person decides. */
  readonly state: 'sending' | 'perhaps';
  /** The message itself has arrived already; its `ok` has not. */
  readonly told?: true;
}

/**
 * Which row is at the bottom of the window: the newest, or one of an entry's. Everything hangs from the bottom, so text
 * may arrive below and history above without moving what is shown.
 */
export type Scroll = { readonly to: 'end' } | { readonly to: number; readonly below: number };

/** Of the history above what is held: not asked about, asked for, or known to be there or not. */
type Above = 'unknown' | 'more' | 'asked' | 'none';

/** A part of a log that is held without gaps, and where in it somebody reads. */
interface Stretch {
  readonly entries: Entries;
  /** The first and the last `seq` that is held; 0 without any. */
  readonly oldest: number;
  readonly newest: number;
  readonly above: Above;
  readonly scroll: Scroll;
}

/** A stretch further up, with something between it and the live end that is not held. */
export interface Past extends Stretch {
  /** Of what follows it: not asked for yet, or on its way. */
  readonly below: 'more' | 'asked';
}

/** What a line named as its message, and which one that was found to be: none yet, or none any more. */
export type About = { readonly named: string } & (
  | { readonly is: 'message'; readonly seq: number }
  | { readonly is: 'unknown' }
  | { readonly is: 'lost' }
);

/** A line that a key began for the person. */
export interface Begun {
  readonly text: string;
  /** What stood there, and which message that was about. */
  readonly before: Line;
  readonly about?: About;
}

/** A place holds the live end of its log, to which everything new is added. */
export interface Place extends Stretch, Membership {
  readonly id: number;
  readonly kind: 'server' | 'room' | 'private';
  /** `#dev`, or the other person's nick. */
  readonly name: string;
  /** Its log; a private conversation has none before its first message. */
  readonly log?: LogKey;
  /** The other person of a private conversation is not here any more: whoever has the nick now is somebody else. */
  readonly gone?: true;
  /** What is read instead of the live end, as long as it is not joined to it. */
  readonly past?: Past;
  /** The tag of the question for a page that the person wants to be taken to. */
  readonly seeking?: string;
  /** What became of messages, also of those that are not held. */
  readonly fates: Fates;
  readonly unread: number;
  readonly mentions: number;
  /** The first of the answers that are still to be taken away. */
  readonly answersFrom?: number;
  /** The first entry of others that came unseen; it stands below a line until the person answers or goes elsewhere. */
  readonly newFrom?: number;
  /** Something between what is held was never told; it is read when the reader comes to the end. */
  readonly missed?: true;
  /** It is shown as an earlier run left it: what comes before its `room` was missed meanwhile. */
  readonly wasLeft?: true;
  /** How far the account has read, as far as the server has told or was told; and when it was told last. */
  readonly readTo?: number;
  readonly readToldAt?: number;
  readonly topic: string;
  /** False when one has left the room or been left without it by a new session. */
  readonly joined: boolean;
  /** The link joins the room anew, so that one may be in it before one knows: its `room` has not come. */
  readonly rejoins?: true;
  /** The other person of a private conversation is away, with these words. */
  readonly away?: string;
  readonly pending: readonly Pending[];
  readonly editor: Editor;
  /** The line as a key began it. */
  readonly begun?: Begun;
  /** The message that the line is about, if it is about one. */
  readonly about?: About;
  /** The colours of its people. */
  readonly hues: Hues;
  /** Who is typing here, and until when that is to be believed. */
  readonly typing: readonly { readonly nick: string; readonly until: number }[];
  /** When it was last told that oneself is typing here. */
  readonly typedAt: number;
  /** When something happened here last, for the switcher: grows with the use of the client. */
  readonly used: number;
}

/** How two places stand on the screen. */
export interface Split {
  readonly how: 'beside' | 'above';
  /** The id of the place that is not the shown one. */
  readonly other: number;
  /** The shown one is the second: on the right, or below. */
  readonly second: boolean;
}

/** A place holds at most this many entries; older ones are read from the server again when somebody scrolls there. */
export const MAX_HELD_ENTRIES = 50_000;

/** A place in which nothing was said or typed. */
export function newPlace(id: number, kind: Place['kind'], name: string): Place {
  return {
    id,
    kind,
    name,
    entries: noEntries,
    oldest: 0,
    newest: 0,
    fates: new Map(),
    above: kind === 'server' ? 'none' : 'unknown',
    unread: 0,
    mentions: 0,
    scroll: { to: 'end' },
    topic: '',
    joined: kind !== 'room',
    members: [],
    count: 0,
    pending: [],
    editor: emptyEditor,
    hues: new Map(),
    typing: [],
    typedAt: 0,
    used: 0,
  };
}

/** The place as it is read: at its live end, or in the past. */
export function viewed(place: Place): Place {
  if (place.past === undefined) return place;
  return { ...withoutMark(place), ...place.past };
}

/** The place without the mark at which its new entries begin. */
export function withoutMark(place: Place): Place {
  const { newFrom: _, ...rest } = place;
  return rest;
}

/** The place with another scroll position. */
export const withScroll = (place: Place, scroll: Scroll): Place =>
  place.past === undefined ? { ...place, scroll } : { ...place, past: { ...place.past, scroll } };

/** True when the next entry will be in view: the window stands at its live end. */
export const isAtEnd = ({ past, scroll }: Place): boolean =>
  past === undefined && scroll.to === 'end';

/** The place at its live end. */
export function atLiveEnd(place: Place): Place {
  const { past: _, seeking: __, ...live } = place;
  return { ...live, scroll: { to: 'end' } };
}

/** With one more entry at its end. */
export function withEntry(place: Place, fresh: Fresh): Place {
  const entry = { ...fresh, id: (last(place.entries)?.id ?? 0) + 1 } as Entry;
  const entries = append(place.entries, entry);
  const hues = withHues(place.hues, colouredIn(entry));
  const longer = { ...place, entries, hues };
  const told = 'seq' in entry ? withSeq(longer, entry.seq) : longer;
  return entries.length > MAX_HELD_ENTRIES && place.scroll.to === 'end' ? trimmed(told) : told;
}

/** Whom an entry shows in their colour; one's own is quiet. */
export const colouredIn = (entry: Entry): string[] =>
  'from' in entry && !('mine' in entry) ? [entry.from] : [];

/** The `seq` up to which the server has told this log. */
export const withSeq = (place: Place, seq: number): Place => ({
  ...place,
  newest: seq,
  oldest: place.oldest || seq,
});

function trimmed(place: Place): Place {
  const entries = dropOldest(place.entries);
  const oldest = firstSeq(entries) || place.newest;
  return { ...place, entries, above: 'more', oldest, fates: fatesFrom(place, oldest) };
}

/** Whatever is read again tells again what happened before `oldest`; only the rest has to be remembered. */
function fatesFrom({ fates, past }: Place, oldest: number): Fates {
  if (past !== undefined || ![...fates.values()].some((fate) => newestOf(fate) < oldest)) {
    return fates;
  }
  return new Map([...fates].filter(([, fate]) => newestOf(fate) >= oldest));
}

/** Its log is no more: what is shown stays, and has nothing to do with what comes. */
export function withoutLog(place: Place): Place {
  const { past: _, seeking: __, missed: ___, ...live } = place;
  return {
    ...live,
    entries: unnumbered(place.entries),
    fates: new Map(),
    oldest: 0,
    newest: 0,
    above: 'none',
  };
}

/** What is known of a room that one is not in any more. */
export const outside = { joined: false, members: [], count: 0, typing: [] } as const;

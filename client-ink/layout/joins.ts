/** Who came and went, as far as the person wants to be shown it: all, those who spoke of late, or nobody. */
import { type NickKey, nickKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type { Joining } from '../language/options.ts';
import {
  at,
  type Entries,
  type Entry,
  type PresenceChange,
  type PresenceChanges,
} from '../model/entry.ts';
import type { Model } from '../model/model.ts';
import type { Place } from '../model/place.ts';

/** Whoever spoke so long before they came or went is shown doing so. */
const SPOKE_OF_LATE_MS = 10 * 60_000;
/** For that at most so many entries above are looked at. */
const MAX_LOOKED_AT_ENTRIES = 300;

/** How it is shown who comes to a place and goes; all of it where that is no room. */
export const joiningIn = ({ joins, joinsIn }: Model, { kind, log }: Place): Joining =>
  kind === 'room' ? ((log && joinsIn.get(log)) ?? joins) : 'folded';

interface Seen {
  readonly joins: Joining;
  readonly shown: Entry | undefined;
}

const kept = new WeakMap<PresenceChanges, Seen>();

/** Entry number `index` with what is shown of it; nothing when nothing is. It is found once for each entry and way to show them. */
export function shownAt(
  entries: Entries,
  index: number,
  joins: Joining = 'folded',
): Entry | undefined {
  const entry = at(entries, index);
  if (entry?.kind !== 'presence') return entry;
  const known = kept.get(entry);
  if (known?.joins === joins) return known.shown;
  const shown = partOf(entry, entries, index, joins);
  kept.set(entry, { joins, shown });
  return shown;
}

/** The last entry above number `index` of which something is shown. */
export function shownAbove(
  entries: Entries,
  index: number,
  joins: Joining = 'folded',
): Entry | undefined {
  for (let above = index - 1; above >= 0; above -= 1) {
    const entry = shownAt(entries, above, joins);
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** True when nothing is shown of what follows entry number `index`. */
export function isLastShown(entries: Entries, index: number, joins: Joining): boolean {
  for (let below = index + 1; below < entries.length; below += 1)
    if (shownAt(entries, below, joins) !== undefined) return false;
  return true;
}

/** How many entries behind the one with this id tell of people who came and went. */
export function presencesBelow({ pieces }: Entries, id: number): number {
  let count = 0;
  for (let each = pieces.length - 1; each >= 0; each -= 1) {
    const piece = pieces[each]!;
    for (const entry of piece) if (entry.id > id && entry.kind === 'presence') count += 1;
    if (piece[0]!.id <= id) break;
  }
  return count;
}

function partOf(
  entry: PresenceChanges,
  entries: Entries,
  index: number,
  joins: Joining,
): Entry | undefined {
  switch (joins) {
    case 'folded':
    case 'shown':
      return entry;
    case 'hidden':
      return undefined;
    case 'smart': {
      const changes = ofThoseWhoSpoke(entry.changes, entries, index);
      return changes.length === 0 ? undefined : { ...entry, changes };
    }
    default:
      return unreachable(joins);
  }
}

function ofThoseWhoSpoke(
  changes: readonly PresenceChange[],
  entries: Entries,
  index: number,
): readonly PresenceChange[] {
  const spokeAt = new Map<NickKey, number>();
  const since = (changes[0]?.at ?? 0) - SPOKE_OF_LATE_MS;
  for (let back = 1; back <= MAX_LOOKED_AT_ENTRIES; back += 1) {
    const entry = at(entries, index - back);
    if (entry === undefined || entry.at < since) break;
    if (entry.kind !== 'said') continue;
    const key = nickKey(entry.from);
    if (!spokeAt.has(key)) spokeAt.set(key, entry.at);
  }
  return changes.filter((change) => {
    const key = nickKey(change.nick);
    const spoke = spokeAt.get(key);
    const isShown = spoke !== undefined && change.at - spoke <= SPOKE_OF_LATE_MS;
    if (isShown && change.how === 'renamed') spokeAt.set(nickKey(change.more ?? ''), spoke);
    return isShown;
  });
}

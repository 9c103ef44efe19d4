/** Whoever ignores somebody is not shown what they say, on any device; and is shown all the rest. */
import type { Event } from '../../../grammar/events.ts';
import { logged, logOf } from '../diary.ts';
import { type Problem, place } from './deeds.ts';
import type { Hearing } from './hearings.ts';
import type { Row } from './logs.ts';
import type { People } from './people.ts';

export function checkIgnoring(
  hearings: readonly Hearing[],
  people: People,
  rows: readonly Row[],
): Problem[] {
  const authors = new Map(rows.map(({ log, seq, author }) => [place(log, seq), author]));
  return hearings.flatMap(({ event, identity, opened, told, who, moment }): Problem[] => {
    const at = placeIn(event);
    const author = at && authors.get(at.key);
    if (at === undefined || identity === undefined || author === undefined) return [];
    const states = people.between(identity, opened, told);
    const ignores = states.map(({ ignored = [] }) => ignored.some(([each]) => each === author));
    if (ignores.includes(at.isHidden)) return [];
    const what = at.isHidden ? 'is not shown' : 'is shown';
    const text = `${what} ${at.key}, by whom one ${at.isHidden ? 'does not ignore' : 'ignores'}`;
    return [{ text, who, moment }];
  });
}

/** Where a message stands, or what is hidden. */
function placeIn(event: Event): { key: string; isHidden: boolean } | undefined {
  if (event.ev === 'hidden')
    return { key: place(event.room ?? event.log ?? '', event.seq), isHidden: true };
  const entry = event.ev === 'message' ? logged(event) : undefined;
  return entry && { key: place(logOf(entry), entry.seq), isHidden: false };
}

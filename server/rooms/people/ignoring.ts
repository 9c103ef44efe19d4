/** Whom people ignore: what those do is not shown to them. */

import { veiledInLog } from '../../../grammar/events/veil.ts';
import type { EventOf, Shown } from '../../../grammar/events.ts';
import { nickKey } from '../../../grammar/names.ts';
import type { Authored } from '../answers.ts';
import type { Effect } from '../effects.ts';
import type { Identity, SessionId } from '../world/ids.ts';
import type { Person } from '../world/state.ts';
import type { World } from '../world/world.ts';

/** A person ignores at most this many others: whoever is gone for good makes room. */
export const MAX_IGNORED = 100;

/** `person` is not to be disturbed by what `author` does. */
export const ignores = ({ ignored }: Person, { identity }: Person): boolean =>
  ignored.has(identity);

/** What a session is told from here on hides whom its person ignores. */
export const hide = (who: SessionId, { ignored }: Person): Effect => ({
  do: 'hide',
  who,
  authors: new Set(ignored.keys()),
});

/** Events of a log as they are shown to a person. */
export const shownTo = ({ ignored }: Person, records: readonly Authored[]): Shown[] =>
  records.map(({ event, author }) => (ignored.has(author) ? veiledInLog(event) : event));

/** Under their nicks of today, or the last ones that are known. */
export const ignoredBy = (world: World, { ignored }: Person): EventOf<'ignored'> => ({
  ev: 'ignored',
  people: [...ignored].map(([who, nick]) => world.persons.get(who)?.nick ?? nick),
});

/** With one more; nothing when there is no room. */
export function withIgnored(
  world: World,
  { ignored }: Person,
  { identity, nick }: Person,
): ReadonlyMap<Identity, string> | undefined {
  const all = new Map(ignored);
  const gone = [...all.keys()].find((who) => !world.persons.has(who));
  if (all.size >= MAX_IGNORED && gone !== undefined) all.delete(gone);
  return all.size < MAX_IGNORED ? all.set(identity, nick) : undefined;
}

/** Whoever of them is called so, now or when they were last known. */
export function ignoredAs(world: World, { ignored }: Person, nick: string): Identity | undefined {
  const key = nickKey(nick);
  const known = world.persons.byNick(nick);
  if (known && ignored.has(known.identity)) return known.identity;
  const isGone = (who: Identity): boolean => !world.persons.has(who);
  return [...ignored].find(([who, was]) => isGone(who) && nickKey(was) === key)?.[0];
}

/**
 * Takes away all that somebody said whose account is gone: a few messages in each turn, as if they had deleted them. What is
 * left to be done is kept, so that it goes on after a restart.
 */
import { iso } from '../../../grammar/time.ts';
import type { FoundMessage, Gathered } from '../answers.ts';
import type { Effect } from '../effects.ts';
import { keepRegime } from '../moderation/governing.ts';
import type { Identity } from '../world/ids.ts';
import type { Private, Room } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { deletion } from './deletion.ts';
import { NO_SESSION, record } from './recording.ts';

/** So many messages are taken away at a time, and then others have their turn. */
const MAX_ERASED_AT_ONCE = 64;
const PAUSE_MS = 20;
/** When the store could not say what there is, or not keep that it is gone. */
const RETRY_MS = 5000;

/** All that `who` said is going to be deleted. */
export function beginErasing(world: World, effects: Effect[], who: Identity): void {
  keepRegime(world, effects, { erasing: new Set([...world.regime.erasing, who]) });
  effects.push(soon(who, PAUSE_MS));
}

/** What is left to be erased when a server has started. */
export const eraseOn = (erasing: Iterable<Identity>): Effect[] =>
  [...erasing].map((who) => soon(who, PAUSE_MS));

/** It could not be committed, or the store could not be read. */
export const eraseLater = (who: Identity): Effect => soon(who, RETRY_MS);

const soon = (who: Identity, after: number): Effect => ({
  do: 'remind',
  after,
  due: { due: 'erase', who },
});

/** It is time to look for what is left. */
export const erase = (world: World, who: Identity): Effect[] =>
  world.regime.erasing.has(who) ? [{ do: 'gather', who, limit: MAX_ERASED_AT_ONCE }] : [];

/** Deletes what was found; when nothing was, all of it is gone. */
export function gathered(
  world: World,
  who: Identity,
  found: readonly Gathered[] | undefined,
): Effect[] {
  const { erasing } = world.regime;
  if (!erasing.has(who)) return [];
  if (found === undefined) return [eraseLater(who)];
  const effects: Effect[] = [];
  if (found.length === 0) {
    const others = [...erasing].filter((other) => other !== who);
    keepRegime(world, effects, { erasing: new Set(others) });
    return effects;
  }
  // What was amended since is looked for again.
  const asFound = found.filter(({ log, end }) => (world.log(log)?.fold.amended ?? 0) <= end);
  for (const { log: key, found: message } of asFound) {
    const log = world.log(key);
    if (log) effects.push(deleted(world, log, who, message));
  }
  effects.push(effects.length > 0 ? soon(who, PAUSE_MS) : eraseLater(who));
  return effects;
}

/** A room is called as it is now, whatever it was called then. */
const roomOf = (log: Room | Private, { room }: { readonly room: string }): string =>
  'name' in log ? log.name : room;

function deleted(
  world: World,
  log: NonNullable<ReturnType<World['log']>>,
  author: Identity,
  found: FoundMessage,
): Effect {
  const { message } = found;
  const { seq: of, from } = message;
  const where =
    'to' in message ? { to: message.to, log: message.log } : { room: roomOf(log, message) };
  const seq = log.fold.seq + 1;
  const event = {
    ev: 'delete',
    ...where,
    seq,
    at: iso(world.now),
    from,
    of,
    of_from: from,
  } as const;
  return record(world, log, event, {
    author,
    by: NO_SESSION,
    first: undefined,
    besides: { amended: deletion(found, seq) },
  });
}

/** Puts an event into a log, in the world; it is told when it is committed. */
import type { Logged } from '../../../grammar/events.ts';
import { aboutOf } from '../durable/keeping.ts';
import type { Effect } from '../effects.ts';
import { callsOf } from '../people/calling.ts';
import type { Identity, SessionId } from '../world/ids.ts';
import type { Private, Room } from '../world/state.ts';
import type { World } from '../world/world.ts';
import { apply, isNews, type Untold } from './fold.ts';

/** Who has done it, by which session and command, and what is known of it besides. */
interface Origin {
  readonly author: Identity;
  readonly by: SessionId;
  readonly first: (Effect & { do: 'record' })['first'];
  readonly besides: Besides;
}

/** What is known of an event besides, and of what it makes of others. */
export interface Besides extends Untold {
  /** Earlier events that read otherwise from now on. */
  readonly amended?: Logged[] | undefined;
}

/** No session has this number. */
export const NO_SESSION = 0;

/** Applies the next event of a log, and what it makes of earlier ones. */
export function record(
  world: World,
  log: Room | Private,
  event: Logged,
  { author, by, first, besides }: Origin,
): Effect {
  const before = log.fold;
  const { amended } = besides;
  world.set(log, 'fold', apply(before, event, besides));
  const isFirst = 'pair' in log && !log.wrote.includes(author);
  if (isFirst) world.set(log, 'wrote', [...log.wrote, author]);
  return {
    do: 'record',
    by,
    log: log.key,
    event,
    author,
    first,
    after: before.seq,
    amended,
    calls: callsOf(world, log, author, { event, amended }),
    about: isFirst || isNews(before, log.fold) ? aboutOf(log) : undefined,
  };
}

/** What people have chosen to be told of at once, in a room or in all of them. */
import type { EventOf } from '../../../grammar/events.ts';
import type { RoomKey } from '../../../grammar/names.ts';
import type { Level } from '../../../grammar/preferences.ts';
import { iso } from '../../../grammar/time.ts';
import type { Choice } from '../durable/kept.ts';
import type { Time } from '../world/ids.ts';
import type { Person } from '../world/state.ts';

/** Of all rooms that have no choice of their own. */
const EVERYWHERE = '';
/** As long as nothing is chosen. */
const AT_FIRST: Level = 'mentions';

/** What somebody is told of at once in a room, or in private. */
export function levelIn({ notify }: Person, room: RoomKey | undefined, now: Time): Level {
  const chosen = (key: RoomKey | ''): Level | undefined => levelOf(notify?.get(key), now);
  return (room && chosen(room)) ?? chosen(EVERYWHERE) ?? AT_FIRST;
}

function levelOf(choice: Choice | undefined, now: Time): Level | undefined {
  return choice?.until !== undefined && choice.until <= now ? choice.afterwards : choice?.level;
}

/** With another choice; what it was before comes back when its time is over. */
export function withChoice(
  { notify }: Person,
  room: RoomKey | undefined,
  { level, until }: Pick<Choice, 'level' | 'until'>,
  now: Time,
): ReadonlyMap<RoomKey | '', Choice> {
  const before = notify?.get(room ?? EVERYWHERE);
  const afterwards = before?.until === undefined ? before?.level : before.afterwards;
  const limited = until === undefined ? {} : { until, ...(afterwards && { afterwards }) };
  return new Map([...running(notify, now), [room ?? EVERYWHERE, { level, ...limited }]]);
}

/** Those choices that say something now, and nothing of those that are over. */
function running(notify: Person['notify'], now: Time): [RoomKey | '', Choice][] {
  return [...(notify ?? [])].flatMap(([key, choice]): [RoomKey | '', Choice][] => {
    const level = levelOf(choice, now);
    if (level === undefined) return [];
    return [[key, choice.until !== undefined && choice.until <= now ? { level } : choice]];
  });
}

/** All choices, as they are told. */
export function choicesOf({ notify, rooms }: Person, now: Time): EventOf<'notify'> {
  const all = new Map(running(notify, now));
  const told = ({ level, until }: Choice) => ({
    level,
    ...(until !== undefined && { until: iso(until) }),
  });
  return {
    ev: 'notify',
    levels: [
      told(all.get(EVERYWHERE) ?? { level: AT_FIRST }),
      ...[...rooms.values()].flatMap(({ key, name }) => {
        const choice = all.get(key);
        return choice ? [{ room: name, ...told(choice) }] : [];
      }),
    ],
  };
}

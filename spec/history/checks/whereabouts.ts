/** Who somebody is, where they are and what private logs they have is what the store has of them, whichever device asks. */
import { isDeepStrictEqual } from 'node:util';
import type { Command } from '../../../grammar/ast.ts';
import type { Event } from '../../../grammar/events.ts';
import type { PersonState } from '../../../server/rooms/durable/kept.ts';
import { type Problem, placesOf } from './deeds.ts';
import type { Hearing } from './hearings.ts';
import type { KeptSession, People } from './people.ts';

export function checkWhereabouts(hearings: readonly Hearing[], people: People): Problem[] {
  return hearings.flatMap(({ event, identity, sessions, command, asked, told, who, moment }) => {
    const [session] = sessions;
    if (identity === undefined || asked === undefined || session === undefined) return [];
    const states = people.between(identity, asked, told);
    // In the midst of a turn one may be what one was never kept as. A /resume keeps another ticket.
    const isSure =
      command?.cmd === 'resume'
        ? sessions.every(({ current }) => current === session.current)
        : sessions.length === 1;
    if (states.length !== 1 || !isSure) return [];
    const problem = (text: string): Problem[] => [{ text, who, moment }];
    if (isRefused(event, command, states[0] as PersonState, session))
      return problem(
        `is refused: ${JSON.stringify(event)}, and is kept as ${JSON.stringify(states)}`,
      );
    const is = selfIn(event);
    const was = is && keptAs(is, states[0] as PersonState, session);
    if (isDeepStrictEqual(is, was)) return [];
    return problem(`is told to be ${JSON.stringify(is)}, and is kept as ${JSON.stringify(was)}`);
  });
}

/** For being in no such place, and is in all that were named. */
function isRefused(
  event: Event,
  command: Command | undefined,
  { rooms }: PersonState,
  { current }: KeptSession,
): boolean {
  if (event.ev !== 'error') return false;
  if (event.code === 'no_current_room') return current !== undefined;
  return event.code === 'not_in_room' && placesOf(command).every((room) => rooms.includes(room));
}

/** What one is told of oneself: logs in `ok`, and whether one is away in `whoami`. */
interface Self {
  readonly nick: string;
  readonly rooms: readonly string[];
  readonly current: string | undefined;
  readonly away?: string | undefined;
  readonly logs?: readonly string[];
}

/** Of a `/whoami`, a `/resume` or a `/login`. */
function selfIn(event: Event): Self | undefined {
  if (event.ev !== 'whoami' && (event.ev !== 'ok' || event.logs === undefined)) return undefined;
  const { nick = '', rooms = [], room: current } = event;
  const self = { nick, rooms: [...rooms].sort(), current };
  return event.ev === 'whoami'
    ? { ...self, away: event.away }
    : { ...self, logs: [...(event.logs ?? [])].sort() };
}

function keptAs(
  is: Self,
  { nick, rooms, away, privates = [] }: PersonState,
  { current }: KeptSession,
): Self {
  const self = { nick, rooms: [...rooms].sort(), current };
  return is.logs === undefined ? { ...self, away } : { ...self, logs: [...privates].sort() };
}

/** What a session is, as far as its own commands decide it: pure, so that what is intended and what is found can be compared. */
import type { Command } from '../../grammar/ast.ts';

export interface State {
  readonly nick: string;
  /** In the order in which they were joined. */
  readonly rooms: readonly string[];
  /** Where bare lines are said. */
  readonly current?: string | undefined;
  readonly away?: string | undefined;
  /** It is logged in. */
  readonly isAccount?: boolean;
}

/** The state after a command that was done. */
export function after(state: State, command: Command): State {
  switch (command.cmd) {
    case 'nick':
      return { ...state, nick: command.nick };
    case 'register':
      return { ...state, isAccount: true };
    case 'login':
      return { ...state, nick: command.nick, isAccount: true };
    case 'logout':
      return { nick: '', rooms: [] };
    case 'join': {
      const fresh = command.rooms.filter((room) => !state.rooms.includes(room));
      return { ...state, rooms: [...state.rooms, ...fresh], current: command.rooms.at(-1) };
    }
    case 'part': {
      const left = new Set(command.rooms ?? [state.current]);
      const current = left.has(state.current) ? undefined : state.current;
      return { ...state, rooms: state.rooms.filter((room) => !left.has(room)), current };
    }
    case 'room':
      return { ...state, current: command.room ?? state.current };
    case 'away':
      return { ...state, away: command.text ?? '' };
    case 'back':
      return { ...state, away: undefined };
    default:
      return state;
  }
}

/** A state that is possible, and which of the commands that were not answered are done in it. */
export interface Possible {
  readonly state: State;
  readonly done: ReadonlySet<string>;
}

/**
 * The states that are possible when some of these were done and the rest not: in any order, since what the store has
 * refused may be sent again behind what came later.
 */
export function possible(
  from: readonly Possible[],
  unanswered: ReadonlyMap<string, Command>,
): Possible[] {
  const all = new Map<string, Possible>();
  const waiting = [...from];
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    const key = keyOf(each);
    if (all.has(key)) continue;
    all.set(key, each);
    const { state, done } = each;
    for (const [tag, command] of unanswered) {
      if (done.has(tag)) continue;
      waiting.push({ state: after(state, command), done: new Set([...done, tag]) });
    }
  }
  return [...all.values()];
}

const keyOf = ({ state: { nick, rooms, current, away }, done }: Possible): string =>
  JSON.stringify([nick, [...rooms].sort(), current, away, [...done].sort()]);

/** It says something about the session itself. */
export const changesState = ({ cmd }: Command): boolean =>
  ['nick', 'join', 'part', 'room', 'away', 'back'].includes(cmd);

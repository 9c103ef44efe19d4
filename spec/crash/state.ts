/** What a session is, as far as its own commands decide it: pure, so that what is intended and what is found can be compared. */
import type { Command } from '../../grammar/ast.ts';

export interface State {
  readonly nick: string;
  /** In the order in which they were joined. */
  readonly rooms: readonly string[];
  /** Where bare lines are said. */
  readonly current?: string | undefined;
  readonly away?: string | undefined;
}

/** The state after a command that was done. */
export function after(state: State, command: Command): State {
  switch (command.cmd) {
    case 'nick':
      return { ...state, nick: command.nick };
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

/** The states that are possible when some of these were done and the rest not, none before an earlier one. */
export function possible(state: State, unanswered: readonly Command[]): State[] {
  const states = [state];
  let latest = state;
  for (const command of unanswered) {
    latest = after(latest, command);
    states.push(latest);
  }
  return states;
}

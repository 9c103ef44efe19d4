/** Reminds the core of what is due: one reminder for each session that waits, each room that counts and each person whose texts go, and one for deserted rooms. */
import type { RoomKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type { Alarm, Clock } from '../net/clock.ts';
import type { Due } from '../rooms/effects.ts';
import type { Identity, SessionId } from '../rooms/ids.ts';

/** The alarms that decisions have asked for, at most one for each session, room or person. */
export class Reminders {
  readonly #clock: Clock;
  readonly #due: (due: Due) => void;
  readonly #alarms = new Map<SessionId | RoomKey | Identity, Alarm>();

  constructor(clock: Clock, due: (due: Due) => void) {
    this.#clock = clock;
    this.#due = due;
  }

  /** Reminds of it in so many milliseconds, and no more of what was to be due for the same session, room or person before. */
  set(ms: number, due: Due): void {
    const whose = whoseIs(due);
    this.cancel(whose);
    const alarm = this.#clock.after(ms, () => {
      this.#alarms.delete(whose);
      this.#due(due);
    });
    this.#alarms.set(whose, alarm);
  }

  cancel(whose: SessionId | RoomKey | Identity): void {
    this.#alarms.get(whose)?.cancel();
    this.#alarms.delete(whose);
  }

  cancelAll(): void {
    for (const alarm of this.#alarms.values()) alarm.cancel();
    this.#alarms.clear();
  }
}

function whoseIs(due: Due): SessionId | RoomKey | Identity | 'deserted' {
  switch (due.due) {
    case 'grace':
      return due.session;
    case 'count':
      return due.room;
    case 'erase':
      return due.who;
    case 'deserted':
      return due.due;
    default:
      return unreachable(due);
  }
}

/** Reminds the core of what is due: at most once at a time for each session, room or person that it is about. */
import type { RoomKey } from '../../grammar/names.ts';
import { unreachable } from '../../grammar/unreachable.ts';
import type { Alarm, Clock } from '../clock.ts';
import type { Due } from '../rooms/effects.ts';
import type { Identity, SessionId } from '../rooms/world/ids.ts';

/** What a reminder is about. */
type Whose = SessionId | RoomKey | Identity | `exception ${RoomKey}` | 'deserted' | 'sleep';

/** The alarms that decisions have asked for, at most one for each of what they are about. */
export class Reminders {
  readonly #clock: Clock;
  readonly #due: (due: Due) => void;
  readonly #alarms = new Map<Whose, Alarm>();

  constructor(clock: Clock, due: (due: Due) => void) {
    this.#clock = clock;
    this.#due = due;
  }

  /** Reminds of it in so many milliseconds, and no more of what was to be due for the same before. */
  set(ms: number, due: Due): void {
    const whose = whoseIs(due);
    this.cancel(whose);
    const alarm = this.#clock.after(ms, () => {
      this.#alarms.delete(whose);
      this.#due(due);
    });
    this.#alarms.set(whose, alarm);
  }

  cancel(whose: Whose): void {
    this.#alarms.get(whose)?.cancel();
    this.#alarms.delete(whose);
  }

  cancelAll(): void {
    for (const alarm of this.#alarms.values()) alarm.cancel();
    this.#alarms.clear();
  }
}

function whoseIs(due: Due): Whose {
  switch (due.due) {
    case 'grace':
      return due.session;
    case 'count':
      return due.room;
    case 'erase':
      return due.who;
    case 'exception':
      return `exception ${due.room}`;
    case 'deserted':
    case 'sleep':
      return due.due;
    default:
      return unreachable(due);
  }
}

/** A device whose session goes on in another one of the same person: it is connected until it is told so, and may not say anything more. */

import { eventIn } from '../../client/wire.ts';
import type { Diary, Happening, Moment, Tagged } from '../history/diary.ts';
import type { Cable } from './cable.ts';

export class OldDevice {
  /** What it asked and heard on its connection, and hears from then on. */
  readonly diary: Diary;
  readonly #cable: Cable;
  readonly #moment: () => Moment;
  /** What it says when the session is somebody else's. */
  #late: Tagged | undefined;

  constructor(before: Diary, cable: Cable, late: Tagged, moment: () => Moment) {
    const { notes } = before;
    this.diary = { ...before, notes: notes.slice(notes.findLastIndex(({ on }) => on === 'open')) };
    this.#cable = cable;
    this.#late = late;
    this.#moment = moment;
  }

  hear(line: string, told: Moment): void {
    const event = eventIn(line);
    if (event !== undefined) this.#note({ on: 'heard', event, told });
  }

  /** It keeps its session, and so has nothing to say that it should not. */
  hush(): void {
    this.#late = undefined;
  }

  /** Its connection is closed. */
  lose(): void {
    this.hush();
    this.#note({ on: 'lost' });
  }

  /** The other one has the session now: returns what it says all the same, if it does. */
  speak(): Tagged | undefined {
    const late = this.#late;
    this.#late = undefined;
    if (late !== undefined) this.#cable.send(`${JSON.stringify(late)}\n`);
    return late;
  }

  #note(happening: Happening): void {
    this.diary.notes.push({ moment: this.#moment(), ...happening });
  }
}

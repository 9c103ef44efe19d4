/** Says why to those who are not let in, before anybody knows what they speak. */
import type { Event } from '../../grammar/events.ts';
import type { Door } from '../doors/door.ts';
import { framed } from './batch.ts';
import type { Transport } from './transport.ts';

/** At most this many get time to read why; further ones are cut at once. */
const MAX_LEAVING = 32;

/** Turns connections away, in every dialect. */
export class Farewells {
  readonly #doors: readonly Door[];
  #leaving = 0;

  constructor(doors: readonly Door[]) {
    this.#doors = doors;
  }

  /** Tells whoever has come `bye`, and closes. */
  say(transport: Transport, bye: Event): void {
    this.#leaving += 1;
    void transport.closed().then(() => {
      this.#leaving -= 1;
    });
    transport.turnAway(this.#inAll(bye), this.#leaving > MAX_LEAVING);
  }

  #inAll(event: Event): Buffer {
    const dialects = this.#doors.map((door) => door.open()).reverse();
    return Buffer.concat(dialects.map((each) => framed(each, [each.write(event)])));
  }
}

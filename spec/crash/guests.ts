/** People who come for the first time, write to somebody whose connection is lost just then, and mostly go again. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../hostile/chance.ts';
import type { Life } from './life.ts';
import type { Person } from './person.ts';

/** So many stay. */
const STAYING = 4;

export class Guests {
  /** All who ever came. */
  readonly people: Person[] = [];
  readonly #staying: Person[] = [];
  readonly #chance: Chance;
  readonly #make: (name: string) => Person;
  #isOver = false;

  constructor(chance: Chance, make: (name: string) => Person) {
    this.#chance = chance;
    this.#make = make;
  }

  /** Nobody comes any more, and whoever is there stays. */
  end(): void {
    this.#isOver = true;
  }

  /** One guest comes and says a few things to `host`, who is called `nick` and away meanwhile. */
  async come(host: Life, nick: () => string): Promise<void> {
    await host.pause();
    if (this.#isOver) return;
    host.person.rest();
    const guest = this.#make(`guest${this.people.length + 1}`);
    this.people.push(guest);
    guest.wake();
    const said = [guest.do({ cmd: 'nick', nick: guest.name })];
    for (let left = 1 + this.#chance.below(3); left > 0; left -= 1) {
      const tag = guest.tag();
      said.push(guest.do({ cmd: 'msg', tag, to: nick(), text: `‹${tag}› from somebody new` }));
    }
    await Promise.all(said);
    // Sometimes the guest has quit before anybody has read it.
    if (this.#chance.oneIn(2)) await this.#leave(guest);
    else this.#staying.push(guest);
    host.person.wake();
    if (!this.#isOver) void host.live();
    if (this.#staying.length > STAYING) await this.#leave(this.#staying.shift());
    await pause(100 + this.#chance.below(600));
  }

  async #leave(guest: Person | undefined): Promise<void> {
    if (guest === undefined || this.#isOver) return;
    await guest.do({ cmd: 'quit', reason: 'enough' });
    guest.rest();
  }
}

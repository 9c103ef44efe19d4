/** What happens to the machine: in which way it loses its power next, and when its disk is full. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../hostile/chance.ts';
import type { Doom } from './doom.ts';
import type { End, Machine } from './machine.ts';

/** About as long as a server takes to start, in milliseconds. */
const START_MS = 300;

/** A server that ends at a commit ends at one of its first so many. */
const MAX_COMMITS = 12;

/** The ways in which a server that has started may end. */
export const allEnds: readonly End[] = ['at random', 'before', 'amid', 'after', 'telling'];

export class Storm {
  readonly #machine: Machine;
  readonly #chance: Chance;
  /** How many sockets there are to tell. */
  readonly #sockets: number;
  #blows = 0;

  constructor(machine: Machine, chance: Chance, sockets: number) {
    this.#machine = machine;
    this.#chance = chance;
    this.#sockets = sockets;
  }

  /** Starts the server for the first time, which may take two attempts. */
  async begin(): Promise<void> {
    await this.#machine.stumble(this.#chance.below(START_MS));
    await this.#machine.boot();
  }

  /** Ends the server at no particular point, and starts it again. */
  restart(): Promise<void> {
    return this.#end('at random');
  }

  /** Ends the server in the next way, and starts it again. */
  strike(): Promise<void> {
    const how = allEnds[this.#blows % allEnds.length] ?? 'at random';
    this.#blows += 1;
    return this.#end(how);
  }

  /** The disk is full until that was felt, and a while longer, perhaps over a restart; then it has room again. */
  async fill(felt: () => Promise<void>): Promise<void> {
    this.#machine.fill(true);
    await felt();
    if (this.#chance.oneIn(2)) {
      await this.restart();
      await pause(this.#chance.below(200));
    }
    this.#machine.fill(false);
  }

  async #end(how: End): Promise<void> {
    if (how === 'at random') {
      await pause(this.#chance.below(150));
      await this.#machine.kill();
    } else {
      await this.#machine.condemn(this.#doom(how));
      await this.#machine.death();
    }
    await pause(this.#chance.below(60));
    if (this.#chance.oneIn(5)) await this.#machine.stumble(this.#chance.below(START_MS));
    await this.#machine.boot();
  }

  #doom(when: Doom['when']): Doom {
    const commit = 1 + this.#chance.below(MAX_COMMITS);
    switch (when) {
      case 'before':
      case 'after':
        return { commit, when };
      case 'amid':
        return { commit, when, micros: this.#chance.below(2_000) };
      case 'telling':
        return { commit, when, writes: 2 + this.#chance.below(this.#sockets) };
    }
  }
}

/**
 * All that chance decides in a simulated world, as plain data: a list of these is a whole life that can be played again.
 * Whatever can't be done when its time has come is left out, so that a list with gaps is a life, too.
 */
import type { Tagged } from '../history/diary.ts';
import type { Ending } from './disk.ts';
import type { Resident } from './link.ts';

/** What becomes of the disk when the server dies: `unsynced` turns of those that were not synced are left of it. */
export interface Death {
  /** Only the process ends, and the disk keeps what was written. Otherwise the machine loses its power. */
  readonly unsynced?: number;
}

/** What the operator has decided for one run of the server. */
export interface Options {
  /** Seconds that a lost session waits. */
  readonly grace?: number;
  /** Rates and limits are on. */
  readonly limits?: boolean;
}

export type Decision =
  /** Somebody begins to live here. */
  | ({ readonly do: 'settle' } & Resident)
  /** The server starts, if none runs. */
  | ({ readonly do: 'boot' } & Options)
  /** The server dies now. */
  | ({ readonly do: 'kill' } & Death)
  /** It dies instead of doing the thing after so many that can be seen from outside: writes, syncs, cuts. */
  | ({ readonly do: 'doom'; readonly acts: number } & Death)
  /** One turn of the server's event loop. */
  | { readonly do: 'turn' }
  /** The disk ends the task that has that place among those that wait. */
  | { readonly do: 'disk'; readonly place: number; readonly ends: Ending }
  /** So many milliseconds pass. */
  | { readonly do: 'pass'; readonly ms: number }
  /** Somebody puts the date forward by so many milliseconds, or back. */
  | { readonly do: 'shift'; readonly ms: number }
  /** A person connects, perhaps while the server believes in their last connection. */
  | { readonly do: 'dial'; readonly who: number }
  /** At most so many bytes arrive, on a person's connection of that age: 0 is the present one, 1 the one before. */
  | {
      readonly do: 'carry';
      readonly who: number;
      readonly age: number;
      readonly way: 'up' | 'down';
      readonly bytes: number;
    }
  /** A person's connection breaks; of what was sent so many bytes still arrive. */
  | {
      readonly do: 'cut';
      readonly who: number;
      readonly how: 'in order' | 'reset';
      readonly bytes: number;
    }
  /** A person asks for something. */
  | { readonly do: 'ask'; readonly who: number; readonly command: Tagged }
  /** A person sends once more what was done, under the same tag. */
  | { readonly do: 'repeat'; readonly who: number; readonly command: Tagged }
  /** A person goes on with their session on another device, while the old one is connected and says this. */
  | { readonly do: 'move'; readonly who: number; readonly late: Tagged }
  /** Somebody new comes in the place of a person, who has quit or is never heard of again. */
  | { readonly do: 'replace'; readonly who: number }
  /** All goes well for so many rounds: what is on its way arrives, and the disk does what it is asked to. */
  | { readonly do: 'flow'; readonly rounds: number };

/** Reads decisions: each is a line of JSON. Lines that begin with `#` are notes. */
export const decisionsIn = (text: string): Decision[] =>
  text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => JSON.parse(line) as Decision);

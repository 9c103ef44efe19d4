/**
 * Records all that a server decides on, as lines of JSON from which the same is decided again. Each start of the server
 * begins with what it found in its store.
 */
import type { Witness } from '../hub/witness.ts';
import type { Left } from '../rooms/durable/restore.ts';
import type { Input } from '../rooms/effects.ts';
import type { ServerSettings } from '../rooms/server-settings.ts';
import type { Time } from '../rooms/world/ids.ts';
import { disguise } from './disguise.ts';
import { outlineOf } from './outline.ts';
import { Spool } from './spool.ts';

/** A line of a recording. */
export type Recorded =
  | { began: { settings: ServerSettings; left: Left; at: Time } }
  /** The outline of the effects: see outline.ts. */
  | { input: Input; came: string[] | null }
  /** What was decided so far begins to be committed; that is over, and it is kept or undone. */
  | { turn: 'begins' | 'kept' | 'undone' };

/** What comes as lines is for `add`, and holds no secret; with `texts` it holds what people say. */
export function recorder(add: (line: string) => void, texts: boolean): Witness {
  let isKnown = (_: string): boolean => false;
  const disguised = disguise(texts, (nick) => isKnown(nick));
  return {
    began({ settings, left, at, isNick }) {
      isKnown = isNick;
      add(JSON.stringify({ began: disguised({ settings, left, at }) }));
    },
    decided(input, effects) {
      add(JSON.stringify({ input: disguised(input), came: outlineOf(effects) }));
    },
    turnedAway() {},
    told() {},
    committing: () => add(JSON.stringify({ turn: 'begins' } satisfies Recorded)),
    committed: (isKept) =>
      add(JSON.stringify({ turn: isKept ? 'kept' : 'undone' } satisfies Recorded)),
  };
}

/** Records into a file, behind what it has. Throws when it can't be opened; when no more can be written, `warn` is told. */
export function recordInto(file: string, texts: boolean, warn: (fact: string) => void): Witness {
  const spool = new Spool(file, (why) => warn(`nothing more is recorded in ${file}: ${why}`));
  process.once('exit', () => spool.close());
  return recorder((line) => spool.add(line), texts);
}

/**
 * Gives young objects more room while people talk: the garbage of a turn is then gone before V8 looks through it. Those who
 * come leave little garbage and much that stays, for which more room would be taken in vain.
 */
import { nobody, type Witness } from '../hub/witness.ts';

/** After so many commands it is looked whether people talk. */
const LOOK_COMMANDS = 500;
/** They do when at most so many have come meanwhile. */
const MAX_COMING = 25;

/** Hears what people do, and says at each look whether young objects may have more room. */
export function roomForTalk(mayGrow: (isTalk: boolean) => void): Witness {
  let commands = 0;
  let came = 0;
  return {
    ...nobody,
    decided({ on }) {
      if (on === 'opened') came += 1;
      if (on !== 'commanded') return;
      commands += 1;
      if (commands < LOOK_COMMANDS) return;
      mayGrow(came <= MAX_COMING);
      commands = 0;
      came = 0;
    },
  };
}

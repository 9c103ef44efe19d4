/** Computes what a line costs beyond one command: events that were looked at, told to the asker, and told to others. */
import type { LogKey } from '../../grammar/names.ts';
import type { Effect } from '../rooms/effects.ts';
import { type Question, questionTraits } from '../rooms/questions.ts';
import { weight } from '../rooms/traits.ts';
import type { World } from '../rooms/world/world.ts';

/** Telling one person this many things costs as much as one line. */
const TOLD_PER_LINE = 32;
/** Looking at this many things, or reaching this many people, costs as much as one line. */
const LOOKED_PER_LINE = 256;
/** The store looks at this many events to find a last message, and at least at this many to find words. */
const SEARCHED_EVENTS = 500;
/** What each line costs more while the server is locked down: they are read at a fifth of the rate. */
const LOCKDOWN_COST = 4;

/** The cost in lines of an input that was decided last. `hearers`: how many sessions hear a log on a connection now. */
export function costOf(
  effects: readonly Effect[],
  { looked, regime }: Pick<World, 'looked' | 'regime'>,
  hearers: (log: LogKey) => number,
): number {
  let told = 0;
  let others = looked;
  for (const effect of effects) {
    if (effect.do === 'tell') told += weight(effect);
    else if (effect.do === 'record') others += weight(effect) * hearers(effect.log);
    else if (effect.do === 'announce') for (const log of effect.logs) others += hearers(log);
    else if (effect.do === 'ask') told += readFor(effect.question);
  }
  const done = Math.floor(told / TOLD_PER_LINE + others / LOOKED_PER_LINE);
  return regime.lockdown ? done + LOCKDOWN_COST : done;
}

/** How many events the store looks at for a question. Events that are told in the answer are counted there. */
function readFor(question: Question): number {
  if (!questionTraits[question.ask].searches) return 0;
  if (question.ask === 'message' && question.seq !== undefined) return 1;
  return SEARCHED_EVENTS + ('logs' in question ? question.logs.length : 0);
}

/** Outlines the effects of an input in a few words, without what people said: equal decisions have equal outlines. */
import type { Effect } from '../rooms/effects.ts';

/** An outline names at most this many effects of one input, and counts the others. */
const MAX_NAMED = 32;

/**
 * One word or two for each effect. A bell depends on what was said, so it is left out. Nothing for an input that could not be decided.
 */
export function outlineOf(effects: readonly Effect[] | undefined): string[] | null {
  if (effects === undefined) return null;
  const names = effects.filter((effect) => effect.do !== 'ring').map(nameOf);
  const more = names.length - MAX_NAMED;
  return more > 0 ? [...names.slice(0, MAX_NAMED), `and ${more} more`] : names;
}

function nameOf(effect: Effect): string {
  const who = 'who' in effect ? effect.who : 'to' in effect ? effect.to : undefined;
  const parts: unknown[] = [effect.do, who];
  if ('log' in effect) parts.push(effect.log);
  if ('event' in effect) parts.push(effect.event.ev);
  if (effect.do === 'record') parts.push(effect.event.seq);
  if (effect.do === 'tell' && effect.event.ev === 'error') parts.push(effect.event.code);
  if (effect.do === 'ask') parts.push(effect.question.ask);
  return parts.filter((part) => part !== undefined).join(' ');
}

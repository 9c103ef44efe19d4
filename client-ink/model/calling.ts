/** When a person is told that somebody calls them: not while they look at it, not when the bell is off, and not in their quiet hours. */
import { isWithin } from '../language/times.ts';
import type { Model, ModelEffect } from './model.ts';
import type { Place } from './place.ts';
import { isOnScreen } from './split.ts';

/** What tells the person of a message; nothing when they are not to be told now. */
export function call(
  model: Model,
  place: Place,
  { from, text }: { from: string; text: string },
): ModelEffect[] {
  if (model.bell === 'off' || isQuiet(model) || isLookedAt(model, place)) return [];
  const who = place.kind === 'room' ? `${from} in ${place.name}` : from;
  const title = model.profile === undefined ? who : `${who} (${model.profile})`;
  return [{ do: 'call', title, text }];
}

/** The terminal says that the person looks at it, and the end of this place is on it. */
const isLookedAt = (model: Model, place: Place): boolean =>
  model.focus === 'here' && isOnScreen(model, place);

const isQuiet = ({ quiet, now }: Model): boolean => quiet !== undefined && isWithin(quiet, now);

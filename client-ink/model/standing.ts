/** While a message is chosen the view stands still, whatever is said; whoever was at the end is there again afterwards. */
import { last } from './entry.ts';
import { type Model, placeById, type Step, shownPlace, withPlace } from './model.ts';
import { read } from './moving.ts';
import { atLiveEnd, isAtEnd } from './place.ts';

const isOnMessage = ({ mode }: Model): boolean => mode.is === 'choosing' || mode.is === 'reacting';

/** After something has come in. */
export function steadied(step: Step, before: Model): Step {
  const was = isOnMessage(before);
  const is = isOnMessage(step.model);
  if (was === is) return step;
  return { ...step, model: is ? standing(step.model) : following(step.model) };
}

function standing(model: Model): Model {
  const place = shownPlace(model);
  const end = last(place.entries);
  if (end === undefined || !isAtEnd(place)) return model;
  const still = withPlace(model, { ...place, scroll: { to: end.id, below: 0 } });
  return { ...still, standing: { place: place.id, entry: end.id } };
}

/** What came meanwhile is read now, unless the person has gone elsewhere. */
function following(model: Model): Model {
  const { standing, ...rest } = model;
  const place = standing && placeById(rest, standing.place);
  const stood = place !== undefined && place.past === undefined;
  if (standing === undefined || !stood || place.scroll.to !== standing.entry) return rest;
  const end = atLiveEnd(place);
  return withPlace(rest, model.shown === place.id ? read(end) : end);
}

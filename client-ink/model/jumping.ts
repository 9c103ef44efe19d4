/** Going to a message wherever it is: what is held is scrolled to, and the rest is asked for around it. */
import type { Command } from '../../grammar/ast.ts';
import type { EventOf } from '../../grammar/events.ts';
import { ask } from './asking.ts';
import { at, indexOfSeq } from './entry.ts';
import { isReadable, PAGE, targetOf, withPast } from './history.ts';
import { type Model, only, placeById, type Step, shownPlace, withPlace } from './model.ts';
import { show } from './moving.ts';
import { type Place, viewed } from './place.ts';
import { scrollBy, scrollTo } from './scrolling.ts';

/** Shows a place with the message of this number in the middle, and chosen. */
export function jumpTo(model: Model, id: number, seq: number): Step {
  const there = show(model, id);
  const place = placeById(there, id);
  if (place === undefined) return only(model);
  const { past, ...live } = place;
  if (past !== undefined && past.oldest <= seq && seq <= past.newest) {
    return only(arrived(there, seq));
  }
  if (live.missed === undefined && live.oldest > 0 && live.oldest <= seq && seq <= live.newest) {
    return only(arrived(withPlace(there, live), seq));
  }
  if (!isReadable(there, place)) {
    return only({ ...there, flash: 'This is read when the server can be reached.' });
  }
  return seek(there, place, { around: seq });
}

/** To the first message that there is; as far as one can go when the server can't be asked. */
export function jumpToBeginning(model: Model): Step {
  const place = shownPlace(model);
  const { above, oldest } = viewed(place);
  const whole = above === 'none' || oldest === 1 || !isReadable(model, place);
  return whole ? scrollBy(model, Number.MAX_SAFE_INTEGER) : seek(model, place, { after: 0 });
}

function seek(model: Model, place: Place, part: { around: number } | { after: number }): Step {
  const command: Command = { cmd: 'history', target: targetOf(place)!, ...part, limit: PAGE };
  const { model: asking, effects, tag } = ask(model, place.id, command);
  const sought = withPlace(asking, { ...place, seeking: tag });
  return { model: { ...sought, flash: 'Going there …' }, effects };
}

/**
 * The page that somebody wanted to be taken to has come; it is of no use any more when they have gone elsewhere. `seq`
 * is 0 for the beginning.
 */
export function tookPage(model: Model, place: Place, event: EventOf<'history'>, seq: number): Step {
  if (place.seeking !== event.re) return only(model);
  const { seeking: _, ...left } = place;
  const { flash: __, ...calm } = withPlace(model, withPast(left, event, model.nick));
  if (model.shown !== place.id) return only(calm);
  return seq === 0 ? scrollBy(calm, Number.MAX_SAFE_INTEGER) : only(arrived(calm, seq));
}

/** The view stands on this number, or on the nearest before it. Nothing takes the keys of somebody who is writing. */
function arrived(model: Model, seq: number): Model {
  const { entries } = viewed(shownPlace(model));
  const index = Math.max(0, indexOfSeq(entries, seq));
  const entry = at(entries, index);
  if (entry === undefined) return model;
  const there = scrollTo(model, entry.id);
  const said = entry.kind === 'said' && entry.seq === seq;
  if (!said || model.mode.is !== 'talking') return there;
  return { ...there, mode: { is: 'choosing', seq } };
}

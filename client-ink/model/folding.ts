/** Long texts are shown folded, until somebody wants to see one whole. */
import { at, type Entries, indexOfSeq, replaceAt } from './entry.ts';
import { type Model, only, type Update } from './model.ts';
import { viewed } from './place.ts';
import { changePlace, shownPlace } from './place-list.ts';
import { reveal } from './view.ts';

/** Folds a message of the place that is shown, or unfolds it; either way it is in view then. */
export function refolded(model: Model, seq: number): Update {
  const index = indexOfSeq(viewed(shownPlace(model)).entries, seq);
  const entry = at(viewed(shownPlace(model)).entries, index);
  if (entry?.kind !== 'said') return only(model);
  const { whole, ...rest } = entry;
  const turned = whole ? rest : { ...rest, whole: true as const };
  const within = (entries: Entries): Entries => replaceAt(entries, index, turned);
  const changed = changePlace(model, model.shown, (place) =>
    place.past === undefined
      ? { ...place, entries: within(place.entries) }
      : { ...place, past: { ...place.past, entries: within(place.past.entries) } },
  );
  return reveal(changed, index);
}

/** Finds text in the room: first the nearest message upwards that holds it, then older and newer ones. */

import { fold, matcher, type Phrase, phrases } from '../../grammar/words.ts';
import type { Line } from '../editor/line.ts';
import { chooseFound } from './choosing.ts';
import { at, type Entry } from './entry.ts';
import { askHistory } from './history.ts';
import { type ModeOf, talking } from './mode.ts';
import { type Model, only, type Update } from './model.ts';
import { type Place, viewed, withScroll } from './place.ts';
import { changePlace, shownPlace } from './place-list.ts';
import { read } from './places.ts';
import { inQuery, type Pressed } from './pressed.ts';
import { beginSearch } from './searching.ts';
import { scrollTo } from './view.ts';

type Finding = ModeOf<'finding'>;

/** Looks from the newest message on, as the query is being typed. */
function findFor(model: Model, mode: Finding, query: Line): Update {
  const { hit: _, missed: __, ...rest } = mode;
  const finding: Finding = { ...rest, query };
  if (query.text === '') return only({ ...model, mode: finding });
  return found(model, finding, nearest(viewed(shownPlace(model)), query.text, undefined, -1));
}

/** The next hit, older (-1) or newer (1). Above what is held, more is asked for. */
function findNext(model: Model, mode: Finding, direction: -1 | 1): Update {
  if (mode.query.text === '') return only(model);
  const hit = nearest(viewed(shownPlace(model)), mode.query.text, mode.hit, direction);
  if (hit !== undefined) return found(model, mode, hit);
  const flash =
    direction > 0 ? 'There is nothing newer.' : 'There is nothing older in what is loaded.';
  const told = { ...model, flash };
  return direction < 0 ? askHistory(told, model.shown) : only(told);
}

function found(model: Model, mode: Finding, hit: number | undefined): Update {
  if (hit === undefined) return only({ ...model, mode: { ...mode, missed: true } });
  const next = { ...model, mode: { ...mode, hit } };
  return only(scrollTo(next, hit));
}

function nearest(
  place: Place,
  query: string,
  from: number | undefined,
  direction: -1 | 1,
): number | undefined {
  const holds = finder(query);
  const { entries } = place;
  const each = direction < 0 ? descending : ascending;
  for (const index of each(entries.length)) {
    const entry = at(entries, index)!;
    if (from !== undefined && (direction < 0 ? entry.id >= from : entry.id <= from)) continue;
    if (holds(entry)) return entry.id;
  }
  return undefined;
}

function* descending(length: number): Generator<number> {
  for (let index = length - 1; index >= 0; index -= 1) yield index;
}

function* ascending(length: number): Generator<number> {
  for (let index = 0; index < length; index += 1) yield index;
}

/** By words as search has them, the last of which is still being typed; what has no word is looked for as it stands. */
function finder(query: string): (entry: Entry) => boolean {
  const wanted = phrases(query);
  const needle = fold(query);
  const isIn =
    wanted.length > 0 ? matcher(unended(wanted)) : (text: string) => fold(text).includes(needle);
  return (entry) => {
    if (entry.kind === 'presence') return false;
    return ('from' in entry && isIn(entry.from)) || isIn(entry.text);
  };
}

const unended = (wanted: readonly Phrase[]): Phrase[] =>
  wanted.map((phrase, n) => (n === wanted.length - 1 ? { ...phrase, open: true } : phrase));

/** A key while a text is looked for in the place that is shown. */
export function inFind(model: Model, mode: Finding, pressed: Pressed): Update {
  const { action, otherwise } = pressed;
  switch (action) {
    case 'up':
    case 'find':
    case 'previous-place':
      return findNext(model, mode, -1);
    case 'down':
    case 'next-place':
      return findNext(model, mode, 1);
    case 'send':
      return only({ ...model, mode: talking });
    case 'cancel':
    case 'interrupt':
      return only(
        changePlace({ ...model, mode: talking }, model.shown, (place) =>
          read(withScroll(place, mode.from)),
        ),
      );
    case 'page-up':
    case 'page-down':
    case 'scroll-up':
    case 'scroll-down':
      return otherwise(model);
    case 'right-or-find':
      return findNext(model, mode, -1);
    case 'search':
      return beginSearch(model, mode.query);
    case 'choose-up':
    case 'choose-down':
      return chooseFound(model, mode.hit);
    default:
      return inQuery(model, mode, pressed, (query) =>
        query.text === mode.query.text
          ? only({ ...model, mode: { ...mode, query } })
          : findFor(model, mode, query),
      );
  }
}
